"""Compared years as an analyst reads them."""

from __future__ import annotations

from khacphuc.explore.year_table import year_table
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout

HEADING = "indicator,name,unit,run,year,figure,value,printed,obstacles,issued_before,moved_because\n"


def compared(layout, name, *rows):
    """A published comparison."""
    write_text(layout.published_report(name) / "tables" / "compare.csv", HEADING + "".join(rows))


def test_the_comparison_of_most_years_is_shown(tmp_path):
    """What parts a year from the one before, and why a value moved, in words; a run in none has no table."""
    layout = Layout(tmp_path)
    assert year_table(layout, "2022", "vi") == {}
    first = "members,Đoàn viên,đoàn viên,2021,2021,SL001,12,12 đoàn viên,,11 đoàn viên,correction\n"
    last = "members,Đoàn viên,đoàn viên,2022,2022,SL001,9,9 lượt,unit_of_measure;coverage,,\n"
    compared(layout, "2022-with-2021", first, last)
    compared(layout, "2022-with-2020-and-2021", last)
    compared(layout, "2024-with-2023", first)
    for run in ("2021", "2022"):
        frame = year_table(layout, run, "vi")["years"]
        assert frame["report_year"].to_list() == ["2022"]
        assert frame["hindrances"].to_list() == ["đổi đơn vị tính; đổi phạm vi báo cáo"]
    assert year_table(layout, "2023", "vi")["years"].to_numpy().tolist() == [
        ["members", "Đoàn viên", "2021", "12 đoàn viên", "", "11 đoàn viên", "đính chính"]
    ]
    assert year_table(layout, "2030", "vi") == {}
