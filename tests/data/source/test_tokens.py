"""Tests of `khacphuc.data.source.tokens`."""

import os
import subprocess
import sys
import unicodedata
from operator import attrgetter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.store import clean_run
from khacphuc.project.files import read_text
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.text.quantities import Kind
from khacphuc.text.tokens import Token

from ...written_source import tokens_of

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "tokens-2021.csv"
COLUMNS = ["section", "ordinal", "printed", "kind"]


def golden():
    """Read the golden file."""
    return pd.read_csv(GOLDEN, dtype="str", keep_default_na=False)


def printed_and_kind(line):
    """Give what the extractor finds in one line of a section."""
    return [(token.printed, token.kind) for token in tokens_of(f"I. PHẦN\n{line}")]


def test_the_golden_file_has_every_quantity_of_2021():
    """The published report prints 77 quantities."""
    tokens = golden()
    assert list(tokens.columns) == COLUMNS
    assert len(tokens) == 77
    assert tokens["kind"].value_counts().to_dict() == {"count": 61, "percentage": 10, "ratio": 4, "money": 2}


def test_the_figures_are_the_golden_tokens(tmp_path):
    """The table of figures holds what the report prints: same sections, order, print and kinds."""
    figures = clean_run(Workspace(Layout(ROOT), "2021", tmp_path))["figures"]
    ordinal = (figures.groupby("section").cumcount() + 1).astype("str")
    typed = figures.assign(ordinal=ordinal)[COLUMNS]
    assert typed.to_dict("records") == golden().to_dict("records")


def test_the_source_prints_the_golden_tokens(tmp_path):
    """The script makes the golden file again from the report's text."""
    source = os.environ.get("KHACPHUC_SOURCE")
    if not source:
        pytest.skip("the report's text is not part of the project; KHACPHUC_SOURCE may name it")
    target = tmp_path / "tokens.csv"
    script = ROOT / "scripts" / "extract_tokens.py"
    subprocess.run([sys.executable, script, source, target], check=True, stdout=subprocess.DEVNULL)
    assert target.read_bytes() == GOLDEN.read_bytes()


def test_the_script_writes_what_it_finds(tmp_path):
    """The script gives one line for each quantity, under the names of its parts."""
    source, target = tmp_path / "a.txt", tmp_path / "b.csv"
    source.write_text("\ufeffI. ĐẦU\r\nLập 04 đội, chi 1,5 tỷ đồng.\r\n", encoding="utf-8")
    script = ROOT / "scripts" / "extract_tokens.py"
    done = subprocess.run([sys.executable, script, source, target], check=True, capture_output=True)
    assert (
        target.read_text(encoding="utf-8") == 'section,ordinal,printed,kind\nI,1,04,count\nI,2,"1,5",money\n'
    )
    assert b"2 quantities" in done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lập 04 đội.", [("04", "count")]),
        ("Có **1.231** người dự", [("1.231", "count")]),  # bold in the text
        ("(*01 việc*)", [("01", "count")]),
        ("- 04 việc còn lại", [("04", "count")]),  # a dash opens a list item
        ("đạt 82,48%, vượt 3 %", [("82,48%", "percentage"), ("3%", "percentage")]),
        ("đạt 9/11 việc, 01/03 phần", [("9/11", "ratio"), ("01/03", "ratio")]),
        ("chi 13.6 triệu đồng và 1,4 tỷ đồng", [("13.6", "money"), ("1,4", "money")]),
        ("chi 950.000 đồng", [("950.000", "money")]),
        ("17 đồng chí, 20 đồng bào", [("17", "count"), ("20", "count")]),  # people, not money
        ("90%¹.", [("90%", "percentage")]),  # a footnote mark is no digit
        ("94² đội", [("94", "count")]),
        ("chi 950.000đ, thu 5 triệu VNĐ", [("950.000", "money"), ("5", "money")]),
        ("đạt 90 phần trăm", [("90%", "percentage")]),
        ("17 đ/c, tỷ lệ 3 tỷ lệ", [("17", "count"), ("3", "count")]),  # no money, no scale
        ("dài 15km, cao 1.700m", [("15", "count"), ("1.700", "count")]),  # glued units
        ("mỗi tháng 02 lần", [("02", "count")]),  # no month of a date
        ("trong 03 tháng", [("03", "count")]),
        ("năm 2021 có 12 buổi", [("12", "count")]),
    ],
)
def test_quantities(line, expected):
    """Counts, percentages, ratios and sums of money are found as printed."""
    assert printed_and_kind(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "ngày 03/3/2021",
        "ngày 03 tháng 3 năm 2021",
        "ngày 3 tháng 12",
        "tháng 3/2021",
        "tháng 9 năm 2021",
        "trong năm 2021",
        "giai đoạn 2020 – 2025",
        "giai đoạn 2020-2025",
        "Nghị định số 94/2010/NĐ-CP",
        "số 300-KH/TĐTN-VP",
        "số 08 - ĐA/TU",
        "dịch Covid-19",
        "dịch COVID-19",
        "Nghị quyết Trung ương 4 (XII)",
        "Nghị quyết TW4",
        "(khóa 12)",
        "vốn VIE 01/009",
        "Khuyết điểm 2: chậm",
        "chữ a1, B52",  # a letter before a digit is a name
    ],
)
def test_no_quantities(line):
    """Dates, years, numbers of documents and names that hold a digit are no quantities."""
    assert printed_and_kind(line) == []


def test_sections():
    """Headings nest as printed, notes have their own sections, and a repeated number is told apart."""
    text = """
        BÁO CÁO 05 việc
        I. ĐẦU
        01 việc
        II. GIỮA 02 việc
        1 Phần một: 03 việc
        1.1. Kết quả
        04 việc, 05 việc¹
        ¹ Có 06 người
        07 việc
        2. Phần hai
        8 việc
        I. CUỐI
        1. Mặt được
        - 09 việc
    """
    assert [attrgetter(*COLUMNS)(token) for token in tokens_of(text)] == [
        ("", 1, "05", "count"),
        ("I", 1, "01", "count"),
        ("II", 1, "02", "count"),
        ("II.1", 1, "03", "count"),
        ("II.1.1", 1, "04", "count"),
        ("II.1.1", 2, "05", "count"),
        ("fn1", 1, "06", "count"),
        ("II.1.1", 3, "07", "count"),  # after the note the section goes on
        ("II.2", 1, "8", "count"),
        ("I-bis.1", 1, "09", "count"),
    ]


@pytest.mark.parametrize(
    ("line", "qualifier"),
    [
        ("Có hơn 04 đội", "hơn"),
        ("Giới thiệu ít nhất 2.000 người", "ít nhất"),
        ("tối thiểu phải có 5 người", "tối thiểu"),  # a few words between
        ("Phấn đấu lập được trong năm 20% số hội", "phấn đấu"),  # anywhere in the clause
        ("phấn đấu ít nhất 10%", "phấn đấu ít nhất"),
        ("(từ 10 người trở lên)", "từ … trở lên"),
        ("từ 10 người đến hết", ""),  # a beginning, no qualifier
        ("phấn đấu lập đội; có 04 đội", ""),  # another clause
        ("làm tốt hơn, có 04 đội", ""),
        ("trên địa bàn có 04 đội", ""),
    ],
)
def test_qualifiers(line, qualifier):
    """A qualifier is looked for in the clause of its number."""
    assert [token.qualifier for token in tokens_of(f"I. PHẦN\n{line}")] == [qualifier]


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("1,4 tỷ đồng", "tỷ"),
        ("1,4 tỉ đồng", "tỷ"),
        ("3 nghìn tỷ đồng", "nghìn tỷ"),
        ("5 ngàn lượt", "nghìn"),
        ("5 triệu chứng", ""),
        ("5 tỷ lệ", ""),
        ("50 đồng", ""),
    ],
)
def test_scales(line, scale):
    """A scale is part of what is printed, whatever it is of."""
    tokens = tokens_of(f"I. PHẦN\n{line}")
    assert [token.scale for token in tokens] == ["" if scale == "" else scale]


def test_paragraphs():
    """Paragraphs and items count in their section; a small letter goes on with the paragraph before."""
    text = """
        I. ĐẦU
        1. Việc lập 01 đội
        và 02 hội
        Đã có 03
        đội, có 04 người¹
        ¹ Có 05 em
        - trong đó 06 nữ
        a) lập 07 tổ
        2. Khác
        08 việc
    """
    assert [(token.printed, token.section, token.paragraph) for token in tokens_of(text)] == [
        ("01", "I.1", 1),  # in the heading
        ("02", "I.1", 1),  # the heading goes on
        ("03", "I.1", 1),
        ("04", "I.1", 1),
        ("05", "fn1", 1),
        ("06", "I.1", 2),
        ("07", "I.1", 3),
        ("08", "I.2", 1),
    ]


def test_a_number_at_the_start_of_a_line_is_no_heading():
    """Without its dot only the next number in turn opens a section."""
    text = "I. ĐẦU\n1 Phần một\n94 Đội đã lập\n2 Phần hai\n05 việc"
    assert [(t.section, t.printed) for t in tokens_of(text)] == [("I.1", "94"), ("I.2", "05")]


def test_words_and_place():
    """A token keeps a few words on either side, over a page break, and its place in the text."""
    text = "I. ĐẦU\nKỳ này các đơn vị trong toàn tỉnh cùng lập **04**\n đội (*mới*)."
    [token] = tokens_of(text)
    assert token.before == "các đơn vị trong toàn tỉnh cùng lập"
    assert token.after == "đội (mới)."
    assert text[token.offset :].startswith("04")
    assert Token("I", 1, "5%", "percentage", after="số hội").context == "…[5%] số hội…"


def test_the_source_agrees_with_the_figures():
    """Every row of 2021 says of its number what the report's text says."""
    source = os.environ.get("KHACPHUC_SOURCE")
    if not source:
        pytest.skip("the report's text is not part of the project; KHACPHUC_SOURCE may name it")
    columns = ["section", "paragraph", "printed", "qualifier"]
    figures = pd.read_csv(ROOT / "data/raw/2021/figures.csv", dtype="str", keep_default_na=False)
    rows = [attrgetter(*columns)(token) for token in tokens_of(read_text(Path(source)))]
    assert [tuple(map(str, row)) for row in rows] == list(figures[columns].itertuples(index=False, name=None))


@given(st.text() | st.text("0123456789.,/%-¹ IVX.đồngtriệu\n*", max_size=60))
def test_any_text(text):
    """Any text gives tokens of known kinds, numbered from 1 in each section, the same in NFC and NFD."""
    tokens = tokens_of(text)
    assert tokens == tokens_of(unicodedata.normalize("NFD", text))
    assert {token.kind for token in tokens} <= {kind.value for kind in Kind}
    ordinals = {}
    for token in tokens:
        ordinals.setdefault(token.section, []).append(token.ordinal)
    plain = unicodedata.normalize("NFC", text)
    assert all(plain[token.offset] == token.printed[0] for token in tokens)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in ordinals.values())
