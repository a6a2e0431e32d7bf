"""What would change a class, in a sentence or two each: better criteria, or criteria left out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.assess.counterfactual import decide, is_better, is_gain
from khacphuc.notebooks.sentences import SEMICOLON, as_sentence, listed
from khacphuc.schema.tables import CLASSES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.assess.counterfactual import Lift
    from khacphuc.notebooks.assessed_run import AssessedRun
    from khacphuc.notebooks.shortcomings import AssessedCriterion, AssessedShortcoming


def what_lifts(run: AssessedRun, shortcoming_id: str) -> str:
    """What would have to change for the next better class."""
    shortcoming = run.shortcoming(shortcoming_id)
    if not shortcoming.criteria:
        return as_sentence(run.labels["lift_no_criteria"].format(name=shortcoming.name))
    if shortcoming.computed == CLASSES[0]:
        return as_sentence(run.labels["lift_best"].format(name=shortcoming.name))
    missing = [criterion.code for criterion in shortcoming.criteria if criterion.status == "missing"]
    if missing and shortcoming.computed == CLASSES[-1]:
        return _missing_data(run, shortcoming, missing)
    ways = run.lifts(shortcoming)
    if not ways:
        return as_sentence(run.labels["lift_none"].format(name=shortcoming.name))
    results = dict.fromkeys(way.result for way in ways)
    return " ".join(
        _lift(run, shortcoming, [way for way in ways if way.result == result]) for result in results
    )


def _lift(run: AssessedRun, shortcoming: AssessedShortcoming, ways: Sequence[Lift]) -> str:
    """What would have to change for one better class: one of several criteria, or several at once."""
    criteria = {criterion.code: criterion for criterion in shortcoming.criteria}
    needed: dict[str, list[str]] = {}
    for way in ways:
        for code, status in way.changes.items():
            needed.setdefault(status, []).append(_goal(run, criteria[code], status))
    changes = [
        run.labels["becomes"].format(criteria=listed(run, codes, ", "), status=run.status_name(status))
        for status, codes in needed.items()
    ]
    several = len(ways[0].changes) > 1
    key = "lift_together" if several else "lift_single" if len(ways) > 1 else "lift_one"
    return run.labels[key].format(
        name=shortcoming.name, changes=SEMICOLON.join(changes), result=run.class_name(ways[0].result)
    )


def _goal(run: AssessedRun, criterion: AssessedCriterion, status: str) -> str:
    """A criterion that must change, and what is asked of its number where it is measured."""
    if criterion.kind != "measured" or status != STATUSES[0]:
        return criterion.code
    return f"{criterion.code} ({run.demand(criterion.comparator, criterion.threshold, criterion.figure)})"


def _missing_data(run: AssessedRun, shortcoming: AssessedShortcoming, missing: list[str]) -> str:
    """Where data are missing: the worst and the best class that they can give, or the only one."""
    possible = _possible_classes(run, shortcoming, missing)
    worst, best = run.class_name(possible[0]), run.class_name(possible[-1])
    sentence = run.labels["lift_missing" if worst != best else "lift_missing_same"]
    return as_sentence(
        sentence.format(name=shortcoming.name, criteria=listed(run, missing, ", "), worst=worst, best=best)
    )


def _possible_classes(run: AssessedRun, shortcoming: AssessedShortcoming, missing: list[str]) -> list[str]:
    """Every class that data can give, the worst first."""
    present = frozenset(shortcoming.statuses.values()) - {"missing"}
    reached = {present}
    for code in missing:
        known = {*run.goals[code], "worse"} if "improved" in run.goals[code] else set(run.goals[code])
        reached = {statuses | {status} for statuses in reached for status in known}
    classes = dict.fromkeys(decide(statuses, run.policy) for statuses in reached)
    return sorted(classes, key=lambda class_: sum(is_gain(class_, other) for other in classes))


def left_out(run: AssessedRun, shortcoming: AssessedShortcoming) -> str:
    """Which class would result without the criteria by proxy, and without those that are judged."""
    classes_without = run.without.get(shortcoming.code, {})
    sentences = []
    for key, codes in (
        ("proxy", [criterion.code for criterion in shortcoming.criteria if criterion.proxy]),
        ("judged", [criterion.code for criterion in shortcoming.criteria if criterion.kind == "judged"]),
    ):
        result = classes_without.get(f"without_{key}", "")
        if not result:
            continue
        outcome = run.labels[_outcome(result, shortcoming, len(codes))].format(result=run.class_name(result))
        sentences.append(
            run.labels[f"without_{key}"].format(criteria=listed(run, codes, ", "), outcome=outcome)
        )
    return " ".join(sentences)


def _outcome(result: str, shortcoming: AssessedShortcoming, left_out: int) -> str:
    if left_out == len(shortcoming.criteria):
        return "nothing_left"
    if result == shortcoming.computed:
        return "stays"
    if is_better(result, shortcoming.computed):
        return "rises"
    return "falls" if is_better(shortcoming.computed, result) else "becomes_known"
