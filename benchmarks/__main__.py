"""``make bench``: everything measured side by side in one go; tables here and a chart in docs/.

Absolute seconds say more of the machine than of the code: read the ratios. ``python -m benchmarks
checks`` or ``writers`` measures only that.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console

from benchmarks import checks, writers

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure what is asked for, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", metavar="checks|writers", help="by default both")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10**3, 10**4, 10**5, 10**6])
    parser.add_argument("--repeats", type=int, default=3, help="of checks")
    parser.add_argument("--rounds", type=int, default=7, help="of writers")
    parser.add_argument("--chart", type=Path, default=ROOT / "docs" / "pictures" / "bench-checks.svg")
    asked = parser.parse_args()
    if unknown := set(asked.what) - {"checks", "writers"}:
        parser.error(f"what is {', '.join(sorted(unknown))}? expected checks or writers")
    if not asked.what or "checks" in asked.what:
        Console().print(checks.report(asked.sizes, asked.repeats, asked.chart))
    if not asked.what or "writers" in asked.what:
        Console().print(writers.report(asked.rounds))


if __name__ == "__main__":
    main()
