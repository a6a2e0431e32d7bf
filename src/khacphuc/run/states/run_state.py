"""Where each run stands, from what lies in its folders and never from an exit code. Quick, and no pandas.

What is looked at, of one run:

- ``params/<run>.yml``: whether it is to be a draft or final, and who signs off;
- ``reports/<run>/run.json``: what is published, of which inputs;
- ``.runs/<run>/attempt``: what a run left that published nothing; ``.runs/<run>/check``: the last check. What
  they say counts where nothing is published, or where inputs have changed since it was;
- ``history/<run>``: versions and sign-offs; ``data/raw/<run>/receipts.csv``: what units have sent.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from khacphuc.config.parameters import load_parameters
from khacphuc.errors import KhacphucError
from khacphuc.locale import TOOL
from khacphuc.project.offices import find_office
from khacphuc.project.papers import is_paper, run_of
from khacphuc.project.runs import existing_runs
from khacphuc.run.states.traces import RunTraces, read_traces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from khacphuc.config.parameters import RunParameters
    from khacphuc.data.returns.arrival_count import ArrivalCount
    from khacphuc.project.layout import Layout

StateName = Literal[
    "awaiting",
    "gathering",
    "draft",
    "blocked",
    "ready_to_sign",
    "issued",
    "superseded",
    "stale",
    "failed",
]
"""Where a run stands.

- ``awaiting``: nothing was made or checked yet, and no unit has sent anything.
- ``gathering``: units have sent reports; nothing is published yet.
- ``draft``: a draft is published as the inputs are now, or could be: the last check stops nothing.
- ``blocked``: critical findings withhold the report.
- ``ready_to_sign``: what is to be final is checked and can be published, or is published and some role has
  not approved it.
- ``issued``: every role has approved what is published, and inputs are as they were.
- ``superseded``: a version was issued, and another has been published in its place that is not.
- ``stale``: inputs have changed since what is published was made.
- ``failed``: the last run failed, or parameters or records cannot be read.
"""
STATE_NAMES: Final[tuple[StateName, ...]] = get_args(StateName)


@dataclass(frozen=True)
class RunState:
    """Where a run stands.

    Attributes:
        run: the run.
        state: see ``StateName``.
        office: whose run it is; empty where that cannot be said.
        year: of the report; None where the parameters cannot be read.
        language: of the run.
        document_status: draft, final or reconstruction, as the parameters have it.
        rate: how many of the reports of its units came in; None where it asks for none.
        blocked: how many critical findings withhold the report.
        findings: of what is published, or of the last attempt or check, by severity.
        answered: how many of them have an answer, by severity.
        sign_offs: by role its decision about what is published; empty where it is awaited.
        version: the number of what is published; 0 where it is no version.
        issued: the number of the last issued version; 0 where there is none.
        is_published: whether there is a report to read.
        review: where the newest review page lies, from the root; empty where there is none.
        papers: the ids of board papers and comparisons that are published beside it.
        why: what the last run failed with, or what cannot be read.
        parameters: of the run; None where they cannot be read.
        changed_at: when commands last left something in its folders, in nanoseconds; 0 where none did.
        next_event: the next event of its schedule; empty where there is none. Whoever knows the schedule
            fills it in.
        next_at: when that is.
    """

    run: str
    state: StateName
    office: str = ""
    year: int | None = None
    language: str = TOOL
    document_status: str = ""
    rate: ArrivalCount | None = None
    blocked: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    sign_offs: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    issued: int = 0
    is_published: bool = False
    review: str = ""
    papers: tuple[str, ...] = ()
    why: str = ""
    parameters: RunParameters | None = field(default=None, repr=False, compare=False)
    changed_at: int = field(default=0, compare=False)
    next_event: str = ""
    next_at: datetime | None = None


def read_states(layout: Layout, *, office: str = "") -> list[RunState]:
    """Where the runs of a project stand.

    Args:
        layout: the project.
        office: only the runs of this one; empty for all.

    Returns:
        A state for each run, in the order of offices, then years (the last first), then ids.
    """
    papers = _papers(layout)
    states = (read_state(layout, run, papers=papers.get(run, ())) for run in existing_runs(layout))
    chosen = [state for state in states if not office or state.office == office]
    return sorted(chosen, key=lambda state: (state.office, -(state.year or 0), state.run))


def read_state(layout: Layout, run: str, *, papers: tuple[str, ...] = ()) -> RunState:
    """Where a run stands; what cannot be read is a state, too.

    Args:
        layout: the project.
        run: the run.
        papers: the ids of what is published beside it.
    """
    failed = RunState(run, "failed", is_published=layout.published_report(run).is_dir(), papers=papers)
    try:
        file = layout.parameters(run)
        parameters = load_parameters(file, filename=layout.relative(file))
        failed = replace(
            failed,
            office=parameters.office or find_office(layout, run),
            year=parameters.year,
            language=parameters.language,
            document_status=parameters.status,
            parameters=parameters,
        )
        traces = read_traces(layout, run, parameters, failed.office)
    except (KhacphucError, OSError, ValueError, TypeError, KeyError) as error:
        return replace(failed, why=str(error))
    trace = traces.newest
    return replace(
        failed,
        state=state_of(traces, parameters.status),
        rate=traces.rate,
        blocked=trace.blocking if trace else 0,
        findings=traces.findings,
        answered=traces.answered,
        sign_offs=traces.sign_offs,
        version=traces.version,
        issued=traces.issued,
        is_published=traces.record is not None,
        review=traces.review,
        changed_at=traces.changed_at,
        why=trace.error if trace else "",
    )


def state_of(traces: RunTraces, status: str) -> StateName:
    """Where a run stands by what it has left. Pure.

    Args:
        traces: what lies in its folders.
        status: of its document, as the parameters have it.
    """
    trace = traces.newest
    if trace and (trace.is_failed or trace.blocking):
        return "failed" if trace.is_failed else "blocked"
    if trace and trace.is_current:  # a check that stops nothing
        return "ready_to_sign" if status != "draft" else "stale" if traces.record else "draft"
    if traces.record is None:
        return "gathering" if traces.rate and traces.rate.came else "awaiting"
    if traces.is_stale:
        return "stale"
    if traces.issued:
        return "issued" if traces.issued == traces.version else "superseded"
    return "draft" if (traces.record.document_status or status) == "draft" else "ready_to_sign"


def _papers(layout: Layout) -> dict[str, tuple[str, ...]]:
    """The board papers and comparisons that are published, by their run."""
    names: list[str] = []
    with suppress(OSError):
        names = sorted(name for name in os.listdir(layout.root / "reports") if is_paper(name))  # noqa: PTH208
    papers: dict[str, tuple[str, ...]] = {}
    for name in names:
        run = run_of(name)
        papers[run] = (*papers.get(run, ()), name)
    return papers
