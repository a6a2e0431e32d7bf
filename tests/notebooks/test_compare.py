"""What ``50_compare`` displays."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from khacphuc.assess.classes import Policy
from khacphuc.assess.run import Assessment
from khacphuc.config.yaml_models import load_model
from khacphuc.errors import UsageError
from khacphuc.history.restatements import COLUMNS_OF_ISSUED, issued
from khacphuc.notebooks import compare
from khacphuc.notebooks.compare import ComparisonDocument, moved_figures
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.comparison.numbers import COMPARED_COLUMNS
from khacphuc.report.display import BlockOutput
from khacphuc.schema.tables import ISSUED

from ..conftest import ROOT
from ..report.board.test_paper import PARAMETERS
from ..report.comparison.compared_years import first, second

POLICY = load_model(Layout(ROOT).policy, Policy, filename="assessment.yml")
NO_COMPUTED = pd.DataFrame(columns=["computed_id", "formula", "operands", "value", "printed"])


def opened(folder, run):
    """A comparison as its notebook opens it."""
    return SimpleNamespace(
        workspace=Workspace(Layout(folder), run, folder / "build", fallback=False),
        parameters=PARAMETERS,
        policy=POLICY,
        class_names=POLICY.class_names("vi"),
    )


def test_the_comparison_and_its_values(tmp_path, monkeypatch):
    """Earlier years are those published, the last is the one that was opened; it is displayed by blocks."""
    years = {"2021": first(), "2022": second()}
    folders = {}

    def year_of(inputs, run):
        folders[run] = inputs.workspace.build.relative_to(tmp_path).as_posix()
        return years[run]

    monkeypatch.setattr(compare, "year_of", year_of)
    comparison = ComparisonDocument(opened(tmp_path, "2022-with-2021"))
    assert all(isinstance(output, BlockOutput) for output in comparison.document())
    assert folders == {"2021": "build/published/2021", "2022": "build"}
    comparison.save()
    saved = pd.read_csv(tmp_path / "build" / "report" / "tables" / "compare.csv")
    assert tuple(saved.columns) == COMPARED_COLUMNS


def test_a_run_is_no_comparison(tmp_path):
    """Who opens the notebook with the id of a run is told what to enter."""
    with pytest.raises(UsageError, match="2022 is a run, expected it beside another"):
        _ = ComparisonDocument(opened(tmp_path, "2022")).blocks


def published(value, printed):
    """The tables of a version whose first figure has a value, and their assessment."""
    year = first()
    figures = year.tables["figures"].copy()
    row = figures["figure_id"] == "SL001"
    figures.loc[row, ["value", "printed"]] = [value, printed]
    return {**year.tables, "figures": figures, "computed": NO_COMPUTED}, Assessment(
        year.targets, year.criteria, year.assessments
    )


def issue(number, before, tables, assessment):
    """What a version issues, as the next one reads it."""
    return issued(before, {**tables, **vars(assessment)}, version=str(number), issued_on="2022-01-05")


def test_figures_that_were_issued_otherwise():
    """A number that moved, with the reason that was answered; told as long as its finding stands."""
    answer = pd.DataFrame([["PB-01", "SL001", "correction"]], columns=["rule", "row_id", "decision"])
    moved = {"SL001": ("11 chi đoàn", "12 chi đoàn", "correction")}
    old, now = published(11.0, "11"), published(12.0, "12")
    tables = now[0] | {"answers": answer}
    assert moved_figures(tables, now[1]) == {}
    first_issue = issue(1, pd.DataFrame(columns=list(COLUMNS_OF_ISSUED), dtype="str"), *old)
    assert moved_figures(tables | {ISSUED: first_issue}, now[1]) == moved
    second_issue = issue(2, first_issue, *now)
    assert moved_figures(tables | {ISSUED: second_issue}, now[1]) == moved
    again = issue(3, second_issue, *now)
    assert moved_figures(tables | {ISSUED: again}, now[1]) == moved
    unanswered = tables | {ISSUED: again, "answers": answer.iloc[:0]}
    assert moved_figures(unanswered, now[1]) == {"SL001": ("11 chi đoàn", "12 chi đoàn", "")}
