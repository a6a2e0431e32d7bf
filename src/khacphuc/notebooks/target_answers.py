"""What reviewers ask about targets, answered in a sentence or two each. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.assess.targets import shown_statuses, totals
from khacphuc.notebooks.sentences import SEMICOLON, listed
from khacphuc.notebooks.shortcomings import records
from khacphuc.report.gauge import gap_in_words, share_in_words, share_of
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.notebooks.assessed_run import AssessedRun


def every_target(run: AssessedRun) -> str:
    """Whether every target is met; which are not."""
    targets = run.assessment.targets
    whole, statuses = targets[targets["part_id"] == ""], shown_statuses(targets)
    total = totals(targets)
    if not total["all"]:
        return run.labels["no_targets"]
    met = run.labels["targets_met"].format(ratio=ratio_in_words(run, total["met"], total["all"]))
    declared = int(whole.loc[whole["status"] == "declared_met", "count"].sum())
    if declared:
        met = run.labels["targets_declared"].format(met=met, count=run.context.count(declared))
    parts = [run.labels["all_met"].format(met=met) if total["met"] == total["all"] else met]
    for status in ("not_met", "missing"):
        rows = whole[whole["status"] == status]
        if not rows.empty:
            named = [
                _named(run, row, statuses[place])
                for place, row in zip(rows.index, records(rows), strict=True)
            ]
            parts.append(
                run.labels["targets_left"].format(
                    status=run.status_name(status),
                    count=run.context.count(total[status]),
                    targets=listed(run, named),
                )
            )
    return f"{SEMICOLON.join(parts)}."


def ratio_in_words(run: AssessedRun, part: int, whole: int) -> str:
    """How many of how many, both as the house prints counts: ``09/11``."""
    return f"{run.context.count(part)}/{run.context.count(whole)}"


def _named(run: AssessedRun, target: Mapping[str, object], status: str) -> str:
    key = "target_declared" if status == "declared_not_met" else "target"
    return run.labels[key].format(statement=target["statement"], code=target["target_id"])


def first_missed(run: AssessedRun) -> str:
    """By how much the first target that is not met misses its thresholds."""
    targets = run.assessment.targets
    missed = targets[(targets["part_id"] == "") & (targets["status"] == "not_met")]
    if missed.empty:
        return run.labels["none_missed" if totals(targets)["all"] else "no_targets"]
    target = missed.iloc[0]
    parts = {row["part_id"]: row for row in records(run.tables["target_parts"])}
    rows = targets[
        (targets["target_id"] == target["target_id"])
        & (targets["part_id"] != "")
        & (targets["status"] == "not_met")
        & (targets["count"] != 0)
    ]
    short = [
        run.labels["part_missed"].format(
            statement=row["statement"], gap=part_gap(run, parts[row["part_id"]]) or run.labels["no_figure"]
        )
        for row in rows.pipe(row_dicts)
    ]
    return run.labels["first_missed"].format(
        statement=target["statement"],
        code=target["target_id"],
        parts=listed(run, short) or run.labels["no_figure"],
    )


def part_gap(run: AssessedRun, part: Mapping[str, object]) -> str:
    """A part of a target against its threshold: what was done, what is limit, how far that is; or empty."""
    figure, comparator, threshold = (str(part[name]) for name in ("figure", "comparator", "threshold"))
    actual, limit = run.value(figure), run.value(threshold)
    if actual is None or limit is None:
        return ""
    share = share_of(actual, limit)
    return run.labels["against"].format(
        actual=run.number(figure),
        demand=run.demand(comparator, threshold),
        gap=", ".join(
            filter(
                None,
                [
                    gap_in_words(actual, comparator, limit, run.language),
                    "" if share is None else share_in_words(share, run.language, comparator),
                ],
            )
        ),
    )
