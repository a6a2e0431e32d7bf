"""Monthly ratings by score sheet: shares of the points, levels by the policy of the date, rounds. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.records.counts import Count
from khacphuc.data.records.months import last_day, last_month_ended, months_between
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.numerals import decimal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from khacphuc.data.records.rating_policy import RatingPolicy, RatingVersion
    from khacphuc.data.records.settings import RecordSettings

RESULTS: Final = "rating_results"
ROUNDS: Final = "rating_rounds"
HELD, PARTLY, NOT_HELD = "held", "partly", "not_held"
UP, DOWN, SAME, OTHER_POLICY = "up", "down", "same", "other_policy"

_RESULT_TYPES: Final = {
    **dict.fromkeys(("result", "month", "rated_role", "rating_sheet"), "str"),
    **dict.fromkeys(("criteria_scored", "criteria_asked"), "Int64"),
    **dict.fromkeys(("points", "most", "percent"), "float64"),
    **dict.fromkeys(("level", "level_name", "level_short", "basis", "reason", "change"), "str"),
    "rows": "str",
}
_ROUND_TYPES: Final = {
    **dict.fromkeys(("month", "round", "basis"), "str"),
    **dict.fromkeys(("roles_rated", "roles_due"), "Int64"),
    **dict.fromkeys(("lacking", "thresholds", "rows"), "str"),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A row of ``ratings`` that counts."""

    rating_id: str
    criterion: str
    points: Fraction


def months_due(as_of: date) -> tuple[str, ...]:
    """The months of a year that are over on one of its days, as ``ratings`` names them.

    >>> from datetime import date
    >>> months_due(date(2021, 3, 30)), len(months_due(date(2021, 12, 31)))
    (('2021-01', '2021-02'), 12)
    """
    return months_between(f"{as_of.year}-01", last_month_ended(as_of))


def rating_results(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> pd.DataFrame:
    """What every role got in every month that is due.

    A role is rated in a month where it has points for every criterion of a sheet: the one its rows are of.

    Args:
        tables: the clean tables ``ratings`` and ``rating_sheets``.
        settings: the day, whose year is looked at; the roles and the policy.

    Returns:
        A row for each month and role, in the order of time and of ``rating_roles``: ``result`` (its key),
        ``month``, ``rated_role``, ``rating_sheet``, ``criteria_scored`` of ``criteria_asked``, ``points`` of
        ``most`` and ``percent`` (missing unless it is rated), ``level`` with ``level_name`` and
        ``level_short`` (empty where there is none), ``basis`` (the regulation of the month's last day),
        ``reason`` why there is no level (``not_rated``, ``incomplete``, ``two_sheets``, ``no_policy``,
        ``no_version``, ``no_thresholds``; else empty), ``change`` against the month before that has a level
        (``up``, ``down``, ``same``; ``other_policy`` where another version held; empty in the first), and
        ``rows``, the codes of the ratings it is made of.
    """
    ratings, sheets = tables["ratings"], tables["rating_sheets"]
    is_rated = len(ratings) > 0 or len(sheets) > 0
    criteria = _criteria(sheets)
    scored = _scored(ratings)
    rows = []
    before: dict[str, tuple[str, str]] = {}
    for month in months_due(settings.as_of) if is_rated else ():
        for role in settings.rating_roles:
            row = _result(month, role, scored[month, role], criteria, settings)
            if row["level"]:
                row["change"] = _change(before.get(role), row, settings.rating_policy)
                before[role] = row["level"], row["basis"]
            rows.append(row)
    return pd.DataFrame(rows, columns=list(_RESULT_TYPES)).astype(_RESULT_TYPES)


def rating_rounds(tables: Mapping[str, pd.DataFrame], settings: RecordSettings) -> pd.DataFrame:
    """The round of every month that is due.

    A round is held where every role is rated, partly held where some are.

    Args:
        tables: with ``rating_results``.
        settings: the policy.

    Returns:
        A row a month: ``month`` (its key), ``round`` (held, partly, not_held), ``basis``, ``roles_rated`` of
        ``roles_due``, ``lacking`` (the roles that are not rated, of a round that is partly held),
        ``thresholds`` (those of the policy: ``XS:90;T:75``, in percent; empty where it has none) and
        ``rows``, the codes of the ratings it is made of.
    """
    rows: list[dict[str, Any]] = []
    for month, group in tables[RESULTS].groupby("month", sort=False):
        is_complete = group["percent"].notna()
        is_begun = group["criteria_scored"] > 0
        status = HELD if is_complete.all() else PARTLY if is_begun.any() else NOT_HELD
        lacking = group.loc[~is_complete & (status == PARTLY), "rated_role"]
        rows.append(
            {
                "month": month,
                "round": status,
                "basis": group["basis"].iloc[0],
                "roles_rated": int(is_complete.sum()),
                "roles_due": len(group),
                "lacking": ", ".join(lacking),
                "thresholds": _thresholds(str(month), settings),
                "rows": SEPARATOR.join(filter(None, group["rows"])),
            }
        )
    return _round_frame(rows)


def no_rounds() -> pd.DataFrame:
    """The rounds of a run that lists no role to be rated: no row (see ``rating_rounds``)."""
    return _round_frame([])


def _round_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_ROUND_TYPES)).astype(_ROUND_TYPES)


def rating_counts(tables: Mapping[str, pd.DataFrame], _: RecordSettings) -> Iterator[Count]:
    """Count rounds: those that are due, and those that were held; where nobody is rated, none.

    Args:
        tables: with ``rating_rounds``.
    """
    rounds = tables[ROUNDS]
    if rounds.empty:
        return
    held = rounds[rounds["round"] == HELD]
    yield Count("ratings.rounds_due", len(rounds), "rating_round", tuple(rounds["month"]))
    yield Count("ratings.rounds_held", len(held), "rating_round", _codes(held["rows"]))


def _codes(cells: pd.Series[str]) -> tuple[str, ...]:
    return tuple(code for cell in cells for code in cell.split(SEPARATOR))


def _thresholds(month: str, settings: RecordSettings) -> str:
    policy = settings.rating_policy
    version = policy.version(last_day(month)) if policy else None
    if policy is None or version is None:
        return ""
    words = policy.words(settings.language)
    shares = version.at_least.items() if version.has_thresholds else ()
    return SEPARATOR.join(f"{words[level].short}:{float(share or 0):g}" for level, share in shares)


def _criteria(sheets: pd.DataFrame) -> dict[str, dict[str, Fraction]]:
    """By sheet, the most points of each of its criteria."""
    by_sheet: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in sheets.pipe(row_dicts):
        # one that gives no points is a finding, and nobody is asked for it
        if row["value"] > 0:
            by_sheet[row["rating_sheet"]].setdefault(row["rating_criterion_id"], _exact(row["value"]))
    return by_sheet


def _scored(ratings: pd.DataFrame) -> defaultdict[tuple[str, str], list[_Mark]]:
    """The rows with points, by month and role; of a criterion that was scored twice the first."""
    there = ratings[ratings["value"].notna()].drop_duplicates(["month", "rated_role", "rating_criterion_id"])
    rows: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    for row in there.pipe(row_dicts):
        scored = _Mark(row["rating_id"], row["rating_criterion_id"], _exact(row["value"]))
        rows[row["month"], row["rated_role"]].append(scored)
    return rows


def _result(
    month: str,
    role: str,
    scored: Sequence[_Mark],
    criteria: Mapping[str, Mapping[str, Fraction]],
    settings: RecordSettings,
) -> dict[str, Any]:
    sheets = [name for name, codes in criteria.items() if any(row.criterion in codes for row in scored)]
    sheet = criteria[sheets[0]] if len(sheets) == 1 else {}
    counted = [row for row in scored if row.criterion in sheet]
    version = settings.rating_policy.version(last_day(month)) if settings.rating_policy else None
    row: dict[str, Any] = {
        "result": f"{month} {role}",
        "month": month,
        "rated_role": role,
        "rating_sheet": SEPARATOR.join(sheets),
        "criteria_scored": len(counted) if sheet else len(scored),
        "criteria_asked": len(sheet) if sheet else None,
        **dict.fromkeys(("level", "level_name", "level_short", "change"), ""),
        "basis": version.basis if version else "",
        "rows": SEPARATOR.join(rating.rating_id for rating in scored),
    }
    if not sheet or len(counted) < len(sheet):
        reason = "two_sheets" if len(sheets) > 1 else "incomplete" if scored else "not_rated"
        return row | {"reason": reason}
    points = sum((rating.points for rating in counted), Fraction(0))
    most = sum(sheet.values(), Fraction(0))
    percent = points / most * 100
    row |= {"points": float(points), "most": float(most), "percent": float(percent)}
    return row | _level(percent, version, settings)


def _level(percent: Fraction, version: RatingVersion | None, settings: RecordSettings) -> dict[str, str]:
    policy = settings.rating_policy
    if policy is None or version is None:
        return {"reason": "no_version" if policy else "no_policy"}
    level = version.level(percent)
    if not level:
        return {"reason": "no_thresholds"}
    words = policy.words(settings.language)[level]
    return {"reason": "", "level": level, "level_name": words.name, "level_short": words.short}


def _change(before: tuple[str, str] | None, row: Mapping[str, Any], policy: RatingPolicy | None) -> str:
    if before is None or policy is None:
        return ""
    level, basis = before
    if basis != row["basis"]:
        return OTHER_POLICY
    # the best level stands first
    order = list(policy.levels)
    was, now = order.index(level), order.index(row["level"])
    return SAME if was == now else UP if now < was else DOWN


def _exact(number: float) -> Fraction:
    return Fraction(decimal_of(number))
