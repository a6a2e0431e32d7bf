"""Tests of `khacphuc.run.result_tables`."""

from __future__ import annotations

import pytest

from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.run.result_tables import read_findings, read_rows, read_verdicts


def test_findings_are_counted_by_severity(tmp_path):
    """A critical finding somebody accepted does not block; any other answer, or none, does."""
    file = tmp_path / "findings.csv"
    head = "severity,answer,rule,row_id,file,line,description\n"
    rows = 'warning,,A,,,,\ncritical,"accepted: giữ,\nnhư in",A,,,,\n'
    rows += "critical, ,B,SL001,f.csv,2,x\nwarning,,A,,,,\n"
    rows += "critical,under_review: x,B,SL002,f.csv,3,x\n"
    write_text(file, head + rows)
    counts, unanswered = read_findings(file)
    assert counts == {"critical": 3, "warning": 2}
    assert [row["row_id"] for row in unanswered] == ["SL001", "SL002"]


def test_verdicts_keep_the_order_of_the_table(tmp_path):
    """Only the four columns of the verdict are taken."""
    file = tmp_path / "assessments.csv"
    write_text(
        file,
        "shortcoming_id,computed_class,declared_class,agrees,rule\nKD2,a,b,false,R\nKD1,a,a,true,R\n",
    )
    assert [row["shortcoming_id"] for row in read_verdicts(file)] == ["KD2", "KD1"]
    assert set(read_verdicts(file)[0]) == {"shortcoming_id", "computed_class", "declared_class", "agrees"}


@pytest.mark.parametrize("text", ["", "severity\ncritical\n"])
def test_a_table_without_a_column_is_told(tmp_path, text):
    """A table that lacks what is counted is never taken for one without findings."""
    write_text(tmp_path / "findings.csv", text)
    with pytest.raises(SourceError, match=r"findings\.csv: lacks the column answer"):
        read_rows(tmp_path / "findings.csv", ("severity", "answer") if text else ("answer",))
