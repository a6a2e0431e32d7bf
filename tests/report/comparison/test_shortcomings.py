"""Tests of `khacphuc.report.comparison.shortcomings`."""

from khacphuc.report.comparison.shortcomings import shortcoming_sections
from khacphuc.report.document import nodes

from .compared_years import context

LOST = (
    "Năm 2021: lần đầu được nhìn nhận (KD1), khắc phục một phần. "
    "Năm 2022: chuyển từ năm trước sang (KD1), khắc phục một phần. "
    "Chưa khắc phục, nhưng danh mục của năm sau 2022 không còn nêu."
)
BACK = (
    "Năm 2021: lần đầu được nhìn nhận (KD2), đã khắc phục. "
    "Năm 2023: tái diễn sau khi đã khắc phục năm 2021 (KD2), chưa khắc phục. "
    "Đến hết năm 2023 còn phải tiếp tục khắc phục."
)


def texts(blocks):
    """What paragraphs and tables print."""
    for block in blocks:
        if isinstance(block, nodes.Table):
            yield [[nodes.plain(cell) for cell in row] for row in block.rows]
        elif isinstance(block, nodes.Paragraph):
            yield nodes.plain(block.children)


def test_each_shortcoming_is_followed():
    """Carried on and lost; remedied and back again; with classes, criteria and promises."""
    assert list(texts(shortcoming_sections(context()))) == [
        LOST,
        [
            ["2021", "KD1", "khắc phục một phần", "đang khắc phục"],
            ["2022", "KD1", "khắc phục một phần", "đang khắc phục"],
        ],
        [["Gửi đúng hạn", "chưa đạt", "–"]],
        [["2021", "Nhắc từng phòng", "chưa ghi nhận"]],
        BACK,
        [["2021", "KD2", "đã khắc phục", "đã khắc phục"], ["2023", "KD2", "chưa khắc phục", "–"]],
    ]
