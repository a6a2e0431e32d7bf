"""Tests of `khacphuc.explore.changes`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.explore.changes import read_changes, settable, with_changes

from .. import run2021

TABLES = run2021.tables()


@pytest.mark.parametrize(
    ("code", "typed", "language", "before", "after"),
    [
        ("KD3.2", "achieved", "vi", "not_achieved", "achieved"),
        ("KD3.2", " Đạt ", "vi", "not_achieved", "achieved"),
        ("kd3.2", "Not achieved", "en", "not_achieved", "not_achieved"),
        ("KD3.2", "missing", "vi", "not_achieved", "missing"),
        ("SL026", "2.050", "vi", "1.805", "2.050"),
        ("@SL026", "2.050 đoàn viên ưu tú", "vi", "1.805", "2.050 đoàn viên ưu tú"),
    ],
)
def test_a_change_is_read(code, typed, language, before, after):
    """A status is a code or the word people read, a number is as printed; a code may be typed as cited."""
    (change,) = read_changes({code: typed}, TABLES, language)
    assert (change.before, change.after) == (before, after)
    assert change.label


@pytest.mark.parametrize(
    ("code", "typed", "message"),
    [
        ("SL26", "1", r"nothing has the code 'SL26'; did you mean SL026 \(Đoàn viên ưu tú"),
        ("QQQQQQQ", "1", "nothing has the code 'QQQQQQQ'; set a judged criterion to a status"),
        ("KD3.2", "good", r"KD3.2: 'good' is no status, expected one of achieved \(đạt\), improved"),
        ("KD1.1", "achieved", "KD1.1: it is computed and cannot be set; set what it rests on: SL010"),
        ("TL01", "90%", "TL01: it is computed and cannot be set; set what it rests on: SL026, SL012"),
        ("CT01", "met", "CT01: it is computed and cannot be set; set what it rests on: SL026, SL028, SL030"),
        ("VB300", "1", "VB300: it cannot be set; set a judged criterion"),
        ("CT02.1", "met", "CT02.1: it cannot be set"),  # declared, without a figure
        ("SL026", "03/3/2021", "SL026: '03/3/2021' is not a quantity: it is a date"),
        ("SL026", "", "SL026: .* is not a quantity|SL026: .*empty"),
        ("SL026", 2050, 'SL026: 2050 is no text; put it in quotes, as printed: "2.050"'),
    ],
)
def test_what_cannot_be_set_says_what_can(code, typed, message):
    """A wrong code names the nearest, a computed row its figures, a wrong status those there are."""
    with pytest.raises(ParameterError, match=message):
        read_changes({code: typed}, TABLES)


def test_only_the_cells_change():
    """The raw tables that come in stay; a status that is missing is an empty cell."""
    raw = {"criteria": TABLES["criteria"], "figures": TABLES["figures"]}
    changes = read_changes({"KD3.2": "missing", "SL026": "2.050"}, TABLES)
    changed = with_changes(raw, changes)
    for name, key, code, column, cell in (
        ("criteria", "criterion_id", "KD3.2", "status", ""),
        ("figures", "figure_id", "SL026", "printed", "2.050"),
    ):
        differs = (changed[name].fillna(0) != raw[name].fillna(0)).any(axis=1)
        assert list(changed[name].loc[differs, key]) == [code]
        assert changed[name].set_index(key).loc[code, column] == cell
    assert raw["figures"].equals(run2021.tables()["figures"])


def test_everything_that_can_be_set_is_listed():
    """Judged criteria come first, then figures, each with what stands there."""
    rows = settable(TABLES)
    assert [row.code for row in rows[:2]] == ["KD1.2", "KD2.3"]
    assert {row.code for row in rows} >= set(TABLES["figures"]["figure_id"])
    assert "KD1.1" not in {row.code for row in rows}
