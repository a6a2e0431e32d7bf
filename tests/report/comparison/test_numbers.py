"""Tests of `khacphuc.report.comparison.numbers`: everything planted is named, and nothing else."""

import pandas as pd

from khacphuc.report.comparison import numbers
from khacphuc.report.comparison.numbers import (
    COMPARED_COLUMNS,
    compared_values,
    indicator_section,
    target_section,
)
from khacphuc.report.document import nodes

from ...years.office_years import FIGURES, UNITS, changed, year_of
from .compared_years import context, first
from .test_shortcomings import texts


def tables(run):
    """The rows of the tables of the section, by id."""
    return {
        block.id: [[nodes.plain(cell) for cell in row] for row in block.rows]
        for block in indicator_section(run)
        if isinstance(block, nodes.Table)
    }


def test_every_gap_has_its_reason():
    """Coverage in 2022; in 2023 a definition and a unit of measure. The merged unit is none."""
    gaps = tables(context())["years-gaps"]
    assert [row[:3] for row in gaps] == [
        ["Chi đoàn và chi hội", "2023", "Đổi định nghĩa: trước là «Chi đoàn», nay là «Chi đoàn và chi hội»."],
        ["Buổi tuyên truyền", "2022", "Đổi phạm vi báo cáo: trước là «95,0%», nay là «80,0%»."],
        ["Buổi tuyên truyền", "2023", "Đổi đơn vị tính: trước là «buổi», nay là «lượt»."],
    ]
    assert all(row[3] for row in gaps)


def test_merged_units_and_restatements_are_named():
    """Both leave the years comparable, and both are said."""
    assert "Đơn vị đã sáp nhập, số liệu được so sánh qua đơn vị kế tục: Xã C → Xã B." in list(
        texts(indicator_section(context()))
    )
    assert tables(context())["years-moved"] == [
        ["Chi đoàn và chi hội", "2021", "11 chi đoàn", "12 chi đoàn", "đính chính"]
    ]


def test_across_the_merger_of_2025_years_are_compared_through_successors():
    """The document says so; and that it cannot be done where the list of units names none."""
    merged = changed(UNITS, "unit_id", "C", valid_to="30/6/2025", succeeded_by="B")
    after = year_of(2025, units=merged)
    lines = list(texts(indicator_section(context(year_of(2024, units=merged), after))))
    assert "Đơn vị đã sáp nhập, số liệu được so sánh qua đơn vị kế tục: Xã C → Xã B." in lines
    assert lines[-1].startswith("Giữa năm 2024 và năm 2025 có đợt sắp xếp")
    assert "chưa ghi" not in lines[-1]
    unchanged = list(texts(indicator_section(context(year_of(2024), year_of(2026)))))
    assert "danh mục đơn vị chưa ghi" in unchanged[-1]
    for years in ((2023, 2024), (2025, 2026)):
        assert not any(
            "2025 có đợt" in line for line in texts(indicator_section(context(*map(year_of, years))))
        )


def test_like_years_say_nothing_else():
    """No gap, no merger, no restatement: one sentence says that all may be compared."""
    blocks = indicator_section(context(year_of(2021), year_of(2022)))
    assert [block.type for block in blocks] == ["heading", "paragraph", "figure"]
    assert list(texts(blocks)) == ["Mọi chỉ số trong các hình sau đây so sánh được qua các năm."]


def test_each_chart_says_which_indicators_it_has(monkeypatch):
    """Two by their names, of more the first and the last; no two charts are called the same."""

    def captions():
        blocks = indicator_section(context())
        return [nodes.plain(block.caption) for block in blocks if isinstance(block, nodes.Figure)]

    assert captions() == ["Chỉ số qua các năm: Chi đoàn và chi hội; Buổi tuyên truyền"]
    monkeypatch.setattr(numbers, "_NAMED", 1)
    assert captions() == ["Chỉ số qua các năm: 02 chỉ số, từ «Chi đoàn và chi hội» đến «Buổi tuyên truyền»"]
    monkeypatch.setattr(numbers, "PANELS", 1)
    assert captions() == ["Chỉ số qua các năm: Chi đoàn và chi hội", "Chỉ số qua các năm: Buổi tuyên truyền"]


def test_indicators_of_one_year_are_named():
    """With what each year calls them, and how many they are."""
    figures = changed(FIGURES, "figure_id", "SL002", indicator="")
    *_, sentence, listed = indicator_section(context(year_of(2021), year_of(2022, figures=figures)))
    assert nodes.plain(sentence).startswith("Chỉ số chỉ một năm công bố")
    assert [nodes.plain(item) for item in listed.items] == ["Năm 2021 (01): Buổi tuyên truyền."]


def test_the_values_are_left_as_a_table():
    """A row for each indicator and year, with what stands before it."""
    frame = compared_values(context().series)
    assert tuple(frame.columns) == COMPARED_COLUMNS
    assert list(frame["obstacles"]) == ["", "", "definition", "", "coverage", "unit_of_measure"]
    assert frame["moved_because"][0] == "correction"


def test_the_chart_says_what_it_shows():
    """Its alternative has every value; it is drawn where charts are."""
    (figure,) = [block for block in indicator_section(context(draws=True)) if isinstance(block, nodes.Figure)]
    assert "Buổi tuyên truyền (buổi): 2021: 252; 2022: 252; 2023: 252 lượt." in figure.alt
    assert figure.svg.startswith("<?xml")


def test_targets_of_the_same_words_stand_beside_each_other():
    """A dash where a year has no such target."""
    columns = ["target_id", "part_id", "statement", "status"]
    targets = pd.DataFrame([["CT01", "", "Kết nạp 100 đoàn viên", "met"]], columns=columns)
    year = first()
    object.__setattr__(year, "targets", targets)
    (_, table) = target_section(context(year, year_of(2022)))
    assert [[nodes.plain(cell) for cell in row] for row in table.rows] == [
        ["Kết nạp 100 đoàn viên", "đạt", "–"]
    ]
    assert target_section(context(year_of(2021), year_of(2022))) == []
