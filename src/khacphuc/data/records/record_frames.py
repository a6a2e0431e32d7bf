"""What is computed of the tables an office keeps, as frames beside the clean tables of a run. Pure.

``10_clean`` makes them, so that the checks, the report and people with a notebook see the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.records.counts import count_frame
from khacphuc.data.records.papers import meeting_counts, paper_counts
from khacphuc.data.records.plan import plan_counts
from khacphuc.data.records.progress import plan_progress
from khacphuc.data.records.ratings import RESULTS, ROUNDS, rating_counts, rating_results, rating_rounds
from khacphuc.data.records.scores import score_counts, scored_units
from khacphuc.data.records.supervision import supervision_counts
from khacphuc.data.values import TABLE_COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from khacphuc.data.records.counts import Count
    from khacphuc.data.records.settings import RecordSettings

    Tables = Mapping[str, pd.DataFrame]
    Make = Callable[[Tables, RecordSettings], pd.DataFrame]
    Counter = Callable[[Tables, RecordSettings], Iterable[Count]]


FRAME_MAKERS: Final[dict[str, Make]] = {
    "plan_progress": plan_progress,
    RESULTS: rating_results,
    ROUNDS: rating_rounds,
    "unit_scores": scored_units,
}
"""What is computed, by its name (see ``RECORD_SYSTEMS``): tables and the frames before it in, a frame out."""
COUNTERS: Final[dict[str, Counter]] = {
    "measures": plan_counts,
    "meetings": meeting_counts,
    "papers": paper_counts,
    "supervision": supervision_counts,
    "ratings": rating_counts,
    "scores": score_counts,
}
"""By what the codes of a system begin with, the function that counts: tables and frames in, counts out.

What nobody recorded is not counted: it has no row, which is not 0.
"""


def with_records(
    tables: dict[str, pd.DataFrame], settings: RecordSettings | None, language: str = "vi"
) -> dict[str, pd.DataFrame]:
    """The clean tables with the frames of ``FRAME_MAKERS`` and with ``table_counts``, those that have rows.

    Args:
        tables: not changed.
        settings: the day they are looked at; without it nothing is computed.
        language: of labels and units.
    """
    if settings is None:
        return tables
    known = dict(tables)
    for name, make in FRAME_MAKERS.items():
        known[name] = make(known, settings)
    counts = (count for counter in COUNTERS.values() for count in counter(known, settings))
    known[TABLE_COUNTS] = count_frame(counts, settings.as_of, language)
    return {name: frame for name, frame in known.items() if name in tables or not frame.empty}
