"""Numbers of documents, and short citations of documents and their parts.

>>> from khacphuc.text.span_patterns.pattern import TextLine
>>> DOCUMENTS[0].end(TextLine("số 31/CT-TTg"), 3)
12
"""

from __future__ import annotations

from typing import Final

from khacphuc.text.span_patterns.dates import ENDS, YEAR
from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import CAPITALS, DASH, Pattern, at, at_exact, before, glued

# QĐ, CTr, TTg, BGDĐT, SGDĐT, QH14: two capitals at least, or three letters with two
_ABBREVIATION = r"(?:[A-ZĐÐ]{2,}[a-zđ]{0,2}[A-ZĐÐ]*|[A-ZĐÐ][a-zđ]{1,2}[A-ZĐÐ]+)[0-9]*"
# what may follow in a symbol: -UBND, /TU, -P.NV, & ĐT; with a blank only before capitals
_PART = rf"(?: ?{DASH} ?| ?/ ?|\.|&)(?:{_ABBREVIATION}|[{CAPITALS}][\w&.]*\w|[{CAPITALS}])"
_TYPE = rf"{_ABBREVIATION}(?: ?[&+] ?{_ABBREVIATION})*"
_NUMBER = r"\d{1,6}[a-zđ]?"

_PAPERS = (
    r"nghị quyết|nghị định|quyết định|chỉ thị|kết luận|thông tư|thông tri|thông báo|luật|công văn|kế hoạch|"
    r"hướng dẫn|"
    r"báo cáo|tờ trình|quy định|quy chế|đề án|dự án|chương trình|văn bản|pháp lệnh|sắc lệnh|công điện|"
    r"công ước|"
    r"thông tư liên tịch|nghị quyết liên tịch|chương trình hành động|hướng dẫn liên tịch|kế hoạch liên tịch|"
    r"giấy mời|"
    r"biên bản|hợp đồng|tờ trình liên tịch|quy định số|phương án|quy trình|đề cương|thư|điều lệ"
)
_SHORT_PAPERS = r"QĐ|NQ|CT|KL|TT|TTLT|NĐ|CV|ĐA|TB|QyĐ|QyC|CTr|NQLT|CTPH|HD"
_PARTS = r"điều|khoản|chương|mục|tiểu mục|tiết|phần"

DOCUMENTS: Final = (
    # 648/SGDĐT-XY, 01/2021/TT-BNV, 30a/2008/NQ-CP, 2071/QĐ-BGD ĐT, 31/CT-TTg, 57/2014/QH13
    Pattern(
        SpanKind.DOCUMENT,
        at_exact(rf"{_NUMBER} ?/ ?(?:{YEAR} ?/ ?)?{_TYPE}(?:{_PART}){{0,6}}(?: {_ABBREVIATION}(?![\w]))?"),
    ),
    # 300-KH/TĐTN-VP, 25 – NQ/TW, 08 - ĐA/TU, 29-NQ/TW
    Pattern(
        SpanKind.DOCUMENT,
        at_exact(
            rf"{_NUMBER} ?{DASH} ?{_TYPE} ?/ ?(?:{_ABBREVIATION}|"
            rf"[{CAPITALS}][\w.&]*)(?:{_PART}){{0,6}}"
        ),
    ),
    # số 09 KH/ĐU, Số: 10. BC/TK - LĐ
    Pattern(
        SpanKind.DOCUMENT,
        at_exact(rf"{_NUMBER}\.? ?{_TYPE} ?[/–-] ?{_ABBREVIATION}(?:{_PART}){{0,6}}"),
        glued(r"số ?[:.]? ?"),
    ),
    Pattern(
        SpanKind.DOCUMENT,
        at_exact(rf"{_NUMBER}(?: ?[-–/.] ?| )(?:{_ABBREVIATION})(?:{_PART}){{0,6}}"),
        glued(r"(?<!\w)số ?: ?"),
    ),
    Pattern(
        SpanKind.DOCUMENT,
        at(rf"{_NUMBER} ?(?:[/–-] ?(?=[^\W\d_]))?[^\W\d_]*"),
        glued(r"(?:^|\n|: |- )số ?: ?"),
        free=True,
    ),
    # công văn số 12, Nghị quyết số 05: with số it is a number, without a short citation
    Pattern(
        SpanKind.DOCUMENT, at(rf"{_NUMBER}{ENDS}"), before(rf"(?:{_PAPERS}|{_SHORT_PAPERS}) số:?"), free=True
    ),
    Pattern(SpanKind.DOCUMENT, at(rf"{_NUMBER}(?:/{YEAR})?{ENDS}"), before(rf"(?:{_PAPERS}|luật) số:?")),
    Pattern(
        SpanKind.LEGAL_REFERENCE,
        at(rf"\d{{1,4}}[a-z]?(?!\w)(?:/{YEAR})?{ENDS}"),
        before(rf"(?<!ngoài )(?<!đạt )(?<!vượt )(?<!so với )(?:{_PAPERS})"),
        free=True,
    ),
    Pattern(
        SpanKind.LEGAL_REFERENCE,
        at(rf"\d{{1,4}}(?!\w){ENDS}"),
        glued(rf"(?<!\w)(?:{_SHORT_PAPERS})[ -]?"),
        free=True,
    ),
)

REFERENCES: Final = (
    Pattern(
        SpanKind.LEGAL_REFERENCE,
        at(r"\d{1,3}(?:\.\d{1,2}){0,4}[a-zđ]?(?!\w)(?![.,]\d| ?%)"),
        before(rf"(?:{_PARTS})(?: số| thứ)?"),
        free=True,
    ),
    Pattern(
        SpanKind.LEGAL_REFERENCE, at(r"\d{1,2}(?= (?:khoản|mục|điều|phần)(?!\w))"), before("điểm|tiết|ý")
    ),
    Pattern(
        SpanKind.LEGAL_REFERENCE,
        at(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2}){0,4}(?![.,]?\d| ?%)"),
        before("điểm|mục|phần|nội dung"),
        free=True,
    ),
)
