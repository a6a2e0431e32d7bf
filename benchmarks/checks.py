"""Measure three engines that check the same figures, at growing sizes, for a table and a chart.

Engines take turns; every number is the median of several runs, each in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from rich.table import Table

ROOT = Path(__file__).parents[1]
ENGINES = ("ours", "pandera", "polars")
NAMES = {"ours": "khacphuc (Great Expectations)", "pandera": "pandera", "polars": "polars"}


def measure(sizes: list[int], repeats: int) -> dict[tuple[str, int], dict[str, float]]:
    """Medians of seconds and peak memory by engine and number of rows, engines taking turns."""
    readings: dict[tuple[str, int], list[dict[str, float]]] = {}
    for size in sizes:
        for _ in range(repeats):
            for engine in ENGINES:
                process = subprocess.run(
                    [sys.executable, "-m", "benchmarks.engines", engine, str(size)],
                    cwd=ROOT,
                    capture_output=True,
                    text=True,
                    check=True,
                )
                readings.setdefault((engine, size), []).append(json.loads(process.stdout))
    medians = {}
    for (engine, size), runs in readings.items():
        medians[engine, size] = {
            name: statistics.median(run[name] for run in runs) for name in ("seconds", "peak_mb", "failing")
        }
    for size in sizes:
        failing = {medians[engine, size]["failing"] for engine in ENGINES}
        if len(failing) > 1:
            sys.exit(f"the engines do not agree on {size} rows: {failing} failing rows")
    return medians


def table(medians: dict[tuple[str, int], dict[str, float]], sizes: list[int]) -> Table:
    """The figures as a table: seconds, peak memory, and seconds per million rows."""
    grid = Table(title="Checking figures: the same eight rules, medians")
    for column in ("rows", "engine", "seconds", "peak MB", "s / 10⁶ rows", "failing rows"):
        grid.add_column(column, justify="left" if column == "engine" else "right")
    for size in sizes:
        for engine in ENGINES:
            figures = medians[engine, size]
            grid.add_row(
                f"{size:,}",
                NAMES[engine],
                f"{figures['seconds']:.3f}",
                f"{figures['peak_mb']:.0f}",
                f"{figures['seconds'] / size * 1e6:.1f}",
                f"{figures['failing']:.0f}",
            )
    return grid


def chart(medians: dict[tuple[str, int], dict[str, float]], sizes: list[int], path: Path) -> None:
    """Seconds and memory against rows, both on logarithmic axes."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"svg.hashsalt": "bench", "font.size": 10}):
        figure = Figure(figsize=(8, 3.4))
        for position, (name, label) in enumerate((("seconds", "seconds"), ("peak_mb", "peak memory, MB")), 1):
            axes = figure.add_subplot(1, 2, position)
            for engine, marker in zip(ENGINES, "os^", strict=True):
                axes.plot(
                    sizes, [medians[engine, s][name] for s in sizes], marker=marker, label=NAMES[engine]
                )
            axes.set(xscale="log", yscale="log", xlabel="rows of figures", ylabel=label)
            if name == "peak_mb":
                axes.set_ylim(bottom=100)
                axes.set_yticks([100, 200, 400, 800], labels=["100", "200", "400", "800"])
                axes.minorticks_off()
            axes.spines[["top", "right"]].set_visible(False)
            if position == 1:
                axes.legend(frameon=False, fontsize=8)
        figure.tight_layout()
        figure.savefig(path, metadata={"Date": None, "Creator": None})


def report(sizes: list[int], repeats: int, chart_file: Path) -> Table:
    """Measure, draw the chart, and return the table."""
    medians = measure(sizes, repeats)
    chart(medians, sizes, chart_file)
    return table(medians, sizes)
