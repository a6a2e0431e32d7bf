"""Numbers that count on through a document: of pages, tables, notes, rounds, steps, items in brackets.

>>> from khacphuc.text.span_patterns.pattern import TextLine
>>> PAGES[0].end(TextLine("trang 12"), 6)
8
"""

from __future__ import annotations

import re
from typing import Final

from khacphuc.text.numbers.number_words import NOUNS
from khacphuc.text.span_patterns.dates import ENDS
from khacphuc.text.span_patterns.kinds import SpanKind
from khacphuc.text.span_patterns.pattern import Pattern, at, before, glued

_ORDERED = (
    r"stt|số tt|số thứ tự|lần|đợt|vòng|khóa|khoá|kỳ|kỳ họp|phiên|phiên họp|bước|giai đoạn|nhóm|loại|hạng|cấp|"
    r"bậc|mức|tập|hàng|"
    r"nội dung|nhiệm vụ|tiêu chí|tiêu chuẩn|chỉ tiêu|chỉ số|giải pháp|khuyết điểm|hạn chế|câu|câu hỏi|bài|"
    r"chủ đề|chuyên đề|"
    r"dòng|cột|điểm|ý|mục tiêu|quý|vấn đề|hội nghị|hội nghị lần|lượt|trung ương|tw|đại hội|cách|đô thị loại|"
    r"mũi|trường hợp"
)

PAGES: Final = (
    # Trang 1/3, Trang 1 trên 3, trang 12
    Pattern(
        SpanKind.PAGE,
        at(r"\d{1,4}(?: ?(?:/|-|–|trên|of) ?\d{1,4})?(?![.,]?\d)"),
        glued(r"(?<!\w)(?:trang|page|tr\.)(?: số)?:? ?"),
        free=True,
    ),
    Pattern(
        SpanKind.PAGE,
        at(rf"\d{{1,3}}(?:[.-]\d{{1,2}})*[a-zđ]?(?!\w){ENDS}"),
        before(
            r"(?:bảng|bảng biểu|biểu đồ|biểu|(?<!mô )hình|ảnh|sơ đồ|phụ lục|phụ biểu|mẫu|biểu mẫu|đồ thị|"
            r"lược đồ|"
            r"danh sách|pl)(?: số)?"
        ),
        free=True,
    ),
)

NOTES: Final = (
    Pattern(SpanKind.NOTE_MARK, at(r"\d{1,3}(?=\])"), glued(r"\[")),
    # Đảng(1), 90%(2): a note right behind a word
    Pattern(SpanKind.NOTE_MARK, at(r"\d{1,2}(?=\)(?:[ .,;:]|$))"), glued(r"(?:[^\W\d_]{2,}|%|[”\"])\(")),
    # 90%1, thanh niên.1: the raised number of a note, pasted flat
    Pattern(
        SpanKind.NOTE_MARK,
        at(r"\d{1,2}(?=[ .,;:)]|$)(?![.,]\d)"),
        glued(r"\d%|[^\W\d_]{2,}[.”\"]"),
        free=True,
    ),
)

ITEMS: Final = (
    # căn cứ III.1.3, theo A.2: a place in a document, wherever it is named
    Pattern(
        SpanKind.SECTION,
        at(r"\d{1,2}(?:\.\d{1,2}){0,3}(?![\d/]|[.,]\d)"),
        re.compile(r"(?<![\w.])(?:[IVX]{1,5}|[A-EGHĐ])(?:-bis)?\.$"),
        free=True,
    ),
    # (2) được quan tâm; gồm: 1) …; 2) …
    Pattern(SpanKind.SECTION, at(r"1(?=\)[ .:]*[^\W\d_])"), glued(r"(?:^|[ ;:.,–-])\(")),
    # thiếu giáo viên (6) counts: right behind what is counted, and no other bracket before it
    Pattern(
        SpanKind.SECTION,
        at(r"(?:[2-9]|[12]\d)(?=\)[ .:]*[^\W\d_])"),
        glued(rf"^(?![^(]*(?<!\w)(?:{NOUNS}) \($)(?:.*[ ;:.,–-])?\("),
        far=True,
    ),
    Pattern(SpanKind.SECTION, at(r"(?:[1-9]|[12]\d)(?=\) ?[^\W\d_])"), glued(r"(?:^|[;:.,] )")),
    Pattern(SpanKind.SECTION, at(r"(?:[1-9]|[12]\d)(?=\) ?[+=x])|\d{1,2}(?=\)$)"), glued(r"[=+x] ?\(")),
)

ORDINALS: Final = (
    # lần thứ 6, thứ 2; thứ 4/12 was taken for a rank
    Pattern(SpanKind.ORDINAL, at(r"\d{1,3}(?![.,/]?\d| ?%)"), before("thứ")),
    Pattern(
        SpanKind.ORDINAL,
        at(rf"\d{{1,2}}(?:\.\d{{1,2}})?(?![\w]){ENDS}"),
        before(rf"(?:{_ORDERED})(?: số)?"),
        free=True,
    ),
)
