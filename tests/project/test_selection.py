"""Tests of `khacphuc.project.selection`."""

from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.project.selection import Selection


def test_the_reference_lists_of_a_run(tmp_path):
    """The shared files one by one, and the folder of its office; no other folder, and no editor's files."""
    layout = Layout(tmp_path)
    for name in ("indicators.csv", ".hidden", "~$register.xlsx", "a/units.csv", "b/units.csv"):
        write_text(layout.reference / name, "")
    shared = layout.reference / "indicators.csv"
    assert Selection(office="a").reference(layout) == (shared, layout.reference / "a")
    assert Selection().reference(layout) == (shared,)
    empty = Layout(tmp_path / "empty")
    assert Selection(office="a").reference(empty) == (empty.office("a"),)
