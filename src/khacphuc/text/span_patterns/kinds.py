"""What a number of a document can be: the closed list, and the kinds that can be figures.

>>> SpanKind.RANK in QUANTITIES, SpanKind.YEAR in QUANTITIES
(True, False)
"""

from __future__ import annotations

from enum import StrEnum


class SpanKind(StrEnum):
    """What a number of a document is: a closed list, quantities first."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    MONEY = "money"
    RANGE = "range"
    """``3-5 buổi``, ``90%-95%``, ``từ 15 đến 20 đội``: one quantity with two bounds."""
    RANK = "rank"
    """``xếp thứ 4/12``: 4 of 12, lower is better."""
    DURATION = "duration"
    """``trong 03 ngày``, ``16 tuổi``."""
    RATE = "rate"
    """``12.500 lượt/25.000 người``, ``18 em/1 máy``: so many of this for so many of that."""
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    PERIOD = "period"
    """``9 tháng đầu năm``, ``quý 2``, ``giai đoạn 2021-2025``."""
    DOCUMENT = "document"
    """The number of a document: ``648/SGDĐT-XY``, ``300-KH/TĐTN-VP``."""
    LEGAL_REFERENCE = "legal_reference"
    """A part of a document or a short citation: ``Điều 9``, ``Nghị quyết 27``."""
    SECTION = "section"
    """The number of a heading, list item or table row."""
    ORDINAL = "ordinal"
    NAME = "name"
    """A number within a name: ``lớp 8``, ``ấp 4``, ``Covid-19``."""
    ADDRESS = "address"
    PHONE = "phone"
    NOTE_MARK = "note_mark"
    PAGE = "page"
    """A page number, or the number of a table, a picture, an annex."""
    STAMP = "stamp"
    """Printed by an office system: time of signature, file path."""
    OTHER = "other"


QUANTITIES = frozenset(
    {
        SpanKind.COUNT,
        SpanKind.PERCENTAGE,
        SpanKind.RATIO,
        SpanKind.MONEY,
        SpanKind.RANGE,
        SpanKind.RANK,
        SpanKind.DURATION,
        SpanKind.RATE,
    }
)
"""The kinds that can be rows of a table of figures."""
