"""Tests of `khacphuc.checks.prose`."""

import random

import pytest

from khacphuc import load_inputs
from khacphuc.checks.prose import Prose, read_prose
from khacphuc.errors import ParameterError
from khacphuc.report.prose.citable import Citable
from khacphuc.report.prose.citations import Citations
from khacphuc.report.prose.parse import parse_prose

from .. import run2021


def read(text, *names):
    """What is read of a text."""
    return read_prose(text, filename="params/x.md", names=names)


def typed(text, *names):
    """Words and line of every quantity typed by hand."""
    return [(quantity.words, line) for quantity, line in read(text, *names).typed]


def test_lines():
    """Each code is listed once, with the lines that cite it; mail addresses are no codes."""
    prose = (
        "Thực hiện @VB300.\n\nCó @SL001, @TL01\nvà @SL001 @sl002.\n\n"
        "```chart\nfigures: [SL047, SL001]\n```\na@SL.vn"
    )
    assert read(prose).codes == {
        "VB300": (1,),
        "SL001": (3, 4, 7),
        "TL01": (3,),
        "SL002": (4,),
        "SL047": (7,),
    }
    assert read("figures: []\n").codes == {}
    assert read("```chart\nkind: bars\nfigures:\n  - SL047\n  - 'SL049'\n```").codes == {
        "SL047": (3,),
        "SL049": (3,),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Có 94 đội", [("94 đội", 1)]),
        ("Một\nhai\ncó 94 đội", [("94 đội", 3)]),
        ("Một  \ncó **94** *đội*", [("94 đội", 2)]),  # over the marks of bold print
        ("- một\n- có 94 đội", [("94 đội", 2)]),
        ("1. một\n2. hai\n   có 94 đội", [("94 đội", 3)]),
        ("Bảng: Có 94 đội\n\n| A |\n|---|\n| hai chỉ tiêu |", [("94 đội", 1), ("hai chỉ tiêu", 5)]),
        ("Bảng: Tên\n\n| 94 đội |\n|---|\n| x |", [("94 đội", 3)]),
        ("Bảng: Tên\n\n| STT | A |\n|--|--|\n| 1 | x |\n| 2 | 5 xã |", [("5 xã", 6)]),  # numbers of rows
        ("Một[^1].\n\nHai.\n\n[^1]: Chú\n    có 94 đội.", [("94 đội", 6)]),
        ("Một\nhai^[chú\ncó 94 đội] ba", [("94 đội", 3)]),
        ("```chart\nkind: bars\ncaption: Kết quả của 94 đội\nfigures: [SL047]\n```", [("94 đội", 3)]),
        ("```chart\ncaption: >-\n  Kết quả\n  của 94 đội\n```", [("94 đội", 4)]),
        ("```chart\nkind: bars\nwidth: 94\n```", []),
        ("`94 đội`", []),  # code; the document has no place for it
        ("Có @SL041 đội, @VB300", []),
        (r"Có \94 đội", [("94 đội", 1)]),
        ("Có &#57;4 đội", [("94 đội", 1)]),
        ("Có 94&nbsp;đội", [("94 đội", 1)]),
        ("Có 94[^1] đội\n\n[^1]: chú", [("94 đội", 1)]),
        ("Đội 14 có mặt", []),
    ],
)
def test_typed(text, expected):
    """A quantity typed by hand is found wherever words are printed, with its line."""
    assert typed(text) == expected


def test_names():
    """Names the parameters list are no quantities."""
    assert typed("Xe 12 chỗ") == [("12 chỗ", 1)]
    assert typed("Xe 12 chỗ", "xe 12 chỗ") == []


PIECES = [
    "@SL001", "@sl002", "＠KD1", "@VB300", "@TL01", "@SL\u200b001", "@SLO01", "@ SL001", "@SL 001", "@xyz",
    "a@SL001.vn", "đạt @SL002", "\\@SL001", "một", "94", " ", "\n", "\n\n", "# ", "- ", "**", "*", "_", "`",
    "[^1]", "\n\n[^1]: ", "^[chú @SL002]", "\n\nBảng: T\n\n| A |\n|---|\n| @KD1 |\n", ".", "(", ")", "\u00a0",
    "• ", "\n> ", "<b>", "&nbsp;", "|", "\n---\n",
]  # fmt: skip
KNOWN = ("SL001", "SL002", "KD1", "VB300", "TL01")


def test_both_readers_agree():
    """Where the document is made, the checks saw exactly the codes it prints."""
    draw = random.Random(2021)  # noqa: S311 - the same draws every time
    documents = 0
    for _ in range(3_000):
        text = "".join(draw.choices(PIECES, k=draw.randint(1, 7)))
        citations = Citations({code: Citable(code, "figure", "", code, code, "") for code in KNOWN})
        try:
            parse_prose(text, citations, lambda *_: None, filename="params/x.md")
        except ParameterError:
            continue
        documents += 1
        assert set(read(text).codes) == set(citations.cited), text
    assert documents > 600


def test_every_line_is_told_once():
    """A code cited twice in a line, and again below, has two lines."""
    assert read("@SL001 và @SL001\n\n@SL001").codes == {"SL001": (1, 3)}


def test_charts_list_codes_in_several_places():
    """Figures in panels and documents count too."""
    chart = "panels:\n  - title: A\n    figures: [SL047]\n  - figures: [SL044]\ndocuments: [VB300]"
    lines = read(f"Có @SL047.\n\n```chart\n{chart}\n```").codes
    assert lines == {"SL047": (1, 6), "SL044": (7,), "VB300": (8,)}


def test_2021_cites_every_figure_and_document():
    """The prose of 2021 cites every figure, document and shortcoming, and states nothing by itself."""
    tables, prose = run2021.tables(), run2021.cited()
    assert set(tables["figures"]["figure_id"]) <= set(prose.codes)
    assert set(tables["documents"]["document_id"]) <= set(prose.codes)
    assert set(tables["declared"]["shortcoming_id"]) <= set(prose.codes)
    assert prose.typed == ()


def test_passages():
    """A passage with a phrase of a class knows its line, the other cells of its row and its sections."""
    text = (
        "# A\n\n## B\n\nMột.[^1]\n\n# C\n\nĐã khắc phục\n\n## D\n\nBảng: T\n\n"
        "| Việc | Mức |\n|--|--|\n| Họp | đã **khắc** phục |\n\n### E\n\n[^1]: Đã khắc phục.\n"
    )
    prose = read_prose(text, filename="a.md", class_phrases={"đã khắc phục": ("remedied",)})
    passages = {passage.words: passage for passage in prose.passages}
    lines = {words: passage.line for words, passage in passages.items()}
    assert lines == {"Đã khắc phục": 9, "đã khắc phục": 17, "Đã khắc phục.": 21}
    sections = {
        words: [(section.words, section.numbers) for section in passage.sections]
        for words, passage in passages.items()
    }
    assert sections == {
        "Đã khắc phục": [("C", (2,))],
        "đã khắc phục": [("C", (2,)), ("D", (2, 1))],
        "Đã khắc phục.": [("A", (1,)), ("B", (1, 1))],  # the note stands at its mark
    }
    assert [passage.row for passage in passages.values()] == [None, "Mức.|Việc Họp", None]
    assert read_prose(text, filename="a.md").passages == ()


def test_what_was_read_is_the_same_once_it_was_written():
    """The stage that checks the prose of 2021 gets all that was read of it."""
    inputs = load_inputs("2021", str(run2021.ROOT))
    prose = read_prose(
        inputs.prose + "\n\nKết quả: KD1 chưa được khắc phục triệt để; có 94 đội.\n",
        filename="params/2021.md",
        class_phrases=inputs.policy.class_phrases(),
    )
    assert prose.passages
    assert prose.typed
    assert Prose.from_json(prose.to_json()) == prose


def test_words_between_citations_leave_it_as_it_was():
    """Only what the checks look at is written."""
    first, second = ("Trong năm có @SL001 đội.\n\nHết.", "Cả năm có @SL001 đội!\n\nXin hết.")
    assert read(first).to_json() == read(second).to_json()
    assert read(first).to_json() != read(f"\n{first}").to_json()
