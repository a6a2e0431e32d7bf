"""Whether the noun of a unit is what a document prints behind a number, as people write such nouns."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from khacphuc.text.letters import search_key, without_marks

_SKIPPED = 2
"""Words that may stand between a number and its noun: ``94/94 Đoàn xã``, ``04 hạn chế, khuyết điểm``."""
_COMPARED = 5
"""Words of a noun that are compared; its end may fall out of the words a token keeps."""
_SHORTEST_INITIALS = 2  # one capital is the beginning of a name

_WORD = re.compile(r"[^\W\d]+")
_NO_NOUN = re.compile(r"\s*(?:$|[,;:)\]!?…]|\.(?:\s|$))")
_SCALES = re.compile(r"\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)+", re.IGNORECASE)
# a comrade may be a member, a delegate or a worker; a member is no branch
_ANYBODY = ("đồng chí", "đ c", "người", "em", "bạn", "vị", "anh chị")
_PERSONS = (
    "viên", "cán bộ", "thanh niên", "thiếu niên", "thiếu nhi", "nhi đồng", "công nhân", "người", "học sinh",
    "đại biểu", "đồng chí", "bí thư", "ủy viên", "thanh thiếu niên", "lao động", "nông dân", "em", "bạn",
)  # fmt: skip


@lru_cache(maxsize=65536)
def noun_is_printed(noun: str, after: str) -> bool:
    """Whether a noun agrees with the words a document prints behind a number.

    Args:
        noun: the noun of the unit a table gives the number: ``đội``, ``đoàn viên ưu tú``.
        after: what stands behind the number, a scale too.

    Returns:
        False only where another noun is printed. Where the document prints none (a comma follows) nothing
        can be said, and the answer is True. Initials (``ĐVƯT``) and words for anybody (``đồng chí``) are
        understood.

    >>> noun_is_printed("đội", "Đội thanh niên tình nguyện"), noun_is_printed("người", "Đội thanh niên")
    (True, False)
    >>> noun_is_printed("đoàn viên ưu tú", "ĐVƯT là"), noun_is_printed("khuyết điểm", "hạn chế, khuyết điểm")
    (True, True)
    """
    after = _SCALES.sub("", after, count=1)
    if not noun or _NO_NOUN.match(after):
        return True
    sought, printed = _words(noun)[:_COMPARED], _words(after)
    starts = range(min(_SKIPPED + 1, len(printed)))
    if any(printed[start : start + len(sought)] == sought for start in starts):
        return True
    return _abbreviated(noun, after) or _somebody(sought, printed)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", search_key(text)))


def _abbreviated(noun: str, after: str) -> bool:
    """``ĐVƯT``, or ``ĐVUT`` as some type it, for ``đoàn viên ưu tú``."""
    first = _WORD.search(after)
    if not first or len(first[0]) < _SHORTEST_INITIALS or not first[0].isupper():
        return False
    return _bare(first[0]) == _bare("".join(word[0] for word in _words(noun)))


def _bare(text: str) -> str:
    return "".join(letter for letter in without_marks(text) if letter.isalpha())


def _somebody(sought: list[str], printed: list[str]) -> bool:
    begins = f"{' '.join(printed)} ".startswith(tuple(f"{_key(word)} " for word in _ANYBODY))
    return begins and any(f" {_key(word)} " in f" {' '.join(sought)} " for word in _PERSONS)


def _key(text: str) -> str:
    return " ".join(_words(text))
