"""The numbers lines begin with: of headings, list items, rows of tables. Pure.

A number with its sign (``2.``, ``3)``, ``1/``, ``1.2``) opens what follows it. A number without one does only
where it is the next in turn: ``94 Đội đã lập`` is no heading. A number alone on its line numbers a row where
it counts on from the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khacphuc.text.numbers.forms import MEASURE, SCALE
from khacphuc.text.numbers.number_words import NOUNS
from khacphuc.text.span_patterns.documents import DOCUMENTS
from khacphuc.text.span_patterns.pattern import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# what may stand before: a bullet, marks of bold print, the Roman number or letter it is nested in
_OPENING = r"[ \t*_#>“\"'‘«(\[•·+–—-]{0,6}(?:(?:[IVX]{1,5}|[A-HĐ])[.\-/][ ]?)?"
_NO_QUANTITY = rf"(?! ?%| ?(?i:{SCALE})(?!\w)| ?{MEASURE}| (?i:{NOUNS}))"
_NESTED = re.compile(
    rf"{_OPENING}(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?!\d))(?:[.)/:-](?!\d)|(?=\.? ?[{CAPITALS}“\"])|"
    rf"(?= [^\W\d_]){_NO_QUANTITY}|$)"
)
# 2. Mục đích, 3.Tham gia, 1/ Công tác, 4) …, 5- Về …, 6: …
_SIGNED = re.compile(
    rf"{_OPENING}(?P<number>[1-9]\d{{0,2}}|0[1-9])(?:(?:\.[-/]?|[)/]) ?(?=[^\W\d_“\"(*_…]|\[|$)|"
    rf" ?[-–—:] ?(?=[{CAPITALS}“\"]))"
)
_BRACKET = re.compile(r"[ *_]{0,4}\((?P<number>\d{1,2})\)")
_BARE = re.compile(rf"[ *_]{{0,4}}(?P<number>[1-9]\d?) (?=[{CAPITALS}])")
# II.2 Kết quả, A.1. Công tác
_IN_LETTER = re.compile(
    r"[ *_#]{0,4}(?:[IVX]{1,5}|[A-HĐ])[.\-/](?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?=[ .:)/-])"
)
_LONE = re.compile(r"[ *_]{0,4}(?P<number>\d{1,3})[.]?[ *_]{0,4}$")
# Phần 1, Bài 3:, Câu 2., Điều 4. at the head of a line
_WORDED = re.compile(
    r"[ *_#“\"•+–-]{0,6}(?:phần(?: thứ)?|chương|bài|câu|mục|điều|tiểu mục|chủ đề|chuyên đề|nhiệm vụ|"
    r"giải pháp|nội dung|khuyết điểm|"
    r"hạn chế|tiêu chí|tiêu chuẩn|chỉ tiêu|bước|hoạt động|nhóm giải pháp|"
    r"nhóm nhiệm vụ)(?: số)? (?P<number>\d{1,3}(?:\.\d{1,2}){0,4})(?![.,]?\d)(?: ?[.:)]|$| ?[-–] )",
    re.IGNORECASE,
)


_FORMS = (_IN_LETTER, _NESTED, _SIGNED, _WORDED, _BRACKET)


def numbers_at_heads(lines: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Where lines begin with their numbers.

    Args:
        lines: every line of a text, in order.

    Returns:
        For such a line its place among the lines, with start and end of the number in it.

    >>> numbers_at_heads(["1. Kết quả", "94 Đội đã lập", "1.2 Giữ nền nếp", "13.6 triệu đồng", "2 Hạn chế"])
    {0: (0, 1), 2: (0, 3), 4: (0, 1)}
    """
    numbers = dict(_lone(lines))
    last = 0
    for place, line in enumerate(lines):
        if place in numbers or not any(map(str.isdigit, line[:_HEAD])):
            continue
        match = (
            _IN_LETTER.match(line)
            or _NESTED.match(line)
            or _SIGNED.match(line)
            or _WORDED.match(line)
            or _BRACKET.match(line)
        )
        if not match and (match := _BARE.match(line)) and int(match["number"]) != last + 1:
            match = None
        if match and not any(pattern.at.match(line, match.start("number")) for pattern in DOCUMENTS[:2]):
            numbers[place] = match.span("number")
            if match["number"].isdigit():
                last = int(match["number"])
    return numbers


_HEAD = 60
"""Characters of a line within which its number stands."""


def _lone(lines: Sequence[str]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Numbers alone on their lines that count on from 1, each the next of one before it."""
    chain: list[tuple[int, tuple[int, int]]] = []
    expected = 1
    for place, line in enumerate(lines):
        match = _LONE.match(line)
        if not match:
            continue
        number = int(match["number"])
        if number == 1 and expected != 1:
            yield from chain if len(chain) > 1 else ()
            chain, expected = [], 1
        if number == expected:
            chain.append((place, match.span("number")))
            expected += 1
    yield from chain if len(chain) > 1 else ()
