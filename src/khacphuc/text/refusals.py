"""Why a printed text is refused, in words of any language: the group ``refusal`` of the catalogue.

A refusal keeps the keys of its words and what they are filled in with, so that a table can say it in the
language of its run. As an error of ours it is English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khacphuc.errors import QuantityError
from khacphuc.locale import TOOL, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_GROUP = "refusal"
_LONGEST_QUOTE = 80


def quote(value: object) -> str:
    r"""Quote a value for a message: control characters escaped, cut when long.

    >>> quote("12\x1b[31m")
    "'12\\x1b[31m'"
    """
    quoted = repr(value)
    if len(quoted) <= _LONGEST_QUOTE:
        return quoted
    return f"{quoted[: _LONGEST_QUOTE - 2]}…{quoted[-1]}"


class Quotation(NamedTuple):
    """What a message quotes, with the quotation marks of its language.

    >>> Quotation("9,4/94").in_language("en"), Quotation("9,4/94").in_language("vi")
    ("'9,4/94'", '«9,4/94»')
    """

    value: object

    def in_language(self, language: str) -> str:
        """The value in quotation marks, if it is a text."""
        quoted = quote(self.value)
        return f"«{quoted[1:-1]}»" if language != TOOL and isinstance(self.value, str) else quoted


class Phrase(NamedTuple):
    """Words of the catalogue by their key, and what their placeholders stand for: perhaps more such words."""

    key: str
    parameters: Mapping[str, object]

    def in_language(self, language: str) -> str:
        """The words, filled in.

        >>> Phrase("no_month", {"month": 13, "turned": "13/1/2021"}).in_language("en")
        'there is no month 13. Day first: 13/1/2021.'
        """
        filled = {name: _in_language(value, language) for name, value in self.parameters.items()}
        return words(language, _GROUP)[self.key].format(**filled)


def _in_language(value: object, language: str) -> object:
    return value.in_language(language) if isinstance(value, Phrase | Quotation | QuantityError) else value


def phrase(key: str, **parameters: object) -> Phrase:
    """Words of the catalogue, with what they are filled in with."""
    return Phrase(key, parameters)


def quantity_error(key: str, **parameters: object) -> QuantityError:
    """The error that says such words."""
    words_of_it = Phrase(key, parameters)
    return QuantityError(words_of_it.in_language(TOOL), phrase=words_of_it)


def is_not(text: object, what: str, why: Phrase | QuantityError) -> QuantityError:
    """The error that a text is not what it should be.

    Args:
        text: what was printed.
        what: the key of what it should be: ``a_quantity``, ``a_date``, ``a_document_number``, ``a_unit``.
        why: with the advice how to mend it; or why a part of the text is refused.

    >>> is_not("3/2021", "a_date", phrase("no_day")).in_language("vi")
    '«3/2021» không phải ngày tháng: không có ngày này. Tra lại trong văn bản.'
    """
    return quantity_error("is_not", text=Quotation(text), what=phrase(what), why=why)
