"""Days, months and years, which count nothing however they are printed.

>>> from khacphuc.text.span_patterns.pattern import TextLine
>>> [pattern.end(TextLine("ngày 03/3/2021"), 5) for pattern in DATES[:2]]
[None, 14]
"""

from __future__ import annotations

from typing import Final

from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import DASH, Pattern, at, before, glued

DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
MONTH: Final = r"(?:0?[1-9]|1[0-2])(?!\d)"
YEAR: Final = r"(?:19|20)\d{2}(?!\d)"
# a number goes on behind a slash or a point: 9/11/2021, 3/2.500
ENDS: Final = r"(?![\d/]|[.,]\d| ?%)"

#: A day stands behind these whatever its sign: ngày 29-5, sáng 14.9, Thứ 3, 27/12.
_DAY_WORDS = (
    r"ngày|sáng|chiều|tối|đêm|trưa|hôm|hôm nay|mùng|mồng|chủ nhật|rạng sáng|đăng:?|ngày:|nhật:?|"
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]),?|(?:hai|ba|tư|năm|sáu|bảy|nhật),? ngày"
)
#: Behind these a day has a slash, as what has a dash is a range: đến 30/6, từ 3-5 buổi.
_NEAR_DAYS = (
    r"dịp|lễ|mừng|niệm|trước|sau|đến|tới|từ|hết|vào|qua|tinh|kể từ|tết|thành lập|quốc tế|khánh|khởi nghĩa|"
    r"phụ nữ|lao động|thiếu nhi|nhà giáo|liệt sĩ|liệt sỹ|cách mạng|thế giới|toàn quốc|nay|thời điểm|"
    r"phong trào|"
    r"lịch sử|thống nhất|giải phóng|đợt"
)
#: A feast is named, its day stands a few words on: ngày thành lập Đảng 3/2, Ngày Nhà giáo Việt Nam 20/11.
_FEAST = glued(
    r"(?<!\w)(?:ngày|lễ|kỷ niệm|kỉ niệm|chào mừng|mừng|dịp|tết|quốc tế|cao điểm|"
    r"chiến dịch)(?: [^\W\d_]+){1,9} [(“\"]?"
)
#: Days a Youth Union, a school or a Party cell keeps: they are days wherever they stand, unless they count.
_KEPT_DAYS = (
    r"(?:0?9/0?1|0?3/0?2|0?8/0?3|26/0?3|30/0?4|0?1/0?5|15/0?5|19/0?5|0?1/0?6|27/0?7|19/0?8|0?2/0?9|0?5/0?9"
    r"|15/10|20/10|20/11|22/12|19/12|10/3)"
)

DATES: Final = (
    # from one day of a month to another: ngày 10-12/3/2021, từ 01 - 15/3
    Pattern(
        SpanKind.DATE,
        at(rf"{DAY} ?{DASH} ?{DAY} ?[/.] ?{MONTH}(?: ?[/.] ?{YEAR})?{ENDS}"),
        before(rf"{_DAY_WORDS}|từ|từ ngày|các ngày|hai ngày"),
        free=True,
    ),
    # 03/3/2021, 26-3-2021, 26.3.2021, 05 / 10 /2021, 26/03/21
    Pattern(
        SpanKind.DATE,
        at(rf"{DAY} ?([/.\-–]) ?{MONTH} ?(?:(?:\1|/) ?{YEAR}|\1 ?\d{{2}}(?!\d| ?%))(?![/.,-]?\d)"),
    ),
    Pattern(SpanKind.DATE, at(rf"{YEAR}([-/.]){MONTH}\1{DAY}(?!\d)")),
    # ngày 03 tháng 3 năm 2021, ngày 18tháng 03; without ngày only with its year
    Pattern(
        SpanKind.DATE, at(rf"{DAY} ?tháng ?{MONTH}(?:,? năm ?{YEAR}|/{YEAR})?{ENDS}"), before(_DAY_WORDS)
    ),
    Pattern(SpanKind.DATE, at(rf"{DAY} ?tháng ?{MONTH},? năm ?{YEAR}")),
    Pattern(SpanKind.DATE, at(rf"{DAY}(?=,? ?(?:và|đến)? ?{DAY} ?tháng)"), before(_DAY_WORDS)),
    # Tháng Mười 17, 2017, as some web pages print it
    Pattern(
        SpanKind.DATE,
        at(rf"{DAY}, {YEAR}"),
        before(r"tháng (?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai)"),
    ),
    Pattern(SpanKind.DATE, at(rf"[2-7],? (?:ngày )?{DAY}[/-]{MONTH}(?:[/-]{YEAR})?{ENDS}"), before("thứ")),
    Pattern(SpanKind.DATE, at(rf"{DAY} ?[/.\-–] ?{MONTH}{ENDS}"), before(_DAY_WORDS), free=True),
    Pattern(SpanKind.DATE, at(rf"{DAY}/{MONTH}{ENDS}"), before(_NEAR_DAYS), free=True),
    Pattern(SpanKind.DATE, at(rf"{DAY}/{MONTH}{ENDS}"), _FEAST, free=True, far=True),
    Pattern(SpanKind.DATE, at(rf"{_KEPT_DAYS}{ENDS}"), free=True),
    # 26-3, 30-4: no range, as it goes down
    Pattern(
        SpanKind.DATE,
        at(r"(?:30-0?4|26-0?3|22-12|20-1[01]|15-0?5|19-0?[58]|27-0?7|15-10|0?8-0?3)(?![\d/-]|[.,]\d| ?%)"),
        free=True,
    ),
    # ngày 8 và 9 - 5, ngày 10, 11/3: the month comes later
    Pattern(
        SpanKind.DATE,
        at(rf"{DAY}(?= ?(?:,|và|-|–|đến|tới) ?(?:ngày )?{DAY} ?(?:[-–/.]|tháng))"),
        before(_DAY_WORDS),
    ),
    Pattern(
        SpanKind.DATE,
        at(rf"{DAY}{ENDS}"),
        before(r"(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )(?<!\d )(?:ngày|mùng|mồng|rằm)"),
    ),
)

_SPAN = r"(?:đầu|cuối|giữa)(?: (?:năm học|năm|nhiệm kỳ|tháng|quý|khóa))?"
_PAST = (
    r"(?:qua|vừa qua|tới|trước đây|gần đây|gần nhất|tiếp theo|trở lại đây|liền kề|nay|liên tiếp|liền)(?!\w)"
)

PERIODS: Final = (
    # 6 tháng đầu năm 2021, 9 tháng của năm, 2 tháng cuối nhiệm kỳ
    Pattern(SpanKind.PERIOD, at(rf"\d{{1,2}} tháng (?:của )?{_SPAN}(?: {YEAR})?")),
    Pattern(SpanKind.PERIOD, at(rf"\d{{1,2}} tháng(?: của)?(?:/| năm |,? năm học ){YEAR}(?! ?[-–/] ?\d)")),
    Pattern(SpanKind.PERIOD, at(rf"\d{{1,3}} (?:năm|tháng|tuần|ngày|quý|nhiệm kỳ) {_PAST}")),
    # tỉnh 5 năm 2021-2025
    Pattern(SpanKind.PERIOD, at(rf"\d{{1,2}} năm(?=,? \(?{YEAR} ?{DASH} ?{YEAR})")),
    Pattern(
        SpanKind.PERIOD,
        at(r"\d{1,2} (?:năm|tháng|tuần)(?!\w)"),
        before("kế hoạch|chương trình|mục tiêu|nhiệm kỳ"),
    ),
    # giai đoạn 2020 – 2025, năm học 2020-2021, 2021-22
    Pattern(SpanKind.PERIOD, at(rf"{YEAR} ?(?:{DASH}|/) ?{YEAR}(?![.,]?\d)")),
    Pattern(
        SpanKind.PERIOD, at(rf"{YEAR} ?{DASH} ?\d{{2}}(?![\d.,%/-])"), before("năm học|niên khóa|niên khoá")
    ),
    # 3/2021, 03-2021, 6/2021: a month, unless it counts
    Pattern(SpanKind.PERIOD, at(rf"{MONTH} ?[/.\-–] ?{YEAR}(?![.,/-]?\d| ?%)"), free=True),
    Pattern(SpanKind.PERIOD, at(rf"{MONTH} ?[/.\-–] ?{YEAR}"), glued(r"(?<!\w)(?:tháng|quý|T) ?")),
    Pattern(SpanKind.PERIOD, at(rf"{MONTH},? năm ?{YEAR}"), glued(r"(?<!\w)(?:tháng|quý) ?")),
    # quý I/2021, quý IV năm 2021 is a year
    Pattern(SpanKind.PERIOD, at(YEAR), glued(r"(?<!\w)quý (?:I{1,3}|IV) ?[/-] ?")),
    Pattern(
        SpanKind.PERIOD, at(rf"\d{{1,2}} ?(?:{DASH}|÷) ?\d{{1,2}}{ENDS}"), before("tháng|tuần|quý"), free=True
    ),
    Pattern(
        SpanKind.PERIOD,
        at(rf"\d{{1,2}}{ENDS}"),
        before(
            r"(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )(?<!\d )(?<!định kỳ )(?:tháng|tuần|quý|tuần thứ|"
            r"tháng thứ|học kỳ|học kì)"
        ),
    ),
    Pattern(SpanKind.PERIOD, at(r"\d{1,2}(?=[/,;:.) ]|$)"), glued(r"(?<!\w)(?:HK|T)"), free=True),
)

_YEAR_WORDS = (
    r"năm|năm học|cuối|đầu|giữa|so với|niên|hết|trước|sau|từ năm|cuối năm|cùng kỳ|khóa|khoá|bính ngọ|tân sửu|"
    r"xuân|hè|tết|"
    r"world cup|olympic|sea games|euro|cup|tháng (?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|"
    r"mười hai)"
)

LONE_YEARS: Final = (
    Pattern(SpanKind.YEAR, at(rf"{YEAR}(?![.,/]\d| ?%)"), before(_YEAR_WORDS)),
    Pattern(SpanKind.YEAR, at(rf"{YEAR}(?![.,/-]?\d| ?%)"), free=True),
)
