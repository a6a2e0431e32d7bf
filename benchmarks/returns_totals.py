"""Measure how fast values of returns become totals: up to ten million, with how much memory."""

from __future__ import annotations

import resource
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.acceptance import Ratio
from khacphuc.data.returns.expected import expected_reports
from khacphuc.data.returns.totals import return_totals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = (10**6, 10**7)
UNITS, PARENTS, MONTHS = 2000, 60, 12
MOST_SECONDS, MOST_GROWTH = 2.0, 12.0
_METHODS = (("sum", "sum"), ("last", "sum"), ("average", "average"), ("max", "units_with"))


def ratios(rounds: int, sizes: Sequence[int] = SIZES) -> list[Ratio]:
    """Add up as many values as each size says, in turns; the bounds are those of ten million."""
    worlds = [world(size) for size in sizes]
    seconds: list[list[float]] = [[] for _ in sizes]
    cpu = []
    for _ in range(rounds):
        for (values, expected, tables), readings in zip(worlds, seconds, strict=True):
            begin, begin_cpu = time.perf_counter(), time.process_time()
            return_totals(values, expected, tables)
            readings.append(time.perf_counter() - begin)
            cpu.append(time.process_time() - begin_cpu)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    median = statistics.median(seconds[-1])
    return [
        Ratio(f"{len(worlds[-1][0]):,} values of returns", median, at_most=MOST_SECONDS, unit="s"),
        # on a machine that is busy with other things only this is the cost of the code
        Ratio("CPU seconds of them", statistics.median(cpu[len(sizes) - 1 :: len(sizes)]), unit="s"),
        Ratio.of("ten times as many values", seconds[-1], seconds[0], at_most=MOST_GROWTH),
        Ratio("peak memory, with the values themselves", memory, unit="MB"),
    ]


def world(size: int) -> tuple[pd.DataFrame, pd.DataFrame, Mapping[str, pd.DataFrame]]:
    """About as many values of 2,000 units and 12 months, form after form, and the tables they belong to."""
    codes = [f"DV{number:05}" for number in range(UNITS)]
    parents = [f"P{number % PARENTS:03}" for number in range(UNITS)]
    units = pd.DataFrame({"unit_id": codes, "level": "commune", "parent": parents})
    collections = pd.DataFrame(
        {"collection_id": ["c"], "period_type": ["month"], "units": ["commune"], "includes_children": [False]}
    )
    expected = expected_reports(collections, units, 2021)
    names = [f"i{number:05}" for number in range(max(size // (UNITS * MONTHS), 1))]
    methods = [_METHODS[number % len(_METHODS)] for number in range(len(names))]
    indicators = pd.DataFrame(methods, columns=["over_time", "over_units"]).assign(
        indicator_id=names, kind="count", distinct=False
    )
    forms = np.repeat(np.arange(len(expected)), len(names))
    values = pd.DataFrame(
        {
            **{name: expected[name].astype("category").take(forms).array for name in expected.columns[:4]},
            "indicator": pd.Categorical.from_codes(np.tile(np.arange(len(names)), len(expected)), names),
            "value": np.random.default_rng(15).integers(0, 1000, len(forms)).astype(float),
            "status": pd.Categorical.from_codes(np.zeros(len(forms), dtype=int), ["normal"]),
        }
    )
    items = pd.DataFrame({"collection": "c", "indicator": names})
    tables = {"indicators": indicators, "collection_items": items, "collections": collections, "units": units}
    return values, expected, tables
