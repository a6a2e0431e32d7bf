"""The page of returns: which units reported, who is missing or late, what is doubtful, and the totals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from khacphuc.data.gathered.return_frames import last_arrival
from khacphuc.data.returns.report_states import ReportState
from khacphuc.locale import words
from khacphuc.project.files import write_text
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import write_page
from khacphuc.review.returns_rows import DOUBT, MOST_DOUBTS, SYMBOLS, ReturnRows
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.config.parameters import RunParameters
    from khacphuc.inputs import Inputs

RETURNS_PAGE: Final = "returns.html"
"""The file of the page, beside the report."""

_TEMPLATE: Final = Path(__file__).parent / "templates" / "returns.html.j2"
_LISTED: Final = (ReportState.INCOMPLETE, ReportState.NOT_COUNTED, ReportState.RECEIVED)
"""The states whose reports are listed by unit and period; missing and late ones have lists of their own."""


def write_returns_page(inputs: Inputs, gathered: Mapping[str, pd.DataFrame]) -> None:
    """Write ``returns.html`` of a run.

    Args:
        inputs: the run.
        gathered: what ``05_returns`` gathered.
    """
    page = to_returns_page(gathered, inputs.typed_tables, inputs.parameters)
    write_text(inputs.workspace.report(RETURNS_PAGE), page)


def to_returns_page(
    gathered: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame], parameters: RunParameters
) -> str:
    """The page of returns as HTML: one file, offline, without scripts.

    Args:
        gathered: the frames expected, forms, faults, rates and totals.
        tables: collections, units and indicators, for what codes are called.
        parameters: of the run.
    """
    language = parameters.language
    labels = words(language, "returns")
    rows = ReturnRows(gathered, tables, language)
    doubts = len(rows.doubts)
    return write_page(
        _TEMPLATE,
        parameters,
        returns=labels,
        verdict=_verdict(rows, language),
        as_of=_as_of(gathered, parameters),
        parents=rows.choices,
        collections=[_collection(rows, code) for code in rows.collections],
        legend=[(state.value, SYMBOLS[state], labels[f"state_{state}"]) for state in _states(rows)],
        doubt=DOUBT,
        missing=rows.missing(),
        late=rows.late(),
        listed=[
            (state.value, labels[f"listed_{state}"], rows.count(state), rows.listed(state))
            for state in _LISTED
            if rows.count(state)
        ],
        counts={state.value: rows.count(state) for state in ReportState},
        doubts=doubts,
        doubt_groups=rows.doubt_groups(),
        more_doubts=max(doubts - MOST_DOUBTS, 0),
        totals=rows.totals(),
    )


def _as_of(gathered: Mapping[str, pd.DataFrame], parameters: RunParameters) -> str:
    """Of which day a draft tells; empty where everything is due."""
    day = last_arrival(gathered["forms"]) if parameters.status == "draft" else None
    return words(parameters.language, "returns")["as_of"].format(day=format_date(day)) if day else ""


def _states(rows: ReturnRows) -> list[ReportState]:
    """The states the map needs to explain: those there are, and the three everybody expects."""
    always = {ReportState.ON_TIME, ReportState.LATE, ReportState.MISSING}
    return [state for state in ReportState if state in always or rows.count(state)]


def _verdict(rows: ReturnRows, language: str) -> dict[str, Any]:
    """How many reports came, and what is to be done, by the place on the page that lists it."""
    labels = words(language, "returns")
    expected = len(rows.states)
    missing = rows.count(ReportState.MISSING)
    came = expected - missing - rows.count(ReportState.AWAITED)
    numbers = {"came": count(came, language), "expected": count(expected, language)}
    tasks = {
        "missing": missing,
        "late": rows.count(ReportState.LATE),
        "incomplete": rows.count(ReportState.INCOMPLETE),
        "not_counted": rows.count(ReportState.NOT_COUNTED),
        "received": rows.count(ReportState.RECEIVED),
        "doubts": rows.doubtful,
    }
    sentences = [
        (anchor, labels.counted(f"todo_{anchor}", number).format(count=count(number, language)))
        for anchor, number in tasks.items()
        if number
    ]
    return {"text": labels.counted("verdict", expected).format(**numbers), "tasks": sentences}


def _collection(rows: ReturnRows, code: str) -> dict[str, Any]:
    """A form: its rates for the year, by period and by parent, and its map."""
    return {
        "title": rows.names.form(code),
        "year": rows.rates_of(code),
        "periods": rows.rates_of(code, by="period"),
        "parents": rows.rates_of(code, by="parent"),
        "heads": rows.heads(code),
        "map": rows.map_of(code),
    }
