"""Tests of `khacphuc.office.new`."""

import subprocess

import pytest

from khacphuc.commands.check import review_run
from khacphuc.config.parameters import load_parameters
from khacphuc.data.raw.run import read_documents, read_run
from khacphuc.data.xlsx.register import REGISTER, read_register
from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.inputs import Inputs
from khacphuc.office.new import new_run
from khacphuc.office.table_file import table_text
from khacphuc.office.workbook import FORM_TABLES
from khacphuc.project.files import hash_file
from khacphuc.project.workspace import Workspace
from khacphuc.report.compose import compose
from khacphuc.report.document.nodes import plain
from khacphuc.run.preconditions import check_preconditions
from khacphuc.schema.tables import TABLES

from ..render.office import needs_office
from . import forms


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A project with the new runs 2022, after 2021, and 2023, after none."""
    layout = forms.make_project(tmp_path_factory.mktemp("new"))
    new_run(layout, "2022", "tay-ninh", previous="2021")
    new_run(layout, "2023", "tay-ninh")
    return layout


@pytest.fixture
def project(tmp_path):
    """A project of its own."""
    return forms.make_project(tmp_path)


def opened(layout, run):
    """The run, read from its raw tables."""
    return Inputs(Workspace(layout, run, layout.runs(run) / "test", fallback=False), from_raw=True)


def tree(layout):
    """Every file with its bytes."""
    return {path: path.read_bytes() for path in layout.root.rglob("*") if path.is_file()}


def test_what_is_made_can_be_run(shared):
    """Parameters, prose and tables are as a run needs them before anybody has typed a word."""
    for run in ("2022", "2023"):
        assert check_preconditions(shared, run).status == "draft"
        assert opened(shared, run).clean()["documents"].empty


def test_nothing_is_written_over(shared):
    """A file that is there is named, and none of the others is written."""
    before = tree(shared)
    with pytest.raises(UsageError, match=r"params/2023.yml, params/2023.md, .*register.xlsx: there already"):
        new_run(shared, "2023", "tay-ninh")
    shared.parameters("2025").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^params/2025.yml: there already"):
        new_run(shared, "2025", "tay-ninh")
    shared.parameters("2025").unlink()
    assert tree(shared) == before


@pytest.mark.parametrize(
    ("run", "office", "error"),
    [
        ("first", "tay-ninh", "names no year"),
        ("2021-2022", "tay-ninh", "names several years"),
        ("2022 ", "tay-ninh", "is not a run id"),
        ("2022", "Hoa Mơ", "'Hoa Mơ' is not the id of an office, expected small letters"),
        ("2026", "tayninh", "did you mean tay-ninh"),
    ],
)
def test_slips_of_the_finger(shared, run, office, error):
    """What cannot be meant ends with a sentence that says what can."""
    with pytest.raises(ParameterError, match=error):
        new_run(shared, run, office)


@pytest.mark.parametrize(
    ("previous", "office", "error"),
    [
        ("2012", "tay-ninh", "did you mean run 2023 or 2022 or 2021"),
        ("2021", "long-an", "is of the office tay-ninh, expected one of long-an"),
        ("2023", "tay-ninh", "expected a year before 2022"),
    ],
)
def test_a_run_that_cannot_be_the_one_before(shared, previous, office, error):
    """A year is followed by the next one of the same office."""
    with pytest.raises(ParameterError, match=error):
        new_run(shared, "tn-2022", office, previous=previous)


def test_a_new_office_comes_with_its_units(project):
    """Its units are read from CSV, and stand in the lists to choose from."""
    file = project.root / "units.csv"
    file.write_text(
        table_text(TABLES["units"], [{"unit_id": "DV80", "name": "Tỉnh Thử", "level": "province"}]), "utf-8"
    )
    new_run(project, "thu-2022", "thu", units=file)
    assert read_run(project, "thu-2022", "thu").tables["units"]["unit_id"].tolist() == ["DV80"]
    register = read_register(project.raw("thu-2022") / REGISTER, filename=REGISTER)
    assert "units" not in register
    with pytest.raises(UsageError, match=r"thu/units.csv: there already"):
        new_run(project, "thu-2023", "thu", units=file)


def test_units_from_a_workbook_need_their_sheet(project):
    """A workbook without the sheet is refused with its name."""
    register = project.raw("2021") / "units.xlsx"
    register.write_bytes(b"")
    with pytest.raises(SourceError, match="empty"):
        new_run(project, "thu-2022", "thu", units=register)


def test_units_beside_the_shared_lists_are_moved_first(project):
    """A project of before there were offices is told the command that moves its units."""
    office = project.office("tay-ninh")
    for file in office.iterdir():
        file.rename(project.reference / file.name)
    office.rmdir()
    with pytest.raises(SourceError, match=r"move them first: mkdir data/raw/reference/tay-ninh; mv "):
        new_run(project, "2022", "tay-ninh")


def test_tables_as_csv_have_no_example(project):
    """Of a form in CSV only the headings are there."""
    new_run(project, "2022", "tay-ninh", as_csv=True)
    tables = opened(project, "2022").clean()
    assert "examples" not in tables
    assert [name for name in FORM_TABLES if len(tables[name])] == []
    assert not (project.raw("2022") / REGISTER).exists()


def test_a_source_is_named_with_its_hash(project):
    """The sidecar of a document that is typed from names all tables; without one there is none."""
    file = project.root / "Báo cáo.txt"
    file.write_text("báo cáo", encoding="utf-8")
    new_run(project, "2022", "tay-ninh", source=file)
    (document,) = read_documents(project, "2022")
    assert (document.sha256, document.short) == (hash_file(file), "Báo cáo")
    assert {name for name, table in TABLES.items() if table.sourced} - {"indicators"} == set(document.tables)
    new_run(project, "2023", "tay-ninh")
    assert read_documents(project, "2023") == ()


def test_a_reconstruction_without_a_source_is_refused(project):
    """What was published before was typed from a document."""
    new_run(project, "2022", "tay-ninh", as_csv=True)
    file = project.parameters("2022")
    file.write_text(file.read_text("utf-8").replace('status: "draft"', "status: reconstruction"), "utf-8")
    with pytest.raises(SourceError, match=r"table shortcomings is named by 0 sidecars"):
        opened(project, "2022").clean()


def test_parameters_follow_those_of_the_year_before(shared):
    """Who issues and signs stays, the year moves on, number and dates are to be filled in."""
    before, now = (load_parameters(shared.parameters(run)) for run in ("2021", "2022"))
    assert (now.year, now.previous, now.status, now.office) == (2022, "2021", "draft", "tay-ninh")
    assert now.title == before.title.replace("2021", "2022")
    assert (now.issuer, now.signatory, now.recipients) == (before.issuer, before.signatory, before.recipients)
    assert (now.document.number, now.document.date, now.due) == ("", "", "")


def test_half_filled_there_is_not_enough_data(shared):
    """Where a number is awaited the class is that data are missing, whatever else is known."""
    classes = opened(shared, "2022").assess().assessments
    assert set(classes["computed_class"]) == {"insufficient_data"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """2022 filled in."""
    layout = forms.make_project(tmp_path_factory.mktemp("filled"))
    new_run(layout, "2022", "tay-ninh", previous="2021")
    forms.fill(layout.raw("2022") / REGISTER, forms.YEAR_2022)
    return layout


def test_the_classes_of_a_filled_year_are_those_of_the_policy(filled):
    """One is remedied, two improve, and one gets worse; each measured against last year's value."""
    assessment = opened(filled, "2022").assess()
    classes = dict(assessment.assessments[["shortcoming_id", "computed_class"]].to_numpy())
    assert classes == {"KD1": "improved", "KD2": "remedied", "KD3": "not_remedied", "KD4": "improved"}
    statuses = dict(assessment.criteria[["criterion_id", "status"]].to_numpy())
    assert (statuses["KD1.1"], statuses["KD3.4"]) == ("improved", "worse")


def test_the_report_says_what_became_of_each_promise(filled):
    """The prose has the table already: the class of 2021 and of 2022, each measure beside last year's."""
    inputs = opened(filled, "2022")
    blocks = compose(
        inputs.tables,
        inputs.assess(),
        inputs.parameters,
        inputs.policy,
        inputs.prose,
        filename=inputs.prose_name,
        before=lambda: inputs.previous_tables,
    )
    (table,) = [block for block in blocks if getattr(block, "id", "") == "bang-chuyen-tiep"]
    rows = [[plain(cell) for cell in row] for row in table.rows]
    titles = inputs.previous_tables["shortcomings"]["title"].tolist()
    names = inputs.class_names
    assert [(row[1], row[2]) for row in rows if row[0] in titles] == [
        (names["not_thorough"], names["improved"]),
        (names["partly"], names["remedied"]),
        (names["improved"], names["not_remedied"]),
        (names["improved"], names["improved"]),
    ]
    assert ["81,82%", "90,91%"] in [row[1:3] for row in rows]
    assert ["05", "04"] in [row[1:3] for row in rows]


def test_the_third_year_follows_the_second(filled):
    """Only what is not remedied goes on, under its code, with the sections moved up and no gap reported."""
    third = new_run(filled, "2023", "tay-ninh", previous="2022")
    tables = opened(filled, "2023").clean()
    shortcomings = tables["shortcomings"]
    assert shortcomings["shortcoming_id"].tolist() == ["KD1", "KD3", "KD4"]
    assert (shortcomings["order"].tolist(), set(shortcomings["carried_from"])) == ([1, 2, 3], {"2022"})
    assert tables["declared"]["section"].tolist() == ["III.1.3", "III.2.3", "III.3.3"]
    prose = opened(filled, "2023").prose
    assert third.carried is not None
    assert "## Khuyết điểm 2: Phiên họp" in prose
    assert "@KD2" not in prose
    assert "ma túy" not in prose


@pytest.mark.full
def test_an_empty_run_says_what_is_awaited(tmp_path):
    """Every table that is empty is named, and every example row that was left in, with its sheet and row."""
    layout = forms.make_project(tmp_path)
    new_run(layout, "2023", "tay-ninh")
    review = review_run(layout, "2023")
    assert review.exit_code == 1
    examples = [finding for finding in review.findings if finding.rule == "VD-01"]
    assert {finding.table for finding in examples} == set(FORM_TABLES)
    assert {finding.location.row for finding in examples} == {
        f"data/raw/2023/register.xlsx, trang tính {name}, dòng 4" for name in FORM_TABLES
    }
    empty = {finding.table for finding in review.findings if not finding.row_id}
    assert empty == {name for name in FORM_TABLES if not TABLES[name].optional} | {"assessments"}
    (rest,) = set(review.findings) - set(examples) - {f for f in review.findings if not f.row_id}
    assert rest.absent == "KD1"  # the prose shows how a class is cited


@pytest.mark.full
def test_a_filled_year_can_be_published(filled):
    """Nothing critical is left when the register is filled in as it says."""
    review = review_run(filled, "2022")
    assert [finding.rule for finding in review.findings if finding.severity == "critical"] == []


@pytest.mark.full
@needs_office
def test_a_register_saved_by_libreoffice_reads_the_same(filled, tmp_path):
    """Opened, saved and read back every cell is what was typed."""
    file = filled.raw("2022") / REGISTER
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    subprocess.run(
        [*convert, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    before, after = (read_register(path, filename=REGISTER) for path in (file, tmp_path / REGISTER))
    for name in FORM_TABLES:
        assert before.read(TABLES[name]).equals(after.read(TABLES[name])), name
