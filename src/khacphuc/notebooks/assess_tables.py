"""The tables of ``30_assess``: classes, criteria against their thresholds, attempts, targets, rules. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.assess.counterfactual import GOALS, attempts
from khacphuc.assess.targets import shown_statuses
from khacphuc.notebooks.assess_answers import remaining, states
from khacphuc.notebooks.assess_cells import (
    evidence_cell,
    gauged_cell,
    kind_cell,
    number_cell,
    quiet,
    row_link,
    shortcoming_link,
    threshold_cell,
)
from khacphuc.notebooks.sentences import as_sentence
from khacphuc.notebooks.shortcomings import records
from khacphuc.notebooks.target_answers import ratio_in_words
from khacphuc.report.cells import join_cells
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, status, to_table
from khacphuc.schema.tables import STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.notebooks.assessed_run import AssessedRun
    from khacphuc.notebooks.shortcomings import AssessedShortcoming
    from khacphuc.report.cells import Cell


def overview_table(run: AssessedRun) -> nodes.Table:
    """A row a shortcoming: its criteria, the class they propose, the declared one, and the rule."""
    rows = [
        {
            "shortcoming_id": shortcoming_link(shortcoming.code, shortcoming.criteria),
            "title": shortcoming.title,
            "criteria": states(run, shortcoming),
            "computed_class": shortcoming.computed,
            "declared_class": shortcoming.declared or quiet(run.class_name("")),
            "agrees": shortcoming.agrees if shortcoming.declared else "",
            "rule": row_link(shortcoming.rule.id, run.condition(shortcoming.rule)),
            "id": shortcoming.code,
        }
        for shortcoming in run.shortcomings
    ]
    columns: list[str | TableColumn] = [
        "shortcoming_id",
        "title",
        TableColumn("criteria", run.labels["column_criteria"]),
        "computed_class",
        "declared_class",
        TableColumn("agrees", kind="status"),
        TableColumn("rule", run.labels["column_rule"], kind="text"),
    ]
    return _table(run, rows, columns, "overview", run.labels["caption_overview"])


def criteria_table(run: AssessedRun, shortcoming: AssessedShortcoming) -> nodes.Table:
    """A row a criterion: what it rests on as printed, and its threshold with a bar, or the reason."""
    rows = [
        {
            "criterion_id": criterion.code,
            "aspect": criterion.aspect,
            "status": criterion.status,
            "kind": kind_cell(run, criterion),
            "evidence": evidence_cell(run, criterion),
            "threshold": threshold_cell(run, criterion),
            "id": criterion.code,
        }
        for criterion in shortcoming.criteria
    ]
    columns: list[str | TableColumn] = [
        "criterion_id",
        "aspect",
        "status",
        TableColumn("kind", kind="text"),
        TableColumn("evidence", kind="text"),
        TableColumn("threshold", run.labels["column_threshold"], kind="text"),
    ]
    caption = run.labels["caption_criteria"].format(name=shortcoming.name)
    return _table(run, rows, columns, f"criteria-{shortcoming.code}", caption)


def attempts_table(run: AssessedRun, shortcoming: AssessedShortcoming) -> nodes.Table | None:
    """A row a criterion: which class would result if it had another status, or were left out.

    None where no criterion can become better: every one is achieved, or there is none.
    """
    criteria = run.assessment.criteria
    frame = attempts(criteria[criteria["shortcoming_id"] == shortcoming.code], run.policy, run.goals)
    results: dict[str, dict[str, Cell]] = {}
    for row in records(frame):
        results.setdefault(row["criterion_id"], {})[row["tried"]] = _result(run, shortcoming, row["class"])
    tried = [goal for goal in GOALS if any(goal in cells for cells in results.values())]
    if not tried:
        return None
    rows = [
        {"criterion_id": row_link(criterion.code), "aspect": criterion.aspect, "status": criterion.status}
        | {goal: results.get(criterion.code, {}).get(goal, ()) for goal in tried}
        | {"left_out": _result(run, shortcoming, run.without_each[criterion.code])}
        for criterion in shortcoming.criteria
    ]
    columns: list[str | TableColumn] = [
        "criterion_id",
        "aspect",
        TableColumn("status", run.labels["column_now"]),
        *(
            TableColumn(goal, run.labels["column_if"].format(status=run.status_name(goal)), kind="text")
            for goal in tried
        ),
        TableColumn("left_out", run.labels["column_left_out"], kind="text"),
    ]
    return _table(
        run,
        rows,
        columns,
        f"attempts-{shortcoming.code}",
        run.labels["caption_attempts"].format(name=shortcoming.name),
        note=run.labels["note_attempts"] if any(not row[goal] for row in rows for goal in tried) else "",
    )


def target_table(run: AssessedRun) -> nodes.Table:
    """Targets with their parts: what is asked, what was done and where that is printed, how far it is."""
    parts = {row["part_id"]: row for row in records(run.tables["target_parts"])}
    rows = []
    targets = run.assessment.targets
    for row in records(targets.assign(status=shown_statuses(targets))):
        part = parts.get(row["part_id"])
        code = row["part_id"] or row["target_id"]
        rows.append(
            {
                "part_id": code,
                "statement": _part_statement(run, row) if part else _target_statement(run, row),
                "status": row["status"],
                "actual": _actual(run, part) if part else _parts_met(run, row),
                "threshold": gauged_cell(run, part["figure"], part["comparator"], part["threshold"])
                if part
                else (),
                "id": code,
            }
        )
    columns: list[str | TableColumn] = [
        TableColumn("part_id", run.labels["column_target"]),
        TableColumn("statement", kind="text"),
        "status",
        TableColumn("actual", kind="text"),
        TableColumn("threshold", run.labels["column_asked"], kind="text"),
    ]
    return _table(run, rows, columns, "targets", run.labels["caption_targets"])


def rules_table(run: AssessedRun) -> nodes.Table:
    """The decision table, in words, and which shortcomings each of its rows decided."""
    rows = [
        {
            "rule": rule.id,
            "condition": as_sentence(run.condition(rule)).rstrip("."),
            "class": rule.result,
            "decided": join_cells(
                shortcoming_link(shortcoming.code, shortcoming.criteria)
                for shortcoming in run.shortcomings
                if shortcoming.rule is rule
            ),
            "id": rule.id,
        }
        for rule in run.policy.rules
    ]
    columns: list[str | TableColumn] = [
        TableColumn("rule", run.labels["column_rule"]),
        TableColumn("condition", run.labels["column_condition"]),
        TableColumn("class", run.labels["column_class"]),
        TableColumn("decided", run.labels["column_decided"], kind="text"),
    ]
    caption = run.labels["caption_rules"].format(version=run.policy.version)
    return _table(run, rows, columns, "rules", caption)


def carried_table(run: AssessedRun) -> nodes.Table:
    """The shortcomings that go to next year: the class they have, what they lack, and what is to be done."""
    carried = remaining(run)
    rows = [
        {
            "shortcoming_id": shortcoming_link(shortcoming.code, shortcoming.criteria),
            "title": shortcoming.title,
            "declared_class": shortcoming.declared or quiet(run.class_name("")),
            "computed_class": shortcoming.computed,
            "left": _left(run, shortcoming),
            "direction": shortcoming.direction or quiet(run.labels["no_direction"]),
            "carried_from": shortcoming.carried_from,
        }
        for shortcoming in carried
    ]
    columns: list[str | TableColumn] = ["shortcoming_id", "title", "declared_class"]
    if not all(shortcoming.declared for shortcoming in carried):
        columns.append("computed_class")
    columns += [TableColumn("left", run.labels["column_left"], kind="text"), "direction"]
    if any(shortcoming.carried_from for shortcoming in carried):
        columns.append(TableColumn("carried_from", kind="text"))
    return _table(run, rows, columns, "carried", run.labels["caption_carried"])


def _left(run: AssessedRun, shortcoming: AssessedShortcoming) -> Cell:
    """The criteria that are not fully achieved, each with what is asked of its number and its status."""
    if not shortcoming.criteria:
        return (quiet(run.labels["left_no_criteria"]),)
    cells: list[Cell] = []
    for criterion in shortcoming.criteria:
        if criterion.status == STATUSES[0]:
            continue
        words = criterion.aspect
        if criterion.kind == "measured":
            words = f"{words}, {run.demand(criterion.comparator, criterion.threshold, criterion.figure)}"
        state = status(criterion.status, run.status_name(criterion.status))
        cells.append((*row_link(criterion.code, words), nodes.Text(text=" – "), state))
    return join_cells(cells, nodes.Break()) or (quiet(run.labels["left_nothing"]),)


def _table(
    run: AssessedRun,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str | TableColumn],
    name: str,
    caption: str,
    *,
    note: str = "",
) -> nodes.Table:
    """Rows as a table; those with ``id`` can be linked to."""
    names = [*(column if isinstance(column, str) else column.name for column in columns), "id"]
    return to_table(
        pd.DataFrame(rows, columns=names, dtype=object),
        columns,
        name=name,
        caption=caption,
        language=run.language,
        class_names=run.class_names,
        row_id="id" if any("id" in row for row in rows) else "",
        note=note,
    )


def _result(run: AssessedRun, shortcoming: AssessedShortcoming, class_: str) -> Cell:
    if class_ == shortcoming.computed:
        return (quiet(run.labels["unchanged"]),)
    return (status(class_, run.class_name(class_)),)


def _target_statement(run: AssessedRun, row: Mapping[str, Any]) -> Cell:
    """A target, and of how many it stands for where that is not one."""
    words: list[nodes.Inline] = [nodes.Strong(children=(nodes.Text(text=row["statement"]),))]
    if not pd.isna(row["count"]) and row["count"] != 1:
        many = run.labels.counted("many_targets", int(row["count"]))
        words.append(nodes.Text(text=f" ({many.format(count=run.context.count(int(row['count'])))})"))
    return tuple(words)


def _part_statement(run: AssessedRun, row: Mapping[str, Any]) -> Cell:
    words: list[nodes.Inline] = [nodes.Text(text=row["statement"])]
    if row["count"] == 0:
        words.append(nodes.Text(text=f" ({run.labels['not_counted']})", tone="quiet"))
    return tuple(words)


def _actual(run: AssessedRun, part: Mapping[str, Any]) -> Cell:
    key = "as_declared" if part["declared_status"] else "not_even_declared"
    return number_cell(run, part["figure"]) or (quiet(run.labels[key]),)


def _parts_met(run: AssessedRun, row: Mapping[str, Any]) -> Cell:
    if not row["actual"]:
        key = "not_even_declared" if row["status"] == "missing" else "as_declared"
        return (quiet(run.labels[key]),)
    met, counted = map(int, row["actual"].split("/"))
    return (nodes.Text(text=run.labels["parts_met"].format(ratio=ratio_in_words(run, met, counted))),)
