"""The files of one fictional run."""

from __future__ import annotations

import hashlib
import re

from khacphuc.office.example.run_files import sidecar_text
from khacphuc.project.files import read_text
from khacphuc.schema.tables import TABLES

from .examples import example


def test_tables_have_the_columns_of_the_schema():
    """A table is CSV with the columns its raw form has."""
    layout, _ = example()
    for file in [*layout.raw("2021").glob("*.csv"), layout.raw("broken") / "returns.csv"]:
        name = file.stem
        header = read_text(file).partition("\n")[0]
        columns = header.split(",")
        fields = [field for field in TABLES[name].raw if not field.optional or field.name in columns]
        assert columns == [field.name for field in fields]


def test_every_place_in_the_templates_is_filled():
    """No name of a template is left in a file of a run."""
    layout, truth = example()
    for run in truth.runs:
        files = [layout.parameters(run), layout.prose(run), *layout.raw(run).glob("*.*")]
        # rules of forms name their items in braces: ${propaganda_sessions}
        assert not [file for file in files if re.search(r"\$(?!\{[a-z_]+\})", read_text(file))]


def test_the_sidecar_says_that_nothing_was_typed():
    """It names the figures it came with by their hash."""
    assert hashlib.sha256(b"x").hexdigest() in sidecar_text("x")


def test_last_years_values_are_baselines():
    """The second year compares each measured criterion with what the first printed."""
    layout, truth = example()
    rows = read_text(layout.raw("2022") / "criteria.csv").splitlines()
    rounds = truth.runs["2021"].figures["SL027"]
    assert next(row for row in rows if row.startswith("KD3.1")).split(",")[7] == str(rounds)
