"""Documents to read: one with a bit of everything."""

from __future__ import annotations

from khacphuc.data.source.coverage import Coverage, cover_document
from khacphuc.data.source.document import (
    LegacyParagraph,
    SourceDocument,
    TextBlock,
    Unread,
    lines_document,
)
from khacphuc.text.spans import Mark, SpanKind

LINES = (
    "BÁO CÁO",
    "I. KẾT QUẢ",
    "Đã mở 45/50 buổi (đạt 91%), chi 13.6 triệu đồng <script>alert(1)</script>",
    "Xã",
    "Đội",
    "Một",
    "94",
    "Trang 3",
    "®éi 7",
)


def report() -> SourceDocument:
    """A report with a table, the foot of a page, a picture and a paragraph in an old font."""
    plain = lines_document("\n".join(LINES))
    blocks = [*plain.blocks]
    for index, (row, column) in zip(range(3, 7), ((1, 1), (1, 2), (2, 1), (2, 2)), strict=True):
        block = blocks[index]
        blocks[index] = TextBlock(block.start, block.end, "cell", table=1, row=row, column=column)
    page = blocks[7]
    return SourceDocument(
        plain.text,
        tuple(blocks),
        marks=(Mark(page.start, page.end, SpanKind.PAGE),),
        unread=(Unread("picture", 2, "Hình 1"), Unread("hologram", 1)),
        legacy_paragraphs=(LegacyParagraph(8, "TCVN3"),),
    )


def coverage() -> Coverage:
    """The numbers of that report."""
    return cover_document(report())
