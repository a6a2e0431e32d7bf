"""Tests of `khacphuc.data.raw.reference`."""

import shutil
import subprocess

import pytest

from khacphuc.data.raw.run import read_run, table_notes
from khacphuc.data.xlsx.register_writer import write_register
from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from ... import run2021

HEADER = ",".join(field.name for field in TABLES["indicators"].raw if not field.optional) + "\n"
UNITS = "unit_id,name,level,parent,valid_from,valid_to\nDV80,Tỉnh Long An,province,,,\n"


@pytest.fixture
def project(tmp_path, root):
    """Copy the raw tables of 2021 into a project of their own."""
    shutil.copytree(root / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "params").mkdir()
    return Layout(tmp_path)


@pytest.fixture
def older(project):
    """A project as they were before there were offices: the units beside the shared lists."""
    for file in project.office("tay-ninh").iterdir():
        file.rename(project.reference / file.name)
    project.office("tay-ninh").rmdir()
    return project


def test_an_office_has_indicators_of_its_own(project):
    """They stand behind the shared ones, each with its file and line."""
    shared = read_run(project, "2021").tables["indicators"]
    write_text(
        project.office("tay-ninh") / "indicators.csv", f"{HEADER}lanterns,Đèn lồng,chiếc,,,count,,,,,,,,,\n"
    )
    both = read_run(project, "2021", "tay-ninh").tables["indicators"]
    assert both["indicator_id"].tolist() == [*shared["indicator_id"], "lanterns"]
    assert both.loc[len(shared), ["file", "line"]].tolist() == [
        "data/raw/reference/tay-ninh/indicators.csv",
        2,
    ]
    assert both.dtypes.tolist() == shared.dtypes.tolist()


def test_an_office_may_have_a_register(project):
    """Its tables may be sheets, as everywhere."""
    folder = project.office("tay-ninh")
    units = read_run(project, "2021").tables["units"]
    write_register({"units": units}, folder / "register.xlsx")
    (folder / "units.csv").unlink()
    assert read_run(project, "2021").tables["units"]["unit_id"].tolist() == units["unit_id"].tolist()


def test_a_shared_indicator_is_not_repeated(project):
    """An office's row with a shared code is a critical finding that names both files."""
    header, line, *_ = (project.reference / "indicators.csv").read_text(encoding="utf-8").splitlines()
    write_text(project.office("tay-ninh") / "indicators.csv", f"{header}\n{line}\n")
    findings = run2021.findings(run2021.clean(project.root))
    (finding,) = findings[findings["rule"] == "DM-03"].to_dict("records")
    assert finding["severity"] == "critical"
    assert "data/raw/reference/indicators.csv:2" in finding["observed"]
    assert "data/raw/reference/tay-ninh/indicators.csv:2" in finding["observed"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "2021/units.csv",
            "data/raw/2021/units.csv: the table units is read from data/raw/reference/tay-ninh; move",
        ),
        (
            "reference/tay-ninh/units_of_measure.csv",
            "data/raw/reference/tay-ninh/units_of_measure.csv: the table units_of_measure is read from data/",
        ),
        (
            "reference/tay-ninh/figures.csv",
            "data/raw/reference/tay-ninh/figures.csv: the table figures is read from data/raw/2021; move",
        ),
        (
            "reference/units.csv",
            "data/raw/reference/units.csv and data/raw/reference/tay-ninh/units.csv: both hold the table",
        ),
    ],
)
def test_a_table_in_another_folder_is_not_passed_over(project, name, message):
    """What would not be read is an error that says where it belongs."""
    write_text(project.root / "data" / "raw" / name, UNITS)
    with pytest.raises(SourceError) as caught:
        read_run(project, "2021")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("office", ["", "tay-ninh"])
def test_units_of_an_older_project(older, office):
    """They are read as those of the office; a note names the command that moves them, which does."""
    parameters = run2021.parameters().model_copy(update={"office": office})
    before = read_run(older, "2021", office).tables["units"]
    assert len(before) == 104
    (note,) = table_notes(older, "2021", parameters)
    sentence, _, command = note.rpartition("chuyển bằng lệnh: ")
    assert sentence.startswith(
        "data/raw/reference/units.csv: được đọc là danh mục đơn vị của cơ quan tay-ninh;"
    )
    subprocess.run(["sh", "-c", command], cwd=older.root, check=True)
    assert table_notes(older, "2021", parameters) == ()
    assert sorted(file.name for file in older.office("tay-ninh").iterdir()) == [
        "units.csv",
        "units.source.yml",
    ]
    assert (older.reference / "units_of_measure.csv").is_file()
    after = read_run(older, "2021", office).tables["units"]
    assert after.drop(columns="file").equals(before.drop(columns="file"))


def test_units_of_an_older_register(older):
    """A sheet cannot be moved by a command: the note says where it belongs."""
    units = read_run(older, "2021").tables["units"]
    (older.reference / "units.csv").unlink()
    write_register({"units": units}, older.reference / "register.xlsx")
    (note,) = table_notes(
        older, "2021", run2021.parameters().model_copy(update={"language": "en", "office": ""})
    )
    assert note.startswith("data/raw/reference/register.xlsx, sheet units: read as the units of the office;")
    assert note.endswith("move the sheet to data/raw/reference/tay-ninh/register.xlsx")


def test_units_that_may_be_anybodys(older):
    """Beside the folders of several offices nobody knows whose they are."""
    for name in ("long-an", "tay-ninh"):
        older.office(name).mkdir()
    with pytest.raises(SourceError) as caught:
        read_run(older, "2021", "tay-ninh")
    assert str(caught.value) == (
        "data/raw/reference/units.csv: nobody knows which office's units these are; move the file into the "
        "folder of its office: mv data/raw/reference/units.* FOLDER/"
    )


def test_notes_name_an_offices_tables(project):
    """How columns are parted is told of an office's tables, too."""
    write_text(project.office("tay-ninh") / "units.csv", UNITS.replace(",", ";"))
    notes = table_notes(project, "2021", run2021.parameters())
    assert notes == ("data/raw/reference/tay-ninh/units.csv: các cột ngăn cách bằng dấu chấm phẩy",)
