"""The table of what became of last year's promises: each shortcoming, its criteria, then and now. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.assess.carrying import goes_on
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    import pandas as pd

    from khacphuc.report.charts.context import ChartContext

    Row = tuple[tuple[nodes.Inline, ...], ...]

_NOTHING = "–"


@dataclass(frozen=True)
class Promises:
    """Last year's run beside this year's.

    Attributes:
        context: this year's run.
        criteria: ``assess.criteria.judge``'s result of this year.
        before: the clean tables of the year before.
        class_names: how each class is printed.
    """

    context: ChartContext
    criteria: pd.DataFrame
    before: Mapping[str, pd.DataFrame]
    class_names: Mapping[str, str]

    def table(self, caption: str) -> nodes.Table:
        """Every shortcoming that was to be remedied further: its class, what was planned, its criteria.

        One that this year's report no longer has is listed with that.
        """
        labels = self.context.labels
        return nodes.Table(
            id="bang-chuyen-tiep",
            caption=(nodes.Text(text=caption),),
            columns=tuple(labels[f"column_{name}"] for name in ("promise", "before", "now", "status")),
            rows=tuple(row for shortcoming in self._promised() for row in self._rows(shortcoming)),
            align=("left", "left", "left", "left"),
            widths=(5, 2.2, 2.2, 1.8),
        )

    def _promised(self) -> list[dict[str, Any]]:
        """Last year's shortcomings with ``class`` and ``direction``, in the order of its report."""
        declared = self.before["declared"].drop_duplicates("shortcoming_id")
        joined = (
            self.before["shortcomings"]
            .sort_values("order")
            .merge(declared[["shortcoming_id", "class", "direction"]], on="shortcoming_id", how="left")
        )
        rows = joined.fillna({"class": "", "direction": ""}).pipe(row_dicts)
        now = set(self.context.tables["shortcomings"]["shortcoming_id"])
        return [
            {str(name): cell for name, cell in row.items()}
            for row in rows
            if goes_on(row["class"], "") or row["shortcoming_id"] in now
        ]

    def _rows(self, promised: Mapping[str, Any]) -> Iterator[Row]:
        code, labels = promised["shortcoming_id"], self.context.labels
        shortcomings = self.context.tables["shortcomings"]
        is_here = (shortcomings["shortcoming_id"] == code).any()
        title = nodes.Strong(children=(nodes.Text(text=promised["title"]),))
        before = self.class_names.get(promised["class"], _NOTHING)
        now = self.context.citations.cite(code) if is_here else None
        gone = "" if is_here else labels["promise_gone"]
        yield (title,), _text(before), (now,) if now else _text(_NOTHING), _text(gone)
        if promised["direction"]:
            yield _text(labels["promise"].format(direction=promised["direction"])), (), (), ()
        if not is_here:
            return
        rows = self.context.tables["criteria"].drop_duplicates("criterion_id")
        statuses = dict(zip(self.criteria["criterion_id"], self.criteria["status"], strict=True))
        for row in rows[rows["shortcoming_id"] == code].pipe(row_dicts):
            actual = self.context.citations.cite(row["figure"]) if row["figure"] else None
            baseline = self.context.resolve(row["baseline"]) if row["baseline"] else None
            yield (
                _text(row["aspect"]),
                _text(self.context.number(baseline) if baseline else row["baseline"] or _NOTHING),
                (actual,) if actual else _text(_NOTHING),
                _text(labels[f"status_{statuses[row['criterion_id']]}"]),
            )


def _text(text: str) -> tuple[nodes.Inline, ...]:
    return (nodes.Text(text=text),) if text else ()
