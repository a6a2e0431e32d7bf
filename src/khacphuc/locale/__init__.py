"""Every word of ours that people read, in gettext catalogues, one folder a language.

``khacphuc.po`` names a word by its group (``msgctxt``) and its key (``msgid``). ``checks.po`` is keyed by the
Vietnamese sentences of ``expectations/`` themselves. Catalogues are read as they are edited, not compiled.
Words of the office and of its sources are data and never stand here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, get_args

from khacphuc.errors import DocumentError
from khacphuc.locale.catalogue import parse_messages, split_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)
HOUSE: Final = "vi"
"""The language offices write in: their prose, their tables, the suites."""
TOOL: Final = "en"
"""The language of what is said about no run: help, faults of files, the state of a machine."""

_GROUP: Final = re.compile(r'^msgctxt "(?P<group>\w+)"$', re.MULTILINE)


class Words(Mapping[str, str]):
    """The words of one group in one language; of a word that counts something, ``words[key]`` is of many.

    Args:
        forms: by key the forms of each word, one unless it counts something.
        plural: which form a number asks for.
    """

    __slots__ = ("_forms", "_plural")

    def __init__(self, forms: Mapping[str, tuple[str, ...]], plural: Callable[[int], int]) -> None:
        self._forms = forms
        self._plural = plural

    def __getitem__(self, key: str) -> str:
        """The word of a key."""
        return self._forms[key][-1]

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._forms)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._forms)

    def counted(self, key: str, number: int) -> str:
        """The word of a key for a number of things.

        >>> words("en", "review").counted("rows", 1), words("en", "review").counted("rows", 2)
        ('{count} row', '{count} rows')
        """
        forms = self._forms[key]
        return forms[min(self._plural(number), len(forms) - 1)]


def words(language: str, group: str) -> Words:
    """Our words of one group.

    Args:
        language: one of ``LANGUAGES``.
        group: one of the catalogue, such as ``document``.

    Raises:
        DocumentError: there is no such language, or no such group.

    >>> words("vi", "place")["section"].format(section="III.1")
    'mục III.1'
    """
    return _group(_known(language), group)


def groups(language: str) -> tuple[str, ...]:
    """The groups there are words of, in the order of the catalogue.

    >>> "document" in groups("vi")
    True
    """
    return tuple(_groups(_known(language)))


def sentences(language: str) -> Mapping[str, str]:
    """What the sentences of ``expectations/`` are in a language, by the sentences; none in their own.

    Raises:
        DocumentError: there is no such language.
    """
    return MappingProxyType({}) if _known(language) == HOUSE else _sentences(language)


def marks(language: str) -> tuple[str, str]:
    """The ``lang`` attributes of a page in a language: of what an office wrote, and of our words within it.

    Both are empty in the house's own language: there is nothing to tell apart.

    >>> marks("en"), marks("vi")
    ((' lang="vi"', ' lang="en"'), ('', ''))
    """
    return ("", "") if _known(language) == HOUSE else (f' lang="{HOUSE}"', f' lang="{language}"')


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise DocumentError(
            f"no words in the language {language!r}", remedy=f"write one of: {', '.join(sorted(LANGUAGES))}"
        )
    return language


@cache
def _group(language: str, group: str) -> Words:
    from gettext import c2py  # noqa: PLC0415 - many commands print no word of ours

    messages = _groups(language)
    if group not in messages:
        raise DocumentError(f"no words called {group!r}; there are {', '.join(messages)}")
    forms = {message.key: message.forms for message in parse_messages(messages[group])}
    return Words(MappingProxyType(forms), c2py(_plural(language)))


def _plural(language: str) -> str:
    """Which form a number asks for, as the header of the file says: an expression of C."""
    (header,) = parse_messages(_blocks(language, "khacphuc")[:1])
    (expression,) = re.findall(r"\bplural=([^;]+);", header.forms[0])
    return str(expression)


@cache
def _groups(language: str) -> Mapping[str, list[str]]:
    """The messages of each group as they stand in the file.

    A command needs the words of few groups, and reading all took half of the time of one that does nothing.
    """
    by_group: dict[str, list[str]] = {}
    for message in _blocks(language, "khacphuc"):
        if heading := _GROUP.search(message):
            by_group.setdefault(heading["group"], []).append(message)
    return MappingProxyType(by_group)


@cache
def _sentences(language: str) -> Mapping[str, str]:
    pairs = ((message.key, message.forms[0]) for message in parse_messages(_blocks(language, "checks")))
    # the header of a catalogue is a message without a key; what is not translated yet has an empty string
    return MappingProxyType({vietnamese: other for vietnamese, other in pairs if vietnamese and other})


@cache
def _blocks(language: str, domain: str) -> list[str]:
    # importlib.resources takes 2 ms to import, which a command that does nothing notices
    file = Path(__file__).with_name(language) / "LC_MESSAGES" / f"{domain}.po"
    return split_messages(file.read_text(encoding="utf-8"))
