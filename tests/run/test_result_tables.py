"""Tests of `khacphuc.run.result_tables`."""

from __future__ import annotations

import pytest

from khacphuc.checks.result import CheckResult
from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.run.result_tables import read_result, read_rows, read_verdicts

from ..findings import finding


def test_findings_come_back_whole(tmp_path):
    """As a stage left them."""
    result = CheckResult((finding(),))
    write_text(tmp_path / "findings.json", result.to_json())
    assert read_result(tmp_path / "findings.json") == result


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"findings": [{}], "rules": []}'])
def test_findings_of_another_version(tmp_path, text):
    """A file that holds something else is never taken for one without findings."""
    write_text(tmp_path / "findings.json", text)
    with pytest.raises(SourceError, match=r"findings\.json: holds no findings of this version"):
        read_result(tmp_path / "findings.json")


def test_verdicts_keep_the_order_of_the_table(tmp_path):
    """Only the four columns of the verdict are taken, and what the classes are called is added."""
    file = tmp_path / "assessments.csv"
    write_text(
        file,
        "shortcoming_id,computed_class,declared_class,agrees,rule\nKD2,a,b,false,R\nKD1,a,,true,R\n",
    )
    first = {"shortcoming_id": "KD2", "computed_class": "a", "declared_class": "b", "agrees": "false"}
    second = {"shortcoming_id": "KD1", "computed_class": "a", "declared_class": "", "agrees": "true"}
    assert read_verdicts(file, {"a": "tốt", "b": "chưa"}) == (
        first | {"computed_name": "tốt", "declared_name": "chưa"},
        second | {"computed_name": "tốt", "declared_name": ""},
    )


@pytest.mark.parametrize("text", ["", "severity\ncritical\n"])
def test_a_table_without_a_column_is_told(tmp_path, text):
    """A table that lacks what is counted is never taken for one without findings."""
    write_text(tmp_path / "findings.csv", text)
    with pytest.raises(SourceError, match=r"findings\.csv: lacks the column answer"):
        read_rows(tmp_path / "findings.csv", ("severity", "answer") if text else ("answer",))
