"""``make bench``: measure contenders side by side; print tables, and draw charts into docs/pictures/.

Absolute seconds depend on the machine more than on the code: read the ratios. By default it ends within 15
minutes on two cores; ``--full`` has every contender, batches of 20 and more, and up to a million rows.
``python -m benchmarks pipeline`` (or ``growth``, ``checks``, ``writers``, ``returns``) measures only that.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import (
    acceptance,
    checks,
    growth,
    pipeline,
    pipeline_pages,
    returns_forms,
    returns_totals,
    writers,
)
from benchmarks.machine import describe

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
ALL = ("pipeline", "growth", "checks", "writers", "returns")
SHORT: dict[str, Any] = {
    "batches": [6],
    "rounds": 3,
    "long_rounds": 3,
    "growth": [10**3, 10**4],
    "growth_rounds": 1,
    "sizes": [10**3, 10**4],
    "repeats": 3,
    "writer_rounds": 3,
    "returns_rounds": 3,
    "communes": [9, 94],
}
FULL: dict[str, Any] = {
    "batches": [1, 5, 20, 100],
    "rounds": 5,
    "long_rounds": 3,
    "growth": [100, 10**3, 10**4, 10**5],
    "growth_rounds": 3,
    "sizes": [10**3, 10**4, 10**5, 10**6],
    "repeats": 3,
    "writer_rounds": 7,
    "returns_rounds": 7,
    "communes": [9, 94, 417],
}


def arguments() -> argparse.Namespace:
    """What is to be measured, and how often."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", metavar="|".join(ALL), help="by default all")
    parser.add_argument("--full", action="store_true", help="everything: hours")
    parser.add_argument("--batches", type=int, nargs="+", help="of pipeline")
    parser.add_argument("--rounds", type=int, help="of pipeline")
    parser.add_argument("--long-rounds", type=int, help="of its batches of 20 and more")
    parser.add_argument("--growth", type=int, nargs="+", help="figures added to a run")
    parser.add_argument("--growth-rounds", type=int, help="of growth below 100,000 figures")
    parser.add_argument("--sizes", type=int, nargs="+", help="of checks")
    parser.add_argument("--repeats", type=int, help="of checks")
    parser.add_argument("--writer-rounds", type=int, help="of writers")
    parser.add_argument("--returns-rounds", type=int, help="of returns")
    parser.add_argument("--communes", type=int, nargs="+", help="of returns: a form each in twelve months")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="the folder of the charts")
    options = parser.parse_args()
    if unknown := set(options.what) - set(ALL):
        parser.error(f"what is {', '.join(sorted(unknown))}? expected {', '.join(ALL)}")
    for name, value in (FULL if options.full else SHORT).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def main() -> None:
    """Measure the subjects named on the command line, and print the tables."""
    options = arguments()
    subjects = options.what or ALL
    options.pictures.mkdir(parents=True, exist_ok=True)  # before what takes long
    console = Console()
    ratios: list[acceptance.Ratio] = []
    if "pipeline" in subjects:
        results = pipeline.contest(options.batches, options.rounds, options.long_rounds, full=options.full)
        pipeline_pages.chart(results, options.pictures / "bench-pipeline.svg")
        console.print(pipeline_pages.table(results))
        ratios += results.ratios
    if "growth" in subjects:
        growths = growth.measure(options.growth, options.growth_rounds)
        growth.chart(growths, options.pictures / "bench-growth.svg")
        console.print(growth.table(growths))
        ratios += growth.ratios(growths)
    if "checks" in subjects:
        console.print(checks.report(options.sizes, options.repeats, options.pictures / "bench-checks.svg"))
    if "writers" in subjects:
        console.print(writers.report(options.writer_rounds))
    if "returns" in subjects:
        ratios += returns_totals.ratios(options.returns_rounds)
        forms, bounds = returns_forms.report(options.returns_rounds, options.communes)
        console.print(forms)
        ratios += bounds
    if ratios:
        console.print(acceptance.table(ratios, describe()))


if __name__ == "__main__":
    main()
