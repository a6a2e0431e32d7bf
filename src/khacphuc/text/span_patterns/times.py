"""Hours and minutes: of a clock, which count nothing, or of a length of time, which do.

>>> from khacphuc.text.span_patterns.pattern import TextLine
>>> TIMES[0].end(TextLine("lúc 15:30"), 4)
9
"""

from __future__ import annotations

from typing import Final

from khacphuc.text.span_patterns.dates import DAY, MONTH, YEAR
from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import DASH, Pattern, at, before, glued

_HOUR = r"(?:[01]?\d|2[0-4])(?!\d)"
_MINUTES = r"[0-5]?\d(?!\d)"
_CLOCK = rf"{_HOUR} ?(?:giờ|h|g) ?(?:{_MINUTES}(?: ?(?:phút|ph|p|')(?!\w))?)?"
_AT = (
    r"lúc|hồi|vào lúc|vào hồi|vào|từ|đến|tới|trước|sau|đầu từ|kết thúc|thời gian:?|giờ:?|sáng|chiều|tối|trưa|"
    r"khai mạc:?|hết"
)
#: Behind these hours are a length of time: trong 2 giờ 30 phút.
_DURING = (
    r"trong|kéo dài|mất|thời lượng|suốt|mỗi|hơn|gần|tổng|tổng số|được|thêm|với|khoảng|liên tục|là|dạy|học"
)

STAMPS: Final = (
    # Giờ ký: 2021-05-03T09:12:44+07:00; a signature's or an office system's print
    Pattern(
        SpanKind.STAMP,
        at(rf"{YEAR}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?"),
    ),
    Pattern(
        SpanKind.STAMP,
        at(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}[ ,]*(?:\d{1,2}:\d{2}(?::\d{2})?)?(?: [+-]\d{2}:?\d{2})?"),
        glued(r"(?:ký(?: số)?(?: lúc| bởi| ngày)?:? ?|[^\W\d_.]{3,}[._-])"),
    ),
    Pattern(SpanKind.STAMP, at(r"\d{1,2}[./-]\d{1,2}[./-]\d{4} \d{1,2}:\d{2}(?::\d{2})?(?=[-_][^\W\d_])")),
    Pattern(SpanKind.STAMP, at(r"\d{1,2}:\d{2}(?::\d{2})?"), glued(r"(?:ký|ký số)[^\n]{0,40}[ ,]")),
)

TIMES: Final = (
    Pattern(SpanKind.TIME, at(rf"{_HOUR}:[0-5]\d(?::[0-5]\d)?(?![\d:])(?: ?{DASH} ?{_HOUR}:[0-5]\d)?")),
    # 22:26 (GMT+7)
    Pattern(SpanKind.TIME, at(r"\d{1,2}(?::\d{2})?(?![\d.,])"), glued(r"(?:GMT|UTC) ?[+-]")),
    Pattern(
        SpanKind.TIME,
        at(rf"{_HOUR}[.]{_MINUTES}(?![.,/]?\d| ?%| [^\W\d_]+/)"),
        before("lúc|hồi|vào lúc|vào hồi"),
        free=True,
    ),
    Pattern(SpanKind.TIME, at(rf"{_HOUR}h(?:[0-5]\d)? ?{DASH} ?{_HOUR}h(?:[0-5]\d)?(?!\w)")),
    # từ 7h30 - 11h00
    Pattern(SpanKind.TIME, at(rf"{_CLOCK} ?{DASH} ?{_CLOCK}(?!\w)"), before(_AT)),
    Pattern(
        SpanKind.DURATION, at(rf"\d{{1,3}} giờ {_MINUTES} phút(?! (?:ngày|sáng|chiều|tối))"), before(_DURING)
    ),
    Pattern(
        SpanKind.TIME,
        at(rf"{_HOUR} ?(?:giờ|h|g) ?{_MINUTES}(?: ?(?:phút|ph|p|')(?!\w)|(?![\w%/]|[.,]\d| [^\W\d_]+ ?/))"),
    ),
    Pattern(SpanKind.TIME, at(rf"{_HOUR} ?(?:giờ|h)(?!\w)"), before(_AT)),
    Pattern(
        SpanKind.TIME,
        at(
            rf"{_HOUR} ?(?:giờ|h)(?!\w)(?=,? (?:ngày|sáng|chiều|tối|trưa|hôm|cùng ngày|thứ|{DAY}[/-]{MONTH}))"
        ),
    ),
)
