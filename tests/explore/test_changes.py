"""Tests of `khacphuc.explore.changes`."""

import pytest

from khacphuc.explore.changes import read_changes, settable, with_changes
from khacphuc.explore.mistakes import CallError

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
    ("code", "typed", "parts"),
    [
        (
            "SL26",
            "1",
            {"observed": "mã «SL26»", "near": "SL026 (Đoàn viên", "remedy": "explorer.codes()"},
        ),
        ("QQQQQQQ", "1", {"observed": "«QQQQQQQ»", "remedy": "kèm kết quả"}),
        ("KD3.2", "good", {"observed": "«good»", "expected": "đạt (achieved), có chuyển biến (improved)"}),
        ("KD3.2", "đat", {"observed": "«đat»", "near": "đạt"}),
        ("KD1.1", "achieved", {"observed": "được tính ra", "remedy": "căn cứ cho nó: SL010"}),
        ("TL01", "90%", {"observed": "được tính ra", "remedy": "SL026, SL012"}),
        ("CT01", "met", {"observed": "được tính ra", "remedy": "SL026, SL028, SL030"}),
        (
            "VB300",
            "1",
            {"observed": "không đổi thử được", "expected": "tiêu chí nhận định"},
        ),
        ("CT02.1", "met", {"observed": "không đổi thử được"}),  # declared, without a figure
        (
            "SL026",
            "03/3/2021",
            {"observed": "đây là ngày tháng", "expected": "«1.805 đoàn"},
        ),
        ("SL026", "", {"observed": "trống"}),
        ("SL026", 2050, {"expected": "trong ngoặc kép", "remedy": '"2.050"'}),
    ],
)
def test_what_cannot_be_set_says_what_can(code, typed, parts):
    """In the language of the run, part by part: what is wrong, expected, near, and how to mend it."""
    with pytest.raises(CallError) as error:
        read_changes({code: typed}, TABLES)
    for part, text in parts.items():
        assert text in getattr(error.value, part), part
    assert error.value.place in {"", code}


def test_an_english_run_is_answered_in_english():
    """The words follow the run."""
    with pytest.raises(CallError, match="nothing has the code «SL26»; the nearest is SL026"):
        read_changes({"SL26": "1"}, TABLES, "en")
    with pytest.raises(CallError, match="'03/3/2021' is not a quantity: it is a date"):
        read_changes({"SL026": "03/3/2021"}, TABLES, "en")


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


@pytest.mark.parametrize(
    ("wanted", "language", "words"),
    [
        (
            "KD3.2",
            "vi",
            "«KD3.2» không cho biết đổi gì thành gì; cần mã và giá trị mới",
        ),
        (["KD3.2"], "en", 'such as explorer.what_if({"SL026": "2.050"})'),
        ({"KD3.2": None}, "vi", "KD3.2: «None» không phải kết quả hay số liệu; cần kết quả của tiêu chí"),
        ({"KD3.2": True}, "en", "«True» is neither a status nor a number"),
        ({"SL026": ["2.050"]}, "vi", "không phải kết quả hay số liệu"),
        ({5: "achieved"}, "vi", "không có dòng nào mang mã «5»"),
    ],
)
def test_what_says_no_change_is_refused_in_words(wanted, language, words):
    """Whatever is typed in place of codes and texts: no error of Python, and nobody is told to quote None."""
    with pytest.raises(CallError) as error:
        read_changes(wanted, TABLES, language)
    assert words in str(error.value)
    assert '"None"' not in str(error.value)


def test_a_number_without_quotes_is_quoted_as_printed():
    """The remedy is what can be typed: with the points and commas of the house."""
    with pytest.raises(CallError) as error:
        read_changes({"SL026": 2050.5}, TABLES)
    assert error.value.remedy == 'thêm ngoặc kép: "2.050,5"'
