"""Which number is used where places print one quantity differently: answers in, the numbers used out. Pure.

A reconstruction prints what was published. A draft or a final document prints the number that was decided
on, wherever any of the disagreeing figures is cited; whatever is computed, assessed or drawn follows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.data.agreement import comparable_values, range_indicators, year_values
from khacphuc.data.clean import link_targets
from khacphuc.data.computed import fill_computed
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import ACCEPTED, SEPARATOR
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

RECONSTRUCTION: Final = "reconstruction"
"""The status of a document that prints what was published."""

_NUMBER: Final = (
    *("printed", "unit", "kind", "value", "value_to", "numerator", "denominator", "decimals"),
    *("source", "file", "line"),
)
"""What a figure takes over from the figure that is used in its place: its number, and where that stands."""

_CUT: Final = "… "
"""Stands before the digest at the end of a text that was too long to be recorded whole."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about figures that disagree.

    Attributes:
        uses: the code of the figure that is used.
        reason: why, by whom and when.
        name: the finding that was answered: ``SL-10 SL031``.
        file: the table of answers.
        line: the line of the answer.
    """

    uses: str
    reason: str
    name: str = ""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that print one quantity with more than one value, in the order of their table."""

    codes: tuple[str, ...]
    decision: Decision | None = None

    def others(self, code: str) -> tuple[str, ...]:
        """The other figures."""
        return tuple(other for other in self.codes if other != code)


def concept_column(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What each figure counts, definitions aside: its indicator, or the one that is a variant of."""
    indicators, indicator = tables["indicators"], tables["figures"]["indicator"]
    variants = indicators[indicators["variant_of"] != ""]
    named = dict(zip(variants["indicator_id"], variants["variant_of"], strict=True))
    return pd.Series([named.get(code, code) for code in indicator], index=indicator.index, dtype="str")


def disagreements(tables: Mapping[str, pd.DataFrame]) -> dict[str, Disagreement]:
    """The disagreement each figure is part of, by its code.

    Two definitions of one thing (``variant_of``) are two indicators: a statement about one is none about the
    other, so they disagree only once it was decided that one number is used for both.

    Args:
        tables: the clean tables; of ``answers`` those that were accepted, choose a figure of the
            disagreement, and quote all its figures as they are printed now.
    """
    figures = tables["figures"]
    figures = figures[year_values(figures).notna()]
    values = comparable_values(figures, range_indicators(tables["indicators"]))
    by_code: dict[str, Disagreement] = {}
    for codes, rows in _disagreeing(figures, figures["indicator"], values):
        by_code |= dict.fromkeys(codes, Disagreement(codes, _decision(tables["answers"], rows)))
    for codes, rows in _disagreeing(figures, concept_column({**tables, "figures": figures}), values):
        if decision := _decision(tables["answers"], rows):
            by_code |= dict.fromkeys(codes, Disagreement(codes, decision))
    return by_code


def replacements(tables: Mapping[str, pd.DataFrame], status: str) -> dict[str, Decision]:
    """The figures in whose place another number is used, by their code.

    Args:
        tables: the clean tables.
        status: the document's status; a reconstruction replaces nothing.
    """
    if status == RECONSTRUCTION:
        return {}
    figures = tables["figures"]
    values = comparable_values(figures).set_axis(figures["figure_id"])
    values = values[~values.index.duplicated()]
    return {
        code: disagreement.decision
        for code, disagreement in disagreements(tables).items()
        if disagreement.decision and values[code] != values[disagreement.decision.uses]
    }


def with_decisions(
    tables: dict[str, pd.DataFrame], status: str, language: str = "vi"
) -> dict[str, pd.DataFrame]:
    """The clean tables with the numbers that are used.

    Args:
        tables: the clean tables; not changed.
        status: the document's status.
        language: of problems.

    Returns:
        The same tables where nothing is replaced (see ``replacements``). Else ``figures`` with the number
        and the place of the figure that is used, ``computed`` computed of them, ``targets`` linked to them.
    """
    replaced = replacements(tables, status)
    if not replaced:
        return tables
    figures = _replaced(tables["figures"], replaced)
    used = tables | {
        "figures": figures,
        "computed": _computed(tables, figures, replaced, language),
    }
    return used | {"targets": link_targets(used)}


def _replaced(figures: pd.DataFrame, replaced: Mapping[str, Decision]) -> pd.DataFrame:
    first = {code: position for position, code in reversed(list(enumerate(figures["figure_id"])))}
    used = [
        first[replaced[code].uses] if code in replaced else position
        for position, code in enumerate(figures["figure_id"])
    ]
    numbers = figures[list(_NUMBER)].iloc[used].set_axis(figures.index)
    return figures.assign(**{name: numbers[name] for name in _NUMBER})


def _computed(
    tables: Mapping[str, pd.DataFrame], figures: pd.DataFrame, replaced: Collection[str], language: str
) -> pd.DataFrame:
    """The computed numbers, those anew that rest on a replaced figure; one with a problem stays as it is."""
    computed = tables["computed"]
    touched = pd.Series(
        [
            not problem and any(code.partition(":")[0] in replaced for code in _codes(operands, reproduces))
            for operands, reproduces, problem in zip(
                computed["operands"], computed["reproduces"], computed["problem"], strict=True
            )
        ],
        index=computed.index,
        dtype="bool",
    )
    if not touched.any():
        return computed
    blank = computed[touched].assign(value=None, restated=None, restates=None, printed="", working="")
    typed = blank.astype(dict(computed.dtypes))
    filled = fill_computed(typed, figures, language, tables.get(TABLE_COUNTS))
    return pd.concat([computed[~touched], filled]).reindex(computed.index).astype(dict(computed.dtypes))


def _codes(operands: str, reproduces: str) -> Iterable[str]:
    return filter(None, [*operands.split(SEPARATOR), reproduces])


def _disagreeing(
    figures: pd.DataFrame, column: pd.Series, values: pd.Series
) -> Iterator[tuple[tuple[str, ...], list[dict[Any, Any]]]]:
    """The figures that share a cell of a column and have more than one value: their codes and rows."""
    several = figures["value"].notna() & (values.groupby(column).transform("nunique") > 1)
    for _, group in figures[several].groupby(column[several], sort=False):
        yield tuple(group["figure_id"]), group.pipe(row_dicts)


def _decision(answers: pd.DataFrame, rows: list[dict[Any, Any]]) -> Decision | None:
    codes = [row["figure_id"] for row in rows]
    quotes = [f"{row['figure_id']} «{row['printed']}" for row in rows]
    accepted = answers[
        (answers["decision"] == ACCEPTED)
        & answers["uses"].isin(codes)
        & answers["row_id"].isin(codes)
        & (answers["problem"] == "")
    ]
    for answer in accepted.pipe(row_dicts):
        # an answer given about other prints than today's decides nothing about today's
        if all(quote in answer["observed"] for quote in quotes) or _is_cut(answer["observed"]):
            date = format_date(pd.Timestamp(answer["date"]).date())
            return Decision(
                uses=answer["uses"],
                reason=f"{answer['reason']} ({answer['role']}, {date})",
                name=f"{answer['rule']} {answer['row_id']}",
                file=answer["file"],
                line=None if pd.isna(answer["line"]) else int(answer["line"]),
            )
    return None


def _is_cut(observed: str) -> bool:
    """Whether a text was recorded in part; the checks compare its digest."""
    head, _, digest = observed.rpartition(_CUT)
    return bool(head) and len(digest) == 16 and digest.isalnum()  # noqa: PLR2004  (see ``fingerprint.cut``)
