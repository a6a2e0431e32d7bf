"""Tests of `khacphuc.data.raw.run`."""

import csv
import shutil
from dataclasses import replace

import pytest

from khacphuc.data.raw.run import RawRun, TabulatedDocument, read_run
from khacphuc.errors import ParameterError, SourceError
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from ... import run2021


@pytest.fixture
def project(tmp_path, root):
    """Copy the raw tables of 2021 into a project of their own."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "params").mkdir()
    return Layout(tmp_path)


@pytest.mark.parametrize("name", ["measures", "indicators"])
def test_a_table_may_be_optional(project, monkeypatch, name):
    """An optional table that is nowhere has no rows, and needs no sidecar."""
    monkeypatch.setitem(TABLES, name, replace(TABLES[name], optional=True))
    run2021.raw_file(project, name).unlink()
    if name == "measures":
        change(project, "measures, ", "")
    frame = read_run(project, "2021").tables[name]
    assert len(frame) == 0
    assert list(frame.columns) == [*(field.name for field in TABLES[name].raw), "file", "line"]


def test_a_form_nobody_has_filled_in(project, monkeypatch):
    """An optional table without rows needs no sidecar; with a row it does."""
    monkeypatch.setitem(TABLES, "measures", replace(TABLES["measures"], optional=True))
    change(project, "measures, ", "")
    file = project.raw("2021") / "measures.csv"
    with pytest.raises(SourceError, match="table measures is named by 0 sidecars"):
        read_run(project, "2021")
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert read_run(project, "2021").tables["measures"].empty


def test_a_sidecar_that_leads_out(project, tmp_path):
    """A sidecar may not be a link to a file outside the project."""
    outside = tmp_path.with_name(f"{tmp_path.name}.yml")
    sidecar(project).rename(outside)
    sidecar(project).symlink_to(outside)
    with pytest.raises(ParameterError, match=r"^data/raw/2021/bao-cao-2021.source.yml: a link to .*outside"):
        read_run(project, "2021")


def sidecar(layout):
    """Give the sidecar of run 2021."""
    return layout.raw("2021") / "bao-cao-2021.source.yml"


def test_a_run_is_read_whole(project):
    """Every declared table is there, and each knows the document it was typed from."""
    raw = read_run(project, "2021")
    assert list(raw.tables) == list(TABLES)
    assert raw.short_source("figures") == "Báo cáo 2021"
    assert raw.short_source("indicators") == ""
    assert raw.tables["figures"].loc[0, "file"] == "data/raw/2021/figures.csv"
    assert raw.tables["indicators"].loc[0, "file"] == "data/raw/reference/indicators.csv"
    assert len(raw.documents) == 1


def test_a_source_is_found_among_several():
    """A table's source is the document that names it."""
    declared = {"title": "t", "issuer": "i", "sha256": "0" * 64}
    documents = tuple(
        TabulatedDocument(short=short, tables=tables, **declared)
        for short, tables in (("A", ("figures",)), ("B", ("targets", "computed")))
    )
    raw = RawRun({}, documents)
    assert [raw.short_source(name) for name in ("figures", "computed", "declared")] == ["A", "B", ""]


def test_a_table_that_is_missing(project):
    """A run without one of its tables is refused, with the file's name."""
    (project.raw("2021") / "measures.csv").unlink()
    with pytest.raises(SourceError, match=r"^data/raw/2021/measures.csv: no such file"):
        read_run(project, "2021")


def test_no_sidecar(project):
    """Tables that were typed from a document must say so; those an office fills in itself need none."""
    sidecar(project).unlink()
    with pytest.raises(SourceError, match=r"data/raw/2021: table shortcomings is named by 0 sidecars"):
        read_run(project, "2021", is_typed=True)
    assert read_run(project, "2021").short_source("figures") == ""


def test_two_sidecars_for_one_table(project):
    """A table was typed from one document."""
    shutil.copy(sidecar(project), project.raw("2021") / "copy.source.yml")
    with pytest.raises(SourceError, match=r"named by 2 sidecars.*expected exactly one"):
        read_run(project, "2021")


def test_a_sidecar_may_name_reference_tables(project):
    """A reference table needs no sidecar in the run, and may be named by one."""
    change(project, "declared]", "declared, indicators]")
    assert read_run(project, "2021").short_source("indicators") == "Báo cáo 2021"


def change(layout, old, new):
    """Change the sidecar."""
    text = sidecar(layout).read_text(encoding="utf-8")
    assert old in text
    sidecar(layout).write_text(text.replace(old, new), encoding="utf-8")


def test_a_sidecar_for_an_unknown_table(project):
    """A sidecar names tables that exist."""
    change(project, "declared]", "declared, figure]")
    with pytest.raises(
        SourceError, match=r"data/raw/2021: the sidecars name tables there are none of: figure"
    ):
        read_run(project, "2021")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sha256: 6564", "sha256: 656", r'line 7: the key "sha256" is "656c.*expected the SHA-256'),
        ("sha256: 6564c", "sha256: 6564C", r'line 7: the key "sha256".*64 digits 0-9 and a-f'),
        ("short:", "shrt:", r'line 5: unknown key "shrt"; did you mean "short"'),
        (
            "issuer: Ban Thường vụ Tỉnh đoàn Tây Ninh\n",
            "",
            'the key "issuer" is missing; expected who issued',
        ),
        ("declared]", "declared", "is not YAML"),
    ],
)
def test_a_sidecar_that_is_none(project, old, new, message):
    """A sidecar that does not say what it must is refused, with its line."""
    change(project, old, new)
    with pytest.raises(ParameterError, match=message) as caught:
        read_run(project, "2021")
    assert str(caught.value).startswith("data/raw/2021/bao-cao-2021.source.yml")


@pytest.mark.parametrize(
    ("name", "column", "is_printed"),
    [
        ("shortcomings", "title", True),
        ("figures", "unit", True),
        ("computed", "label", True),
        ("documents", "subject", True),
        ("criteria", "aspect", True),
        ("target_parts", "statement", True),
        ("indicators", "name", True),
        ("measures", "description", False),
        ("criteria", "reason", False),
    ],
)
def test_a_letter_no_face_has_is_named_where_it_is_to_be_printed(project, name, column, is_printed):
    """File, line and column are named at once; what no document prints may have any letter."""
    file = run2021.raw_file(project, name)
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    rows[1][header.index(column)] += " ✅"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    if not is_printed:
        assert "✅" in read_run(project, "2021").tables[name].loc[1, column]
        return
    with pytest.raises(SourceError) as caught:
        read_run(project, "2021")
    assert str(caught.value) == (
        f"{project.relative(file)}, line 3, column {column}: the letter '✅' (U+2705), which the typeface "
        "Tinos lacks; write it in other words"
    )
