"""Charts of how things stand: targets, shortcomings with their criteria, documents in time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.assess.criteria import holds
from khacphuc.assess.targets import totals
from khacphuc.errors import ParameterError
from khacphuc.report.charts.context import Charted, figure
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.data.values import Value
    from khacphuc.report.charts.bars import Bar
    from khacphuc.report.charts.criteria import Criterion
    from khacphuc.report.document import nodes

_AT_LEAST: Final = frozenset({">=", ">"})


def target_chart(charted: Charted, targets: pd.DataFrame, caption: str) -> nodes.Figure:
    """A mark for every target, and the parts that have a figure against what was asked.

    Args:
        charted: the run.
        targets: ``assess.targets.evaluate``'s result.
        caption: what stands below the chart.

    Raises:
        ParameterError: there are no targets.
    """
    from khacphuc.report.charts.targets import Tally, draw  # noqa: PLC0415 - matplotlib is slow to import

    total = totals(targets)
    if not total["all"]:
        raise ParameterError("there are no targets to show; leave the chart out")
    say = charted.say
    bars = _part_bars(charted)
    tallies = [
        Tally(total["met"], "full"),
        Tally(total["not_met"], "empty"),
        Tally(total["missing"], "dashed"),
    ]
    met = say["chart_targets_met"].format(
        ratio=format_ratio(total["met"], total["all"], language=charted.language)
    )
    others = Counter({say["target_not_met"]: total["not_met"], say["target_missing"]: total["missing"]})
    told = ", ".join(filter(None, (met, charted.states(others))))
    parts = Counter(say["target_not_met" if bar.falls_short else "target_met"] for bar in bars)
    listed = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    found = say["chart_parts_found"].format(count=charted.count(len(bars)), states=charted.states(parts))
    return figure(
        "hinh-targets-tat-ca",
        caption,
        [told, f"{found}: {listed}" if bars else ""],
        lambda: draw(told, tallies, bars, say["threshold"], salt="hinh-targets"),
    )


def _part_bars(charted: Charted) -> list[Bar]:
    from khacphuc.report.charts.bars import Bar  # noqa: PLC0415

    bars = []
    for part in charted.tables["target_parts"].to_dict("records"):
        actual, threshold = charted.resolve(part["figure"]), charted.resolve(part["threshold"])
        # a share of what was asked is only told where more is better
        if actual is None or threshold is None or part["count"] == 0 or part["comparator"] not in _AT_LEAST:
            continue
        reached = holds(actual, part["comparator"], threshold)
        if reached is None or threshold.exact <= 0 or actual.exact < 0:
            continue
        status = charted.say["target_met" if reached else "target_not_met"]
        text = charted.say["chart_part"].format(
            actual=_printed(charted, part["figure"], actual),
            threshold=_printed(charted, part["threshold"], threshold),
            status=status,
        )
        share = float(actual.exact / threshold.exact)
        bars.append(Bar(part["statement"], share, text, falls_short=not reached))
    return bars


def _printed(charted: Charted, code: str, value: Value) -> str:
    citable = charted.citations.citables.get(code)
    return charted.qualified(code, citable.text) if citable else charted.number(value)


def criteria_chart(
    charted: Charted,
    criteria: pd.DataFrame,
    caption: str,
    *,
    computed: Mapping[str, str] | None = None,
) -> nodes.Figure:
    """Every shortcoming with the class that was declared, and its criteria.

    Args:
        charted: the run.
        criteria: ``assess.criteria.judge``'s result.
        caption: what stands below the chart.
        computed: the words of the computed class of each shortcoming, for analysts; a document prints
            declared classes only.

    Raises:
        ParameterError: there are no shortcomings.
    """
    from khacphuc.report.charts.criteria import Shortcoming, draw  # noqa: PLC0415

    shortcomings = charted.tables["shortcomings"].sort_values(["order", "shortcoming_id"])
    if shortcomings.empty:
        raise ParameterError("there are no shortcomings to show; leave the chart out")
    say, shown, told = charted.say, [], []
    for shortcoming in shortcomings.to_dict("records"):
        code = shortcoming["shortcoming_id"]
        declared = charted.citations.citables.get(code)
        classes = [
            say["chart_class_declared"].format(name=declared.text if declared else say["chart_class_none"])
        ]
        if computed is not None:
            classes.append(say["chart_class_computed"].format(name=computed[code]))
        name = say["chart_shortcoming"].format(order=shortcoming["order"])
        own = _criteria(charted, criteria[criteria["shortcoming_id"] == code])
        shown.append(Shortcoming(name, tuple(classes), tuple(own)))
        listed = "; ".join(f"{one.aspect}: {one.told}" for one in own)
        told.append(f"{name}. {'. '.join(classes)}. {listed}")
    states = Counter(say[f"status_{status}"] for status in criteria["status"])
    found = say["chart_criteria_found"].format(
        count=charted.count(len(criteria)), states=charted.states(states)
    )
    return figure("hinh-criteria", caption, [found, *told], lambda: draw(shown, salt="hinh-criteria"))


def _criteria(charted: Charted, own: pd.DataFrame) -> list[Criterion]:
    from khacphuc.report.charts.criteria import Criterion  # noqa: PLC0415

    say = charted.say
    aspects = charted.tables["criteria"].set_index("criterion_id")["aspect"]
    shown = []
    for row in own.to_dict("records"):
        basis = say[f"chart_basis_{row['kind']}"]
        basis = say["chart_basis_proxy"].format(basis=basis) if row["proxy"] else basis
        told = say["chart_criterion"].format(status=say[f"status_{row['status']}"], basis=basis)
        shown.append(Criterion(aspects[row["criterion_id"]], row["status"], told))
    return shown


def document_chart(charted: Charted, caption: str, codes: Sequence[str] = ()) -> nodes.Figure:
    """Documents on a line of time.

    Args:
        charted: the run.
        caption: what stands below the chart.
        codes: which documents; all that have a date where none is named.

    Raises:
        ParameterError: a code is no document's, a document named has no date, or none has one.
    """
    from khacphuc.report.charts.timeline import Event, draw  # noqa: PLC0415

    documents = {row["document_id"]: row for row in charted.tables["documents"].to_dict("records")}
    for code in codes:
        if code not in documents:
            near = charted.citations.nearest(code)
            raise ParameterError(
                f"no document has the code {code}{f'; did you mean {near}?' if near else ''}"
            )
        if pd.isna(documents[code]["issued_on"]):
            raise ParameterError(f"the document {code} has no date of issue; leave it out, or fill it in")
    rows = [documents[code] for code in codes] or [
        row for row in documents.values() if not pd.isna(row["issued_on"])
    ]
    if not rows:
        raise ParameterError("no document has a date of issue; leave the chart out")
    events = [
        Event(
            row["issued_on"].date(), format_date(row["issued_on"].date()), _named(charted, row), row["type"]
        )
        for row in sorted(rows, key=lambda row: row["issued_on"])
    ]
    found = charted.say["chart_documents_found"].format(
        count=charted.count(len(events)), first=events[0].told, last=events[-1].told
    )
    name = "-".join(("hinh-timeline", *(codes or ("tat-ca",))))
    listed = "; ".join(f"{event.told}: {event.text}" for event in events)
    return figure(name, caption, [found, listed], lambda: draw(events, salt=name))


def _named(charted: Charted, row: Mapping[Any, Any]) -> str:
    """A document in short, with its subject."""
    short, subject = charted.citations.citables[row["document_id"]].text, str(row["subject"])
    if short == subject:
        return short
    return charted.say["chart_document"].format(name=short, subject=f"{subject[:1].lower()}{subject[1:]}")
