"""Tests of `khacphuc.data.store`."""

import csv
import io
import math
import shutil

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khacphuc.data.store import (
    clean_run,
    csv_text,
    load_public,
    load_tables,
    parquet_bytes,
    previous_tables,
    publish_table,
    save_tables,
)
from khacphuc.errors import SourceError
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.schema.tables import TABLES

from .. import run2021


@pytest.fixture
def workspace(tmp_path, root):
    """Give a workspace of a project that has the raw tables of 2021."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    return Workspace(Layout(tmp_path), "2021", tmp_path / "build")


def columns_of(name):
    """Give the declared columns of a clean table."""
    return [field.name for field in TABLES[name].clean]


def test_every_table_is_cleaned_and_linked(workspace):
    """A run gives every declared table; computed numbers and links between tables are filled in."""
    tables = clean_run(workspace)
    assert {name: list(frame.columns) for name, frame in tables.items()} == {
        name: columns_of(name) for name in TABLES
    }
    assert tables["computed"]["value"].notna().all()
    assert tables["targets"]["parts_counted"].notna().sum() == 2
    assert tables["figures"].loc[0, "source"] == "Báo cáo 2021, mục I, đoạn 1"
    assert tables["figures"].loc[76, ["file", "line"]].tolist() == ["data/raw/2021/figures.csv", 78]


def test_cleaning_reads_and_never_writes(workspace):
    """Raw files stay as they were, and nothing is written by cleaning."""
    before = {path: path.stat().st_mtime_ns for path in workspace.layout.root.rglob("*")}
    clean_run(workspace)
    assert {path: path.stat().st_mtime_ns for path in workspace.layout.root.rglob("*")} == before


@pytest.mark.parametrize(
    "emptied", [("figures",), tuple(name for name, table in TABLES.items() if not table.optional)]
)
def test_empty_tables_are_cleaned(workspace, emptied):
    """Tables without rows go through to the end: the checks report them, not a crash."""
    for name in emptied:
        file = run2021.raw_file(workspace.layout, name)
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    tables = clean_run(workspace)
    assert [len(tables[name]) for name in emptied] == [0] * len(emptied)
    save_tables(workspace, tables)
    for name, frame in load_tables(workspace).items():
        pd.testing.assert_frame_equal(frame, tables[name])


def test_tables_come_back_as_they_were_saved(workspace, tables):
    """Saving and loading changes no value and no type."""
    save_tables(workspace, tables)
    assert sorted(path.name for path in (workspace.build / "clean").iterdir()) == sorted(
        f"{name}.parquet" for name in TABLES
    )
    loaded = load_tables(workspace)
    assert list(loaded) == list(TABLES)
    for name, frame in loaded.items():
        pd.testing.assert_frame_equal(frame, tables[name])


def test_the_same_bytes_however_texts_are_kept(workspace, tables):
    """A warm kernel has pandas keep texts otherwise than one that was started for itself."""
    files = []
    for storage in ("pyarrow", "python"):
        texts = pd.StringDtype(storage, na_value=math.nan)
        stored = {
            name: frame.astype({column: texts for column, dtype in frame.dtypes.items() if dtype == "str"})
            for name, frame in tables.items()
        }
        assert stored["figures"]["printed"].dtype.storage == storage
        save_tables(workspace, stored)
        files.append([workspace.clean(f"{name}.parquet").read_bytes() for name in stored])
        assert [parquet_bytes(frame.head(0)) for frame in stored.values()] == [
            parquet_bytes(frame.head(0)) for frame in tables.values()
        ]
    assert files[0] == files[1]


@pytest.mark.parametrize("rows", [0, 2])
def test_categories_of_texts_are_the_same_bytes_too(rows, monkeypatch):
    """As the values gathered of units have them."""
    files = []
    for storage in ("pyarrow", "python"):
        monkeypatch.setattr("khacphuc.data.store._without_rows", {})  # equal types, so the same key
        names = pd.Index(["DV01", "DV02"], dtype=pd.StringDtype(storage, na_value=math.nan))
        assert names.dtype.storage == storage
        units = pd.Categorical.from_codes([0, 1], names, ordered=True)
        files.append(parquet_bytes(pd.DataFrame({"unit_id": units}).head(rows)))
    assert files[0] == files[1]
    assert pd.read_parquet(io.BytesIO(files[1]))["unit_id"].dtype.ordered


def test_a_frame_without_rows_is_written_once(monkeypatch):
    """Frames of the same columns and types are the same file; of others, another one."""
    frames = [pd.DataFrame({"a": pd.Series([], dtype=dtype)}) for dtype in ("str", "Int64", "str")]
    files = [parquet_bytes(frame) for frame in frames]
    assert files[0] == files[2] != files[1]
    assert [pd.read_parquet(io.BytesIO(file)).dtypes["a"] for file in files] == ["str", "Int64", "str"]
    monkeypatch.setattr(pd.DataFrame, "to_parquet", None)
    assert parquet_bytes(frames[0].copy()) == files[0]


def test_tables_that_are_not_there(workspace):
    """Loading before anything was saved says which file is missing and what to run."""
    with pytest.raises(
        SourceError, match=r"build/clean/shortcomings.parquet: not there yet.*khacphuc run 2021"
    ):
        load_tables(workspace)


def test_what_was_published_before_there_was_an_optional_table(workspace, tables):
    """It has no rows of that table; a table every run has is missed."""
    save_tables(workspace, tables)
    workspace.clean("units_of_measure.parquet").unlink()
    before = load_tables(workspace)["units_of_measure"]
    assert before.empty
    assert before.dtypes.equals(tables["units_of_measure"].dtypes)
    workspace.clean("figures.parquet").unlink()
    with pytest.raises(SourceError, match=r"figures\.parquet"):
        load_tables(workspace)


def test_examples_that_cannot_be_read_are_not_passed_over(workspace, tables):
    """A run without example rows has no file of them; one that is there and cannot be read is told."""
    save_tables(workspace, tables)
    workspace.clean("examples.parquet").mkdir()
    with pytest.raises(SourceError, match=r"examples\.parquet"):
        load_tables(workspace)


def test_a_public_table(workspace, tables):
    """A public table is UTF-8 CSV with a header row and Unix line ends, rows in order."""
    publish_table(workspace, "figures", tables["figures"])
    data = (workspace.build / "report" / "tables" / "figures.csv").read_bytes()
    assert b"\r" not in data
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    # no range is printed, no number comes from returns
    absent = {"value_to", "from_returns"}
    assert list(rows[0]) == [name for name in columns_of("figures") if name not in absent]
    assert [row["figure_id"] for row in rows] == tables["figures"]["figure_id"].tolist()
    assert rows[57]["value"] == "13600000"
    assert rows[62]["value"] == "82.48"
    assert (rows[9]["numerator"], rows[0]["numerator"]) == ("9", "")


def test_cells_of_each_type():
    """Whole numbers have no point, dates are ISO, truth is true or false, and what is missing is empty."""
    frame = pd.DataFrame(
        {
            "text": pd.Series(['a "b", c', ""], dtype="str"),
            "whole": pd.Series([4, None], dtype="Int64"),
            "number": [1231.0, math.nan],
            "truth": [True, False],
            "day": pd.to_datetime(["2021-03-03", None]),
            "any": [None, pd.NA],
        }
    )
    assert csv_text(frame) == (
        'text,whole,number,truth,day,any\n"a ""b"", c",4,1231,true,2021-03-03,\n,,,false,,\n'
    )


def test_an_empty_table_has_its_header():
    """A table without rows is its header."""
    assert csv_text(pd.DataFrame({"a": [], "b": pd.Series([], dtype="str")})) == "a,b\n"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
@example([0.1, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, 82.48])
def test_numbers_are_written_exactly(numbers):
    """Reading a written number gives the same double, and it is written in plain digits."""
    frame = pd.DataFrame({"value": numbers})
    written = csv_text(frame).splitlines()[1:]
    assert [float(text) for text in written] == numbers
    assert not any("e" in text.lower() for text in written)
    assert frame["value"].tolist() == numbers


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(str.strip), min_size=1))
def test_texts_are_written_exactly(texts):
    """Reading a written text gives the same text."""
    text = csv_text(pd.DataFrame({"key": range(len(texts)), "text": pd.Series(texts, dtype="str")}))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[1] for row in rows[1:]] == texts


def test_the_figures_of_the_year_before(workspace):
    """They come of its raw tables; there are none where it is not named or has none."""
    assert previous_tables(workspace, "") is None
    assert previous_tables(workspace, "2020") is None
    shutil.copytree(workspace.layout.raw("2021"), workspace.layout.raw("2020"))
    before = previous_tables(workspace, "2020")["figures"]
    assert before["file"].unique().tolist() == ["data/raw/2020/figures.csv"]
    assert len(before) == 77


def test_a_public_table_is_read_as_text(workspace):
    """A public table comes back as text, also without rows; one that is not there is an error."""
    publish_table(workspace, "x", pd.DataFrame({"row_id": ["SL001"], "line": [2], "answer": [""]}))
    assert load_public(workspace, "x").to_dict("records") == [{"row_id": "SL001", "line": "2", "answer": ""}]
    publish_table(workspace, "y", pd.DataFrame({"row_id": []}))
    assert list(load_public(workspace, "y").columns) == ["row_id"]
    with pytest.raises(SourceError, match="run the notebook that writes it first"):
        load_public(workspace, "z")
