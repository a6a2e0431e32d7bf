"""``make bench``: measure contenders side by side; print tables, and draw charts into docs/pictures/.

Absolute seconds depend on the machine more than on the code: read the ratios. ``python -m benchmarks
pipeline`` (or ``checks``, ``writers``) measures only that; ``--long-rounds 1`` measures the batches of 20
and more once.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from benchmarks import checks, pipeline, pipeline_pages, writers

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
ALL = ("pipeline", "checks", "writers")


def main() -> None:
    """Measure the subjects named on the command line, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", metavar="|".join(ALL), help="by default all")
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 5, 20, 100], help="of pipeline")
    parser.add_argument("--rounds", type=int, default=5, help="of pipeline")
    parser.add_argument("--long-rounds", type=int, default=5, help="of its batches of 20 and more")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10**3, 10**4, 10**5, 10**6], help="of checks"
    )
    parser.add_argument("--repeats", type=int, default=3, help="of checks")
    parser.add_argument("--writer-rounds", type=int, default=7, help="of writers")
    parser.add_argument("--pictures", type=Path, default=PICTURES, help="the folder of the charts")
    options = parser.parse_args()
    subjects = options.what or ALL
    if unknown := set(subjects) - set(ALL):
        parser.error(f"what is {', '.join(sorted(unknown))}? expected {', '.join(ALL)}")
    console = Console()
    if "pipeline" in subjects:
        results = pipeline.contest(options.batches, options.rounds, options.long_rounds)
        pipeline_pages.chart(results, options.pictures / "bench-pipeline.svg")
        console.print(pipeline_pages.table(results), pipeline_pages.ratios(results))
    if "checks" in subjects:
        console.print(checks.report(options.sizes, options.repeats, options.pictures / "bench-checks.svg"))
    if "writers" in subjects:
        console.print(writers.report(options.writer_rounds))


if __name__ == "__main__":
    main()
