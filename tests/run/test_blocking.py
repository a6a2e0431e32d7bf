"""Tests of `khacphuc.run.blocking`."""

from khacphuc.run.blocking import blocked_by, count_answered, count_by_severity

from ..findings import ACCEPTED, UNDER_REVIEW, finding, note


def test_findings_are_named_by_file_and_row():
    """Those about a whole table come first, by its name."""
    error = blocked_by([finding(severity="critical"), finding("KL1", "", note("x"))], "en")
    assert error.exit_code == 1
    assert str(error).splitlines() == [
        "2 critical findings without an answer: nothing is published",
        "  Printed figures (figures): KL1 Phải khớp; sửa.",
        "  data/raw/2021/figures.csv, line 32: SL031 SL-10 Phải khớp; sửa.",
    ]


def test_every_table_that_is_empty_is_named():
    """Who begins to fill in sees all that is awaited, however many tables these are."""
    tables = [finding(f"KL{number}", "", note("x")) for number in range(9)]
    lines = str(blocked_by([*tables, *(finding(row_id=f"SL{n}") for n in range(8))], "en")).splitlines()
    assert len(lines) == 1 + len(tables) + 5 + 1


def test_what_should_stand_there_is_named():
    """A wrong code is named with the nearest one, as a check names it."""
    error = blocked_by([finding(expected="một mã; có phải @SL001?")], "vi")
    assert str(error).endswith(" Phải khớp; sửa. (một mã; có phải @SL001?)")


def test_many_are_counted():
    """The first five are named; one is one."""
    lines = str(blocked_by([finding(row_id=f"SL{n}") for n in range(8)], "en")).splitlines()
    assert (len(lines), lines[-1]) == (7, "  and 3 more in tables/findings.csv")
    assert str(blocked_by([finding()], "en")).startswith("1 critical finding without an answer")


def test_the_message_is_in_the_language_of_the_run():
    """Its frame and the words of the row, as the sentence of the finding."""
    assert str(blocked_by([finding(severity="critical")], "vi")).splitlines() == [
        "1 phát hiện nghiêm trọng chưa được chấp nhận nên không công bố gì",
        "  data/raw/2021/figures.csv, dòng 32: SL031 SL-10 Phải khớp; sửa.",
    ]


def test_counts():
    """By severity, sorted."""
    findings = [finding(), finding(severity="critical"), finding()]
    assert count_by_severity(findings) == {"critical": 1, "warning": 2}


def test_answered():
    """Whatever the answer is."""
    findings = [finding(), finding(answer=UNDER_REVIEW), finding(severity="critical", answer=ACCEPTED)]
    assert count_answered(findings) == {"critical": 1, "warning": 1}


def test_answers_that_do_not_suffice_are_named_together():
    """However many there are; the findings they mean are counted once."""
    open_findings = [finding("TL-05", f"SL{n}", severity="critical") for n in range(7)]
    about = [finding("AN-07", f"TL-05 SL{n}", table="answers", severity="critical") for n in range(7)]
    lines = str(blocked_by([*about, *open_findings], "en")).splitlines()
    assert lines[0].startswith("7 critical findings")
    assert lines[-1] == "answers that do not suffice or no longer hold: " + ", ".join(
        f"TL-05 SL{n}" for n in range(7)
    )
    assert str(blocked_by(about[:1], "en")).splitlines()[-1].endswith(": TL-05 SL0")
