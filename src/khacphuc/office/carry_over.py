"""What goes from one year's run to the next: shortcomings that are not remedied, and what judges them.

The earlier run is read from its raw tables and assessed here, published or not. What next year measures again
is carried over with its indicator and unit and without its number; last year's number is the baseline.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khacphuc.assess.carrying import carried_over
from khacphuc.data.records.of_run import record_settings
from khacphuc.errors import ParameterError
from khacphuc.inputs import Inputs
from khacphuc.office.next_rows import NextRows
from khacphuc.office.open_records import OpenRecords, open_records
from khacphuc.project.workspace import Workspace
from khacphuc.run.preconditions import check_preconditions

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters
    from khacphuc.office.next_rows import AwaitedFigure
    from khacphuc.project.layout import Layout


@dataclass(frozen=True)
class CarryOver:
    """What a run takes over from another.

    Attributes:
        run: the other run.
        parameters: its parameters.
        prose: its prose.
        tables: the rows to begin with, by table.
        orders: of each shortcoming that goes on, its place there and here.
        remedied: the shortcomings that do not go on.
        awaited: the figures that are needed again.
        judged: the criteria that wait for a judgement.
        indicators: the names of all indicators, by code.
        ended: indicators that no longer hold, with the day they ended and what used them.
        left_open: what the records besides figures leave open.
    """

    run: str
    parameters: RunParameters
    prose: str
    tables: dict[str, list[dict[str, str]]]
    orders: dict[str, tuple[int, int]]
    remedied: tuple[str, ...]
    awaited: tuple[AwaitedFigure, ...]
    judged: tuple[str, ...]
    indicators: dict[str, str]
    ended: tuple[tuple[str, dt.date, tuple[str, ...]], ...]
    left_open: OpenRecords = field(default_factory=OpenRecords)


def carry_over(layout: Layout, run: str, *, office: str, year: int) -> CarryOver:
    """Take over from a run what the next one begins with.

    Args:
        layout: the project.
        run: the earlier run.
        office: of the new run.
        year: the new run is about.

    Raises:
        UsageError: there is no such run, or it cannot be read, is another office's or of no earlier year.
        AssessmentError: the policy covers some combination of statuses by no rule.
    """
    parameters = check_preconditions(layout, run)
    place = layout.relative(layout.parameters(run))
    inputs = Inputs(Workspace(layout, run, layout.runs(run) / "new", fallback=False), from_raw=True)
    if inputs.office != office:
        raise ParameterError(
            f"run {run} is of the office {inputs.office or '(none)'}",
            place=place,
            expected=f"one of {office}",
        )
    if parameters.year >= year:
        raise ParameterError(
            f"run {run} is about {parameters.year}", place=place, expected=f"a year before {year}"
        )
    tables = inputs.used_tables
    going = carried_over(inputs.assess().assessments)
    following = NextRows(tables, going, run, dt.date(year, 12, 31))
    left_open = open_records(tables, going, record_settings(inputs.workspace, parameters).as_of)
    names = zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True)
    return CarryOver(
        run=run,
        parameters=parameters,
        prose=inputs.prose,
        tables=following.rows() | left_open.rows,
        orders=following.orders,
        remedied=following.remedied,
        awaited=following.awaited,
        judged=following.judged,
        indicators=dict(names),
        ended=following.ended,
        left_open=left_open,
    )
