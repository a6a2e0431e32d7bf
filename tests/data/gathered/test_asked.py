"""Tests of `khacphuc.data.gathered.asked`."""

import subprocess
import sys

import pytest

from khacphuc.data.gathered.asked import has_collections
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.schema.tables import TABLES

COLLECTIONS = TABLES["collections"]
HEADER = ",".join(field.name for field in COLLECTIONS.raw)
REST = "," * (len(COLLECTIONS.raw) - 1)


@pytest.mark.parametrize(
    ("rows", "asks"),
    [("", False), (f"VD: monthly{REST}", False), (f"{REST}", False), (f"monthly{REST}", True)],
)
def test_a_table(tmp_path, rows, asks):
    """A row asks; a header, an example and blank rows do not."""
    assert not has_collections(tmp_path)
    (tmp_path / "collections.csv").write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
    assert has_collections(tmp_path) is asks


@pytest.mark.parametrize(("key", "asks"), [("VD: monthly", False), ("monthly", True)])
def test_a_sheet(tmp_path, key, asks):
    """So does a sheet of the register."""
    row = [key, *[""] * (len(COLLECTIONS.raw) - 1), "", 2]
    write_register({"collections": text_frame(COLLECTIONS, [row])}, tmp_path / "register.xlsx")
    assert has_collections(tmp_path) is asks


def test_a_register_without_the_sheet_or_that_is_none(tmp_path):
    """It asks nothing; what is wrong with it is told by whoever reads it."""
    write_register({"meetings": text_frame(TABLES["meetings"], [])}, tmp_path / "register.xlsx")
    assert not has_collections(tmp_path)
    (tmp_path / "register.xlsx").write_bytes(b"PK no workbook")
    assert not has_collections(tmp_path)


def test_a_table_that_cannot_be_read_is_one(tmp_path):
    """The stage that reads it says what is wrong."""
    (tmp_path / "collections.csv").write_bytes(b"\xff\xfe")
    assert has_collections(tmp_path)


def test_a_table_is_looked_at_without_pandas(tmp_path):
    """A run with nothing to do is quick."""
    code = (
        "import sys, pathlib; from khacphuc.data.gathered.asked import has_collections\n"
        f"has_collections(pathlib.Path({str(tmp_path)!r})); print('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
