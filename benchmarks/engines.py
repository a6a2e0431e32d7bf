"""Check figures by the same rules with one of three engines: khacphuc (Great Expectations), pandera, polars.

``python -m benchmarks.engines ENGINE ROWS`` prints seconds, peak memory and failing rows as JSON. Importing
an engine is not counted, nor what it loads at its first check: it checks a hundred rows before.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import synthetic_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).parents[1]
SECTION = r"^(?:fn\d+|[IVX]+(?:-bis)?(?:\.\d+){0,3})$"
RULES = ("SL-03", "SL-04", "SL-05", "SL-07", "SL-08", "SL-09", "SL-10", "SL-12")
"""Ids unique; no problem; indicator known; section syntax; numerator ≤ denominator; part ≤ parent; the
same indicator agrees; nothing flagged."""


def ours(frame: pd.DataFrame) -> Callable[[], int]:
    """Check by the rules ``RULES`` of the figures suite of ``expectations/``."""
    from khacphuc.checks.suites import load_suites, run_suites  # noqa: PLC0415

    suite = load_suites(ROOT / "expectations")["figures"]
    chosen = [suite.expectations[0], *(e for e in suite.expectations if e.meta.rule in RULES)]
    suites = {"figures": suite.model_copy(update={"expectations": tuple(chosen)})}
    known = {"indicators": sorted(set(frame["indicator"]))}
    alone = {"value_to": float("nan"), "year_value": frame["value"], "agreeing": ""}  # no ranges, one year
    view = frame.assign(concept=frame["indicator"], parts="", **alone)

    def check() -> int:
        failures = run_suites(suites, {"figures": view}, known).failures
        if broken := [f"{failure.rule}: {failure.broken}" for failure in failures if failure.broken]:
            sys.exit("\n".join(broken))
        return sum(len(failure.rows) for failure in failures)

    return check


def pandera(frame: pd.DataFrame) -> Callable[[], int]:
    """Check by a pandera schema of the same rules."""
    import pandera.pandas as pa  # noqa: PLC0415

    known = set(frame["indicator"])

    def parts(rows: pd.DataFrame) -> pd.Series:
        whole = rows["parent"].map(rows.set_index("figure_id")["value"])
        return ~(rows["value"] > whole)

    schema = pa.DataFrameSchema(
        {
            "figure_id": pa.Column(str, unique=True),
            "problem": pa.Column(str, pa.Check.eq("")),
            "indicator": pa.Column(str, pa.Check.isin(known)),
            "section": pa.Column(str, pa.Check.str_matches(SECTION)),
            "flags": pa.Column(str, pa.Check.eq("")),
        },
        checks=[
            pa.Check(lambda rows: ~(rows["numerator"] > rows["denominator"]).fillna(value=False)),
            pa.Check(parts),
            pa.Check(lambda rows: rows.groupby("indicator")["value"].transform("nunique") <= 1),
        ],
    )

    def check() -> int:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            return int(error.failure_cases["index"].nunique())
        return 0

    return check


def polars(frame: pd.DataFrame) -> Callable[[], int]:
    """Check by polars expressions of the same rules."""
    import polars as pl  # noqa: PLC0415

    table = pl.from_pandas(frame)
    known = table["indicator"].unique().implode()

    def check() -> int:
        wholes = table.select(pl.col("figure_id").alias("parent"), pl.col("value").alias("whole"))
        joined = table.join(wholes, on="parent", how="left")
        failing = joined.select(
            pl.col("figure_id").is_duplicated()
            | (pl.col("problem") != "")
            | ~pl.col("indicator").is_in(known)
            | ~pl.col("section").str.contains(SECTION)
            | (pl.col("numerator") > pl.col("denominator")).fill_null(value=False)
            | (pl.col("value") > pl.col("whole")).fill_null(value=False)
            | (pl.col("value").n_unique().over("indicator") > 1)
            | (pl.col("flags") != "")
        )
        return int(failing.to_series().sum())

    return check


def main(engine: str, rows: int) -> None:
    """Time one engine on so many rows, in this process."""
    warnings.simplefilter("ignore")
    make = {"ours": ours, "pandera": pandera, "polars": polars}[engine]
    make(synthetic_figures(100))()
    check = make(synthetic_figures(rows))
    since = time.perf_counter()
    failing = check()
    seconds = time.perf_counter() - since
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"seconds": seconds, "peak_mb": peak, "failing": failing}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
