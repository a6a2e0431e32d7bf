"""Measure how one run grows with its figures: seconds by stage and peak memory, from figures to documents.

Every size has a project of its own; all rounds of a size follow each other, as the smaller ones are short.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.acceptance import Ratio
from benchmarks.contenders import executable
from benchmarks.meter import metered
from benchmarks.projects import NOTEBOOKS, grow_run, make_project
from benchmarks.turns import medians

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RUN = "r001"
STAGES = (*NOTEBOOKS, "documents")
#: A run that large may be refused with a sentence, but has to end within these seconds.
HUGE, HUGE_SECONDS = 10**5, 300
_ENDS = (0, 1, 2)


@dataclass(frozen=True)
class Growth:
    """Medians of one size: seconds, CPU seconds, peak memory in MB, how it ended, and seconds by stage."""

    rows: int
    wall: float
    cpu: float
    memory: float
    code: int
    stages: Mapping[str, float]


def measure(sizes: Sequence[int], rounds: int) -> list[Growth]:
    """Make a run of each size, so many times; the largest ones once."""
    growths = []
    for rows in sizes:
        with TemporaryDirectory(prefix="bench-growth-") as folder:
            root = make_project(Path(folder, "project"), 1)
            grow_run(root, RUN, rows)
            readings = []
            for _ in range(1 if rows >= HUGE else rounds):
                reading = metered([executable("khacphuc"), "run", RUN, "--force"], root, codes=_ENDS)
                readings.append({"wall": reading.wall, "cpu": reading.cpu, "memory": reading.memory})
            growths.append(Growth(rows, **medians(readings), code=reading.code, stages=_stages(root)))
            print(f"{rows:,} rows: {readings[-1]['wall']:.0f} s", file=sys.stderr)  # noqa: T201
    return growths


def _stages(root: Path) -> dict[str, float]:
    """Seconds by stage of the last run, published or not."""
    for folder in (root / "reports" / RUN, root / ".runs" / RUN / "attempt"):
        for file in (folder / "timings.json", folder / "report" / "timings.json"):
            if file.is_file():
                seconds: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
                return seconds
    return {}


def ratios(growths: Sequence[Growth]) -> list[Ratio]:
    """What the growth is to keep: no worse than linear from 1,000 rows to 10,000, in bounded memory.

    >>> small = Growth(1000, 5.0, 6.0, 300.0, 0, {})
    >>> [ratio.verdict for ratio in ratios([small, Growth(10_000, 65.0, 70.0, 900.0, 0, {})])]
    ['missed', 'kept']
    """
    by_rows = {growth.rows: growth for growth in growths}
    lines = []
    small, large = by_rows.get(10**3), by_rows.get(10**4)
    if small and large:
        basis = f"{large.wall:.1f} s, {small.wall:.1f} s"
        lines += [
            Ratio("10,000 figures, of 1,000", large.wall / small.wall, basis, at_most=12),
            Ratio("peak memory of 10,000 figures", large.memory, at_most=1500, unit="MB"),
        ]
    if huge := by_rows.get(HUGE):
        lines.append(Ratio("100,000 figures", huge.wall, _ending(huge), at_most=HUGE_SECONDS, unit="s"))
    return lines


def _ending(growth: Growth) -> str:
    return "published" if not growth.code else f"not published, exit code {growth.code}"


def table(growths: Sequence[Growth]) -> Table:
    """Every size a row: seconds in all and by stage, CPU seconds, memory."""
    grid = Table(title="One run with more figures")
    for column in ("figures added", "seconds", *STAGES, "CPU s", "memory MB", ""):
        grid.add_column(column, justify="right" if column else "left")
    for growth in growths:
        stages = [f"{growth.stages[name]:.1f}" if name in growth.stages else "" for name in STAGES]
        figures = (f"{growth.cpu:.1f}", f"{growth.memory:.0f}", _ending(growth))
        grid.add_row(f"{growth.rows:,}", f"{growth.wall:.1f}", *stages, *figures)
    return grid


def chart(growths: Sequence[Growth], path: Path) -> None:
    """CPU seconds and memory against rows; seconds by stage depend on what else runs: see the table."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    sizes = [growth.rows for growth in growths]
    with mpl.rc_context({"svg.hashsalt": "bench", "font.size": 10}):
        figure = Figure(figsize=(8, 3.4))
        seconds, memory = figure.subplots(1, 2)
        panels = ((seconds, "cpu", "CPU seconds of a run"), (memory, "memory", "peak memory, MB"))
        for axes, name, label in panels:
            values = [getattr(growth, name) for growth in growths]
            axes.plot(sizes, values, marker="o", color="black")
            axes.set(xlabel="figures added", ylabel=label, xlim=(0, None), ylim=(0, 1.1 * max(values)))
            axes.xaxis.set_major_formatter("{x:,.0f}")
            axes.locator_params(axis="x", nbins=5)
            axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None, "Creator": None})
