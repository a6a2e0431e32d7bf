"""``make bench``: everything measured side by side in one go; tables here and charts in docs/.

Absolute seconds say more of the machine than of the code: read the ratios. ``python -m benchmarks
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
    """Measure what is asked for, and print the tables."""
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
    asked = parser.parse_args()
    what = asked.what or ALL
    if unknown := set(what) - set(ALL):
        parser.error(f"what is {', '.join(sorted(unknown))}? expected {', '.join(ALL)}")
    console = Console()
    if "pipeline" in what:
        found = pipeline.contest(asked.batches, asked.rounds, asked.long_rounds)
        pipeline_pages.chart(found, asked.pictures / "bench-pipeline.svg")
        console.print(pipeline_pages.table(found), pipeline_pages.ratios(found))
    if "checks" in what:
        console.print(checks.report(asked.sizes, asked.repeats, asked.pictures / "bench-checks.svg"))
    if "writers" in what:
        console.print(writers.report(asked.writer_rounds))


if __name__ == "__main__":
    main()
