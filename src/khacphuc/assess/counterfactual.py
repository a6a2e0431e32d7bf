"""What would change a class: another status of a criterion, or criteria left out. Pure.

The decision table looks at which statuses occur, not at how often, so that all it can say of any number of
criteria is said by trying few sets of statuses.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

import pandas as pd

from khacphuc.errors import AssessmentError
from khacphuc.schema.tables import CLASSES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from khacphuc.assess.classes import Policy

ATTEMPT_COLUMNS: Final = ("shortcoming_id", "criterion_id", "status", "tried", "class", "better")
WITHOUT_COLUMNS: Final = ("shortcoming_id", "computed_class", "without_proxy", "without_judged")

KNOWN: Final = CLASSES[:-1]
"""The classes that say something of a shortcoming, the best first."""
GOALS: Final = STATUSES[:3]
"""What a criterion is tried to become, the best first: nobody works towards ``worse`` or ``missing``."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A better class, and the statuses criteria must have for it, by their codes."""

    result: str
    changes: Mapping[str, str]


def decide(statuses: Collection[str], policy: Policy) -> str:
    """The class of statuses; empty where the policy covers them by no rule."""
    try:
        return policy.decide(statuses).result
    except AssessmentError:
        return ""


def is_better(class_: str, than: str) -> bool:
    """Whether a class is a better one; without data nothing is known, and nothing is better or worse.

    >>> is_better("partly", "not_thorough"), is_better("partly", "insufficient_data")
    (True, False)
    """
    return class_ in KNOWN and than in KNOWN and KNOWN.index(class_) < KNOWN.index(than)


def is_gain(class_: str, than: str) -> bool:
    """Whether a class is better, or the first that says something.

    >>> is_gain("not_remedied", "insufficient_data"), is_gain("insufficient_data", "")
    (True, False)
    """
    return is_better(class_, than) or (class_ in KNOWN and than not in KNOWN)


def attainable(criteria: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """What each criterion can become, by its code: a number without a baseline is never ``improved``.

    Args:
        criteria: the clean table.
    """
    without_baseline = (criteria["kind"] == "measured") & (criteria["baseline"] == "")
    return {
        code: tuple(goal for goal in GOALS if goal != "improved") if never else GOALS
        for code, never in zip(criteria["criterion_id"], without_baseline, strict=True)
    }


def attempts(
    criteria: pd.DataFrame, policy: Policy, goals: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Try every single criterion with every better status, the others as they are.

    Args:
        criteria: ``judge``'s result.
        policy: the decision table.
        goals: what a criterion can become, by its code (see ``attainable``); else each of ``GOALS``.

    Returns:
        A row an attempt with ``ATTEMPT_COLUMNS``: ``status`` is the criterion's, ``tried`` the other one,
        ``class`` what the shortcoming would have, ``better`` whether that is better than what it has.
    """
    rows = []
    for shortcoming, group in criteria.groupby("shortcoming_id", sort=False):
        counts = Counter(group["status"])
        present, classes = decide(counts, policy), dict[frozenset[str], str]()
        for criterion, status in zip(group["criterion_id"], group["status"], strict=True):
            for goal in _goals(criterion, status, goals):
                changed = frozenset({*_others(counts, status), goal})
                if changed not in classes:
                    classes[changed] = decide(changed, policy)
                result = classes[changed]
                rows.append((shortcoming, criterion, status, goal, result, is_better(result, present)))
    return pd.DataFrame(rows, columns=list(ATTEMPT_COLUMNS)).astype({"better": "bool"})


def lifts(
    statuses: Mapping[str, str], policy: Policy, goals: Mapping[str, Sequence[str]] | None = None
) -> tuple[Lift, ...]:
    """The ways to a better class that change the fewest criteria, those to the nearest class first.

    Where a single criterion suffices these are all of its kind, each with the least status that does. Else it
    is the one that changes the fewest, where criteria of one status change together.

    Args:
        statuses: of the criteria of one shortcoming, by their codes.
        policy: the decision table.
        goals: as for ``attempts``.

    Returns:
        None where no better class is within reach.
    """
    present = decide(set(statuses.values()), policy)
    single = sorted(_single(statuses, policy, present, goals), key=_effort)
    if single:
        return tuple(single)
    ways = sorted(_together(statuses, policy, present, goals), key=_effort)
    return tuple(ways[:1])


def without(criteria: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """What class each shortcoming would have if the criteria that are proxies, or judged, were left out.

    Args:
        criteria: ``judge``'s result.
        policy: the decision table.

    Returns:
        A row a shortcoming that has criteria, with ``WITHOUT_COLUMNS``; empty where it has none to leave out.
    """
    rows = []
    for shortcoming, group in criteria.groupby("shortcoming_id", sort=False):
        proxy, judged = group["proxy"].astype(bool), group["kind"] == "judged"
        rest = [
            decide(set(group.loc[~left_out, "status"]), policy) if left_out.any() else ""
            for left_out in (proxy, judged)
        ]
        rows.append((shortcoming, decide(set(group["status"]), policy), *rest))
    return pd.DataFrame(rows, columns=list(WITHOUT_COLUMNS), dtype="str")


def without_each(criteria: pd.DataFrame, policy: Policy) -> dict[str, str]:
    """What class its shortcoming would have if a single criterion were left out, by the criterion's code.

    Args:
        criteria: ``judge``'s result.
        policy: the decision table.
    """
    classes: dict[str, str] = {}
    for _, group in criteria.groupby("shortcoming_id", sort=False):
        counts = Counter(group["status"])
        results = {status: decide(_others(counts, status), policy) for status in counts}
        classes |= dict(zip(group["criterion_id"], group["status"].map(results), strict=True))
    return classes


def _others(counts: Counter[str], status: str) -> set[str]:
    """The statuses there are but for one criterion of this status."""
    return {other for other, count in counts.items() if other != status or count > 1}


def _goals(criterion: str, status: str, goals: Mapping[str, Sequence[str]] | None) -> tuple[str, ...]:
    """The statuses better than one that a criterion can have, the best first."""
    better = GOALS[: STATUSES.index(status)]
    possible = GOALS if goals is None else goals.get(criterion, GOALS)
    return tuple(goal for goal in better if goal in possible)


def _single(
    statuses: Mapping[str, str], policy: Policy, present: str, goals: Mapping[str, Sequence[str]] | None
) -> Iterator[Lift]:
    """Every criterion that lifts the class alone, with the least status that gives each better class."""
    counts = Counter(statuses.values())
    for criterion, status in statuses.items():
        others = _others(counts, status)
        results: dict[str, str] = {}
        for goal in reversed(_goals(criterion, status, goals)):
            results.setdefault(decide({*others, goal}, policy), goal)
        for result, goal in results.items():
            if is_gain(result, present):
                yield Lift(result, {criterion: goal})


def _together(
    statuses: Mapping[str, str], policy: Policy, present: str, goals: Mapping[str, Sequence[str]] | None
) -> Iterator[Lift]:
    """Every way in which criteria of one status, and with the same goals, change together."""
    alike = {criterion: (status, _goals(criterion, status, goals)) for criterion, status in statuses.items()}
    groups = tuple(dict.fromkeys(alike.values()))
    for chosen in product(*((status, *better) for status, better in groups)):
        if is_gain(result := decide(set(chosen), policy), present):
            becomes = dict(zip(groups, chosen, strict=True))
            changes = {criterion: becomes[group] for criterion, group in alike.items()}
            yield Lift(result, {code: goal for code, goal in changes.items() if goal != statuses[code]})


def _effort(lift: Lift) -> tuple[int, int, int]:
    """How much a way asks: criteria first, then how far the class, then how good the statuses."""
    goodness = sum(len(STATUSES) - STATUSES.index(goal) for goal in lift.changes.values())
    return len(lift.changes), -CLASSES.index(lift.result), goodness
