"""Where runs stand with what their schedule says: an event that failed is a failure wherever one asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from khacphuc.errors import KhacphucError
from khacphuc.run.states import read_states
from khacphuc.schedule.event_record import read_ledger

if TYPE_CHECKING:
    from collections.abc import Container

    from khacphuc.project.layout import Layout
    from khacphuc.run.states import RunState
    from khacphuc.schedule.event_record import FailedEvent, Ledger

_PLAIN: Final = frozenset({"failed", "blocked"})
"""States that say by themselves what has to be mended."""
_ROUNDED: Final = timedelta(seconds=2)
"""Moments of rows are whole seconds of a clock that began with the pass; those of files are exact."""


def standings(layout: Layout) -> list[RunState]:
    """Where all runs stand, by their folders and the record of their events."""
    states = read_states(layout)
    runs = frozenset(state.run for state in states)
    return [_standing(layout, state, runs) for state in states]


def _standing(layout: Layout, state: RunState, runs: Container[str]) -> RunState:
    try:
        ledger = read_ledger(layout, state.run)
    except (KhacphucError, OSError) as error:
        return state if state.state == "failed" else replace(state, state="failed", why=str(error))
    return with_failures(state, ledger, runs)


def with_failures(state: RunState, ledger: Ledger, runs: Container[str]) -> RunState:
    """Where a run stands: failed, where an event of its schedule was not done and nobody has done it since.

    Pure.

    Args:
        state: by what lies in its folders.
        ledger: what became of its events.
        runs: all runs there are.
    """
    if state.state in _PLAIN:
        return state
    lasting = [failure for failure in ledger.failures() if _is_lasting(failure, state, runs)]
    if not lasting:
        return state
    last = max(lasting, key=lambda failure: failure.at)
    why = f"{last.event}, {last.due:%d/%m/%Y %H:%M}"
    return replace(state, state="failed", why=f"{why}: {last.detail}" if last.detail else why)


def _is_lasting(failure: FailedEvent, state: RunState, runs: Container[str]) -> bool:
    """Whether nobody has done since what an event did not, and the run is in the state it was in then."""
    if failure.state not in {"", state.state}:
        return False
    kind, _, target = failure.event.partition(" ")
    if kind == "open":
        return target not in runs
    changed = datetime.fromtimestamp(state.changed_at / 1e9, UTC)
    return changed <= failure.at + _ROUNDED
