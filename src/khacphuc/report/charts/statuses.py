"""Charts of states: targets, shortcomings with their criteria, documents in time.

A function takes the run's ``ChartContext`` and the assessment's table, and returns the chart as a block.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.assess.criteria import holds
from khacphuc.assess.targets import totals
from khacphuc.data.computed import NO_AMOUNTS
from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import ChartContext, figure
from khacphuc.report.gauge import share_of
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.data.values import Value
    from khacphuc.report.charts.bars import ChartBar
    from khacphuc.report.charts.criteria import Criterion
    from khacphuc.report.document import nodes

# a day that cannot be read, as 31/02/2022, is none: taking the chart out would only hide the cell
_DATE_REMEDY: Final = (
    "write it in the column issued_on of documents, as 05/4/2021, or leave it out of the chart"
)
_AT_LEAST: Final = frozenset({">=", ">"})


def target_chart(
    context: ChartContext, targets: pd.DataFrame, caption: str, *, parts_key: str = "chart_parts_found"
) -> nodes.Figure:
    """A mark for every target, and the parts that have a figure against their thresholds.

    Args:
        context: the run.
        targets: ``assess.targets.evaluate``'s result.
        caption: what stands below the chart.
        parts_key: of the words before the parts; analysts see those without a bar in a table as well.

    Raises:
        ParameterError: there are no targets.
    """
    from khacphuc.report.charts.targets import Tally, draw_targets  # noqa: PLC0415 - matplotlib is slow to import

    total = totals(targets)
    if not total["all"]:
        raise ParameterError("there are no targets to show", remedy="leave the chart out")
    labels = context.labels
    bars = _part_bars(context)
    tallies = [
        Tally(total["met"], "full", labels["target_met"]),
        Tally(total["not_met"], "empty", labels["target_not_met"]),
        Tally(total["missing"], "dashed", labels["target_missing"]),
    ]
    met = labels["chart_targets_met"].format(
        ratio=format_part(total["met"], total["all"], language=context.language)
    )
    others = Counter({labels["target_not_met"]: total["not_met"], labels["target_missing"]: total["missing"]})
    title = ", ".join(filter(None, (met, context.states(others))))
    parts = Counter(labels["target_not_met" if bar.falls_short else "target_met"] for bar in bars)
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    summary = labels[parts_key].format(count=context.count(len(bars)), states=context.states(parts))
    return figure(
        context,
        "hinh-targets-tat-ca",
        " ".join(filter(None, (caption, _without_bars(context)))),
        [title, f"{summary}: {listed}" if bars else ""],
        lambda: draw_targets(title, tallies, bars, labels["threshold"], salt="hinh-targets"),
    )


def _without_bars(context: ChartContext) -> str:
    """Which parts have no bar, as their numbers have no length; empty where there are none."""
    statements = [
        part["statement"]
        for part in context.tables["target_parts"].pipe(row_dicts)
        for actual in (context.resolve(part["figure"]),)
        if actual is not None and actual.kind in NO_AMOUNTS
    ]
    return context.labels["chart_no_bars"].format(parts="; ".join(statements)) if statements else ""


def _part_bars(context: ChartContext) -> list[ChartBar]:
    from khacphuc.report.charts.bars import ChartBar  # noqa: PLC0415

    bars = []
    for part in context.tables["target_parts"].pipe(row_dicts):
        actual, threshold = context.resolve(part["figure"]), context.resolve(part["threshold"])
        # a share of the threshold means something only where more is better
        if actual is None or threshold is None or part["count"] == 0 or part["comparator"] not in _AT_LEAST:
            continue
        reached = holds(actual, part["comparator"], threshold)
        share = share_of(actual, threshold)
        if reached is None or share is None:
            continue
        status = context.labels["target_met" if reached else "target_not_met"]
        text = context.labels["chart_part"].format(
            actual=_printed(context, part["figure"], actual),
            threshold=_printed(context, part["threshold"], threshold),
            status=status,
        )
        bars.append(ChartBar(part["statement"], float(share), text, falls_short=not reached))
    return bars


def _printed(context: ChartContext, code: str, value: Value) -> str:
    citable = context.citations.citables.get(code)
    return context.qualified(code, citable.text) if citable else context.number(value)


def criteria_chart(
    context: ChartContext,
    criteria: pd.DataFrame,
    caption: str,
    *,
    computed: Mapping[str, str] | None = None,
) -> nodes.Figure:
    """Every shortcoming with the class that was declared, and its criteria.

    Args:
        context: the run.
        criteria: ``assess.criteria.judge``'s result.
        caption: what stands below the chart.
        computed: the words of the computed class of each shortcoming, for analysts; a document prints
            declared classes only.

    Raises:
        ParameterError: there are no shortcomings.
    """
    from khacphuc.report.charts.criteria import Shortcoming, draw_criteria  # noqa: PLC0415

    shortcomings = context.tables["shortcomings"].sort_values(["order", "shortcoming_id"])
    if shortcomings.empty:
        raise ParameterError("there are no shortcomings to show", remedy="leave the chart out")
    labels, drawn_rows, sentences = context.labels, [], []
    for shortcoming in shortcomings.pipe(row_dicts):
        code = shortcoming["shortcoming_id"]
        declared = context.citations.citables.get(code)
        declared_name = declared.text if declared else labels["chart_class_none"]
        classes = [labels["chart_class_declared"].format(name=declared_name)]
        if computed is not None:
            classes.append(labels["chart_class_computed"].format(name=computed[code]))
        name = labels["chart_shortcoming"].format(order=shortcoming["order"])
        marked = _criteria(context, criteria[criteria["shortcoming_id"] == code])
        drawn_rows.append(Shortcoming(name, tuple(classes), tuple(marked)))
        listed = "; ".join(f"{criterion.aspect}: {criterion.text}" for criterion in marked)
        sentences.append(f"{name}. {'. '.join(classes)}. {listed}")
    states = Counter(labels[f"status_{status}"] for status in criteria["status"])
    summary = labels["chart_criteria_found"].format(
        count=context.count(len(criteria)), states=context.states(states)
    )
    return figure(
        context,
        "hinh-criteria",
        caption,
        [summary, *sentences],
        lambda: draw_criteria(drawn_rows, salt="hinh-criteria"),
    )


def _criteria(context: ChartContext, rows: pd.DataFrame) -> list[Criterion]:
    from khacphuc.report.charts.criteria import Criterion  # noqa: PLC0415

    labels = context.labels
    # rows with a mistake are drawn all the same: a preview shows what there is
    aspects = context.tables["criteria"].drop_duplicates("criterion_id").set_index("criterion_id")["aspect"]
    criteria = []
    for row in rows.pipe(row_dicts):
        basis = labels[f"chart_basis_{row['kind'] or 'judged'}"]
        basis = labels["chart_basis_proxy"].format(basis=basis) if row["proxy"] else basis
        text = labels["chart_criterion"].format(status=labels[f"status_{row['status']}"], basis=basis)
        criteria.append(Criterion(aspects[row["criterion_id"]], row["status"], text))
    return criteria


def document_chart(context: ChartContext, caption: str, codes: Sequence[str] = ()) -> nodes.Figure:
    """Documents on a line of time.

    Args:
        context: the run.
        caption: what stands below the chart.
        codes: which documents; all that have a date where none is named.

    Raises:
        ParameterError: a code is no document's, a document named has no date, or none has one.
    """
    from khacphuc.report.charts.timeline import Event, draw_timeline  # noqa: PLC0415

    documents = {row["document_id"]: row for row in context.tables["documents"].pipe(row_dicts)}
    for code in codes:
        if code not in documents:
            raise ParameterError(f"no document has the code {code}", remedy=context.hint(code))
        if pd.isna(documents[code]["issued_on"]):
            raise ParameterError(f"the document {code} has no date of issue", remedy=_DATE_REMEDY)
    rows = [documents[code] for code in codes] or [
        row for row in documents.values() if not pd.isna(row["issued_on"])
    ]
    if not rows:
        raise ParameterError("no document has a date of issue", remedy=_DATE_REMEDY)
    events = [
        Event(
            row["issued_on"].date(),
            format_date(row["issued_on"].date()),
            _document_label(context, row),
            row["type"],
        )
        for row in sorted(rows, key=lambda row: row["issued_on"])
    ]
    summary = context.labels["chart_documents_found"].format(
        count=context.count(len(events)), first=events[0].printed, last=events[-1].printed
    )
    name = "-".join(("hinh-timeline", *(codes or ("tat-ca",))))
    listed = "; ".join(f"{event.printed}: {event.text}" for event in events)
    return figure(context, name, caption, [summary, listed], lambda: draw_timeline(events, salt=name))


def _document_label(context: ChartContext, row: Mapping[Any, Any]) -> str:
    """A document in short, with its subject."""
    short, subject = context.citations.citables[row["document_id"]].text, str(row["subject"])
    if short == subject:
        return short
    return context.labels["chart_document"].format(name=short, subject=f"{subject[:1].lower()}{subject[1:]}")
