"""What was issued and is another now is known with the version that issued it."""

from __future__ import annotations

import pandas as pd

from khacphuc.history.restatements import COLUMNS_OF_ISSUED, issued, restated

from .test_published_values import tables

NOTHING = pd.DataFrame(columns=list(COLUMNS_OF_ISSUED), dtype="str")


def with_figures(*values, units=("người", "buổi", "đội")):
    """The tables with other values of the figures."""
    frame = tables()["figures"].assign(value=list(values), unit=list(units), printed=[f"{v}" for v in values])
    return tables(figures=frame)


def version(number, before, then):
    """What a version issues that was compared with an earlier one."""
    return issued(before, then, version=str(number), issued_on=f"2022-01-0{number}")


def moved(frame):
    """The values that moved: code, what was issued, by which version, what is now, and what it follows."""
    names = ["code", "value_before", "version_before", "value", "origin"]
    return [tuple(row) for row in frame.loc[frame["value_before"] != "", names].to_numpy()]


def test_nothing_moved():
    """Not compared with anything, nor with a version that has the same values."""
    first = version(1, NOTHING, tables())
    assert moved(restated(NOTHING, tables())) == []
    assert moved(restated(first, tables())) == []


def test_what_moved_is_known_until_it_moves_again():
    """With the version that issued it first, whatever came since; an answer to it is about the same words."""
    first = version(1, NOTHING, with_figures(10.0, 3.0, 1.0))
    now = restated(first, with_figures(11.0, 3.0, 1.0))
    assert moved(now) == [("SL1", "10", "1", "11", "SL1")]
    assert now.loc[0, ["shown_before", "shown", "issued_before"]].tolist() == [
        "10.0 người",
        "11.0 người",
        "2022-01-01",
    ]
    second = version(2, first, with_figures(11.0, 3.0, 1.0))
    assert moved(restated(second, with_figures(11.0, 3.0, 1.0))) == [("SL1", "10", "1", "11", "SL1")]
    assert version(3, second, with_figures(11.0, 3.0, 1.0)).equals(second)
    third = version(3, second, with_figures(11.0, 3.0, 2.0))
    assert moved(third.assign(origin="")) == [("SL1", "10", "1", "11", ""), ("SL3", "1", "1", "2", "")]
    assert moved(restated(third, with_figures(12.0, 3.0, 2.0)))[0] == ("SL1", "11", "2", "12", "SL1")
    assert moved(restated(third, with_figures(10.0, 3.0, 2.0)))[0] == ("SL1", "11", "2", "10", "SL1")


def test_another_unit_is_another_value():
    """The number alone says nothing."""
    first = version(1, NOTHING, with_figures(10.0, 3.0, 1.0))
    now = restated(first, with_figures(10.0, 3.0, 1.0, units=("lượt người", "buổi", "đội")))
    assert now.loc[now["value_before"] != "", ["unit_before", "unit"]].to_numpy().tolist()[0] == [
        "người",
        "lượt người",
    ]


def test_a_number_that_follows_a_figure_names_it():
    """One decision answers both; a number that moves by itself is its own matter."""
    first = version(1, NOTHING, with_figures(10.0, 3.0, 1.0))
    computed = tables()["computed"].assign(value=[50.0, 0.3, 3.0])
    now = restated(first, with_figures(11.0, 3.0, 1.0) | {"computed": computed})
    assert [(row[0], row[4]) for row in moved(now)] == [("SL1", "SL1"), ("TL1", "SL1"), ("TL3", "SL1")]
    second = version(2, first, with_figures(11.0, 3.0, 1.0) | {"computed": computed})
    later = restated(
        second, with_figures(11.0, 3.0, 1.0) | {"computed": computed.assign(value=[60.0, 0.3, 3.0])}
    )
    assert [(row[0], row[4]) for row in moved(later)] == [("SL1", "SL1"), ("TL1", "TL1"), ("TL3", "SL1")]


def test_statuses_and_classes_move_too():
    """Of what a committee declared, the words of the declaration."""
    first = version(1, NOTHING, tables())
    assessments = tables()["assessments"].assign(declared_class=["partly", None])
    criteria = tables()["criteria"].assign(status=["not_achieved"])
    assert moved(restated(first, tables(assessments=assessments, criteria=criteria))) == [
        ("KD1.1", "achieved", "1", "not_achieved", "KD1.1"),
        ("KD1", "improved", "1", "partly", "KD1"),
    ]


def test_what_is_withdrawn_and_what_comes_back():
    """A value that is no longer there moved; one that is there again as it was did not; a new one is new."""
    first = version(1, NOTHING, with_figures(10.0, 3.0, None))
    without = with_figures(10.0, 3.0, 5.0) | {
        "figures": with_figures(10.0, 3.0, 5.0)["figures"].iloc[1:],
        "computed": tables()["computed"].iloc[:0],
    }
    gone = restated(first, without)
    assert ("SL1", "10", "1", "", "SL1") in moved(gone)
    assert [row[0] for row in moved(gone) if row[0] == "SL3"] == []
    second = version(2, first, without)
    assert ("SL1", "10", "1", "", "SL1") in moved(restated(second, without))
    assert [row for row in moved(restated(second, with_figures(10.0, 3.0, 5.0))) if row[0] == "SL1"] == []
    again = [row for row in moved(restated(second, with_figures(9.0, 3.0, 5.0))) if row[0] == "SL1"]
    assert again == [("SL1", "10", "1", "9", "SL1")]
