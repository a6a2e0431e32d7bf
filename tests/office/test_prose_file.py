"""Tests of `khacphuc.office.prose_file`."""

import re

from khacphuc.office.prose_file import Continuation, first_prose, next_prose
from khacphuc.project.files import read_text
from khacphuc.report.prose.mistakes import refuse_mistakes

from .. import run2021

ALL = {f"KD{number}": (number, number) for number in (1, 2, 3, 4)}
PROSE = read_text(run2021.LAYOUT.prose("2021"))


def headings(text):
    """The headings of a prose."""
    return [line for line in text.splitlines() if re.match("#{1,3} ", line)]


def test_a_first_prose_has_sections_and_fences():
    """It can be read, and asks for every table and chart that needs no codes."""
    text = first_prose(2022, "BAN THƯỜNG VỤ")
    refuse_mistakes(text, filename="params/2022.md")
    assert re.findall("kind: (.*)", text) == ["timeline", "targets", "targets", "criteria"]
    assert "@KD1" in text


def test_last_years_headings_without_its_sentences():
    """Every heading goes on; of all that stood below only fences about whole tables and the classes do."""
    text = next_prose(PROSE, Continuation(ALL, (), (2021, 2022), {"III.1.2": ["- Chỉ tiêu: @SL001."]}))
    refuse_mistakes(text, filename="params/2022.md")
    assert len(headings(text)) == len(headings(PROSE))
    sentences = [
        line
        for line in re.sub(r"(?s)```.*?```", "", text).splitlines()
        if line and not line.startswith("#") and line != "- Chỉ tiêu: @SL001."
    ]
    assert sentences == [f"Khuyết điểm @KD{number}." for number in (1, 2, 3, 4)]
    assert re.findall("@(SL[0-9]+|TL[0-9]+|VB[0-9]+)", text) == ["SL001"]
    assert text.count("2021") == text.count("Kết quả khắc phục so với báo cáo năm 2021") == 1
    assert "Kết quả thực hiện chỉ tiêu năm 2022" in text


def test_numbers_stand_in_the_section_they_belong_to():
    """A figure of a footnote stands where the note was."""
    numbers = {"III.1.2": ["- Một: @SL001."], "fn1": ["- Hai: @SL002."], "III.2.2": ["- Ba: @SL003."]}
    text = next_prose(PROSE, Continuation(ALL, (), (2021, 2022), numbers))
    first, second = text.index("Khuyết điểm 1:"), text.index("Khuyết điểm 2:")
    assert first < text.index("@SL001") < text.index("@SL002") < second < text.index("@SL003")


def test_sections_of_what_was_remedied_are_left_out():
    """The others are counted anew, in their titles and in the numbers of sections."""
    orders = {"KD1": (1, 1), "KD3": (3, 2), "KD4": (4, 3)}
    text = next_prose(PROSE, Continuation(orders, ("KD2",), (2021, 2022), {"III.2.2": ["- Họp: @SL001."]}))
    titles = [line for line in headings(text) if "Khuyết điểm" in line]
    assert [re.search(r"\d", title)[0] for title in titles] == ["1", "2", "3"]
    assert "ma túy" not in text
    assert titles[1].startswith("## Khuyết điểm 2: Phiên họp")
    assert text.index("Phiên họp") < text.index("@SL001") < text.index("Khuyết điểm 3")


def test_tables_of_all_targets_go_on_without_the_section_they_stood_in():
    """They stand behind the heading above it."""
    orders = {"KD2": (2, 1), "KD3": (3, 2), "KD4": (4, 3)}
    text = next_prose(PROSE, Continuation(orders, ("KD1",), (2021, 2022), {"III": ["- Một: @SL001."]}))
    results = text.index("# KẾT QUẢ THỰC HIỆN")
    first = text.index("## Khuyết điểm 1: Hiệu quả")
    assert results < text.index("@SL001") < text.index("kind: targets") < first
    assert text.count("kind: targets") == PROSE.count("kind: targets")
