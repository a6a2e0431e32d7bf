"""Which units count what cannot be halved: an office's list of names asked about a unit as printed. Pure."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from khacphuc.errors import QuantityError
from khacphuc.text.letters import clean, search_key
from khacphuc.text.units import parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

# a tone at the end of its syllable may stand alone: bản and ban are two words
_WORD = re.compile(r"%|(?:[^\W_]|[\u0300-\u036f])+")
# several things counted together: one that cannot be halved is enough
_AND = re.compile(r"[,;&+]|(?<!\w)(?:và|hoặc|and|or)(?!\w)")
# a number of things for each of others is an average: 12,5 đoàn viên/chi đoàn
_RATE = re.compile(r"/|(?<!\w)(?:mỗi|bình quân|per|average)(?!\w)")


class WholeUnits:
    """The names of a list, by which a unit can be halved or not.

    A unit goes by the longest name it begins with, so that ``lượt`` answers for ``lượt đoàn viên``, and
    ``ngày`` may be divisible where ``ngày hội`` is not. A unit that begins with none can be halved.
    """

    def __init__(self, divisible: Mapping[str, bool]) -> None:
        """Take each name with whether what it counts can be halved."""
        self._names = {unit_words(name): name for name in divisible}
        self._divisible = {unit_words(name): can for name, can in divisible.items()}

    def __len__(self) -> int:
        """How many names the list has."""
        return len(self._names)

    def name(self, unit: str) -> str:
        """The listed name of what cannot be halved in a unit; empty where all of it can.

        >>> listed = WholeUnits({"lượt": False, "đoàn viên": False, "ngày": True, "ngày hội": False})
        >>> listed.name("triệu lượt"), listed.name("Đoàn viên ưu tú"), listed.name("ngày"), listed.name("km")
        ('lượt', 'đoàn viên', '', '')
        >>> listed.name("km, ngày hội"), listed.name("đoàn viên/chi đoàn")
        ('ngày hội', '')
        """
        noun = _noun(unit)
        whole = _words(noun)
        if whole in self._names:
            return "" if self._divisible[whole] else self._names[whole]
        if _RATE.search(noun):
            return ""
        longest = filter(None, (self._longest(_words(part)) for part in _AND.split(noun)))
        return next((self._names[words] for words in longest if not self._divisible[words]), "")

    def _longest(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The longest listed name that words begin with; empty if there is none."""
        starts = (words[:count] for count in range(len(words), 0, -1))
        return next((start for start in starts if start in self._names), ())


def unit_words(unit: str) -> tuple[str, ...]:
    """The words by which two spellings of one unit are equal: without scale, capitals or normal form.

    >>> unit_words("Triệu LƯỢT") == unit_words("lượt")
    True
    """
    return _words(_noun(unit))


@lru_cache(maxsize=65536)
def _noun(unit: str) -> str:
    """A unit without its scale, in small letters; one that cannot be read stays whole."""
    with suppress(QuantityError):
        measured = parse_unit(clean(unit, "a_unit"))
        unit = f"{'% ' if measured.percent else ''}{measured.noun}"
    return unicodedata.normalize("NFC", unit).casefold()


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", search_key(text))))
