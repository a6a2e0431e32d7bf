"""Tests of `khacphuc.run.blocking`."""

from khacphuc.run.blocking import blocked_by, count_by_severity

from ..findings import finding, note


def test_findings_are_named_by_file_and_row():
    """Where there is no file, by their rule."""
    error = blocked_by([finding(severity="critical"), finding("KL1", "", note("x"))], missing="no rule")
    assert error.exit_code == 1
    assert str(error).splitlines() == [
        "2 critical findings without an answer: nothing is published",
        "  data/raw/2021/figures.csv, line 32: SL031 SL-10 Phải khớp; sửa.",
        "  KL1:  KL1 Phải khớp; sửa.",
        "the assessment is missing: no rule",
    ]


def test_what_should_stand_there_is_named():
    """A wrong code is named with the nearest one, as a check names it."""
    error = blocked_by([finding(expected="một mã; có phải @SL001?")])
    assert str(error).endswith(" Phải khớp; sửa. (một mã; có phải @SL001?)")


def test_many_are_counted():
    """The first five are named."""
    lines = str(blocked_by([finding(row_id=f"SL{n}") for n in range(8)])).splitlines()
    assert (len(lines), lines[-1]) == (7, "  and 3 more in tables/findings.csv")


def test_counts():
    """By severity, sorted."""
    findings = [finding(), finding(severity="critical"), finding()]
    assert count_by_severity(findings) == {"critical": 1, "warning": 2}
