"""Tests of `khacphuc.data.source.outline`."""

import doctest
from dataclasses import replace

import pytest

from khacphuc.data.source import outline as module
from khacphuc.data.source.document import SourceDocument, TextBlock, lines_document
from khacphuc.data.source.outline import outline
from khacphuc.text.spans import Mark, Span, SpanKind


def positions(document):
    """The section and paragraph of every line that ends in #, in order."""
    spans = [
        Span(place, place + 1, "#", SpanKind.OTHER) for place, sign in enumerate(document.text) if sign == "#"
    ]
    return [f"{position.section} {position.paragraph}" for position in outline(document, spans)]


def lines(text):
    """A document of lines."""
    return lines_document(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ #\nKính gửi #", [" 1", " 2"]),
        ("I. ĐẦU #\nMột #\nHai #", ["I 1", "I 1", "I 2"]),
        ("I- ĐẦU\n1/ Một #\nII/ HAI\n1) Ba #\n2) Bốn #", ["I.1 1", "II.1 1", "II.2 1"]),
        ("I. MỘT\nII- HAI #\nIII/ BA #", ["II 1", "III 1"]),  # one level, written in three ways
        ("A. ĐẦU\nI. MỘT #\nII. HAI\n1. Ba #\nB. CUỐI\nI. BỐN #", ["A.I 1", "A.II.1 1", "B.I 1"]),
        ("I. ĐẦU\nA. Một #\nB. Hai #\nII. CUỐI\nA. Ba #", ["I.A 1", "I.B 1", "II.A 1"]),
        ("Phần thứ nhất\nKẾT QUẢ\nI. MỘT #\nPHẦN THỨ HAI\nI. HAI #", ["P1.I 1", "P2.I 1"]),
        ("Phần I: KẾT QUẢ #\nPhần II. NHIỆM VỤ #", ["P1 1", "P2 1"]),
        ("1. Một #\n1.1 Hai #\n1.2. ba #\n2. Bốn #\n2.1. Năm #", ["1 1", "1.1 1", "1.2 1", "2 1", "2.1 1"]),
        ("I. ĐẦU\n1.1. Một #\n1.2. Hai #\n2.1. Ba #", ["I.1.1 1", "I.1.2 1", "I.2.1 1"]),
        ("I. ĐẦU\nI.1. Một #\nI.2. Hai #\nII.1. Ba #", ["I.1 1", "I.2 1", "II.1 1"]),
        ("I. MỘT #\nI. HAI #\nII. BA #", ["I 1", "I-bis 1", "II 1"]),
        ("I. MỘT\nII. HAI\nIII. BA #\nIII. BỐN\n1. Năm #", ["III 1", "III-bis.1 1"]),
        # a list within a heading: its number 1 comes again, and then the heading's next
        (
            "I. A\n1. Một\n2. Hai\n1. Ba #\n2. Bốn #\n3. Năm #\n3. Sáu #",
            ["I.2.1 1", "I.2.2 1", "I.2.3 1", "I.3 1"],
        ),
        ("I. A\n1. Một\n2. Hai\n1. Ba #\nII. B\n1. Bốn #", ["I.1 1", "II.1 1"]),
        ("I. A\n1. Một\n1) Hai #\n2) Ba #\n2. Bốn #", ["I.1.1 1", "I.1.2 1", "I.2 1"]),
        ("I. A\n1. Một #\n2/ Hai #\n3. Ba #", ["I.1 1", "I.2 1", "I.3 1"]),
        ("I. A\n1. Một #\n3. Hai #", ["I.1 1", "I.3 1"]),  # an office that left one out
        ("I. A\n1 Một #\n94 Đội #\n2 Hai #", ["I.1 1", "I.1 1", "I.2 1"]),
        (
            "Điều 1. Một #\nĐiều 2. Hai\n1. Ba #\n2. Bốn #\nĐiều 3.\n1. Năm #",
            ["Đ1 1", "Đ2.1 1", "Đ2.2 1", "Đ3.1 1"],
        ),
        ("Chương I\nĐiều 1. Một #\nChương II\nĐiều 2. Hai #", ["P1.Đ1 1", "P2.Đ2 1"]),
        ("Điều 1. Một\nI. ĐẦU\n1. Hai #\nII. SAU #\nĐiều 2. Ba #", ["Đ1.I.1 1", "Đ1.II 1", "Đ2 1"]),
        ("I. ĐẦU\n1. A\n2. B\n3. C\n4. D\nII. SAU\n5. E #\n6. F #", ["II.5 1", "II.6 1"]),  # runs on
        ("1.Tham gia #\n2.Tổ chức #", ["1 1", "2 1"]),
        ("I. A\n2. mục đích #", ["I.2 1"]),
        ("I. A\n- Một #\n+ Hai #\n* Ba #", ["I 1", "I 2", "I 3"]),
        ("I. A\na) Một #\nb) Hai #", ["I 1", "I 2"]),  # a list
        ("I. A\na) Một\nĐã lập #\nb) Hai\nĐã lập #\n1. Ba #", ["I.a 1", "I.b 1", "I.1 1"]),  # headings
        ("I. A\n(1) Một\n- Đã lập #\n(2) hai\n- Đã lập #", ["I.1 1", "I.2 1"]),
        ("I. A\na) Một\nKhác\n(1) Ba\n(2) Bốn #\nb) Năm #", ["I.a 3", "I.b 1"]),
        ("I. A\nĐã lập\nvà mở # \nMở #", ["I 1", "I 2"]),  # a page's end split the paragraph
        ("V. I. Lê-nin #\nC. Mác #\nX-quang #", [" 1", " 2", " 3"]),
        ("I. A\n3-4 đội #\n14.9 Mở #\n1.231 Người #\n12.5 triệu #", ["I 1", "I 2", "I 3", "I 4"]),
        ("I. A\nCó ¹ #\n¹ Chú thích #\nTiếp #", ["I 1", "fn1 1", "I 2"]),
        ("I. A\nPHỤ LỤC 1\nSố liệu #\nPhụ lục số 02: Danh sách\n1. Một #", ["PL1 1", "PL2.1 1"]),
        ("I. A\nXem phụ lục 1 #\nPhụ lục 1 kèm theo nêu #", ["I 1", "I 2"]),
        ("**I. ĐẦU**\n*1. Một* #", ["I.1 1"]),
    ],
)
def test_sections(text, expected):
    """Each office's way to number is followed, and what only begins with a number is no heading."""
    assert positions(lines(text)) == expected


def blocks_document(*parts, marks=()):
    """A document of blocks with their kinds: pairs of words and what is known of them."""
    text, blocks = "", []
    for line, known in parts:
        blocks.append(TextBlock(len(text), len(text) + len(line), **known))
        text += f"{line}\n"
    return SourceDocument(text, tuple(blocks), marks=tuple(marks))


def test_a_table_is_one_paragraph_and_opens_nothing():
    """Numbers at the head of its rows are no headings."""
    cells = [{"kind": "cell", "table": 1, "row": row, "column": 1} for row in (1, 2)]
    document = blocks_document(
        ("I. A", {}), ("Một #", {}), ("1 Đội #", cells[0]), ("2. Hội #", cells[1]), ("Hai #", {})
    )
    assert positions(document) == ["I 1", "I 2", "I 2", "I 3"]


def test_levels_of_word():
    """A heading without a number closes what stands below its level; with one it opens a section at once."""
    document = blocks_document(
        ("I. A", {"kind": "heading", "style": "1"}),
        ("7. mục đích #", {"kind": "heading", "style": "2"}),
        ("Kết quả", {"kind": "heading", "style": "2"}),
        ("Một #", {}),
        ("Nhiệm vụ", {"kind": "heading", "style": "1"}),
        ("Hai #", {}),
    )
    assert positions(document) == ["I.7 1", "I 1", " 1"]


def test_notes_are_numbered_as_they_stand():
    """A mark of its own takes its turn, a number that is taken the next, and a note goes on."""
    note = {"kind": "note"}
    document = blocks_document(
        ("I. A #", {}), ("(*) Một #", note), ("¹ Hai #", note), ("còn nữa #", note), ("Ba #", {})
    )
    assert positions(document) == ["I 1", "fn1 1", "fn2 1", "fn2 1", "I 1"]


def test_furniture_is_no_paragraph():
    """What a page repeats counts as none, and splits none."""
    document = blocks_document(("I. A", {}), ("Đã lập #", {}), ("2. Trang #", {}), ("đội #", {}))
    page = document.blocks[2]
    document = replace(document, marks=(Mark(page.start, page.end, SpanKind.PAGE),))
    assert positions(document) == ["I 1", "I 1", "I 1"]


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(module).failed == 0
