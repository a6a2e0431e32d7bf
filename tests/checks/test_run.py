"""Tests of `khacphuc.checks.run`: what the checks find in run 2021, and in copies of it with mistakes."""

import csv
import io
import os
import subprocess
import sys

import pytest

from khacphuc.data.store import csv_text
from khacphuc.schema.tables import TABLES

from .. import run2021

pytestmark = pytest.mark.untraced

FOOTNOTE_1, FOOTNOTE_2 = "Báo cáo 2021, chú thích 1", "Báo cáo 2021, chú thích 2"
SECTION_4 = "Báo cáo 2021, mục III.4.2, đoạn 3"
NOT_THOROUGH, PARTLY = "chưa được khắc phục triệt để", "đã khắc phục một phần"
IMPROVED = "chưa khắc phục hoàn toàn nhưng có chuyển biến tốt"
FIGURES, DECLARED = "data/raw/2021/figures.csv", "data/raw/2021/declared.csv"


def place(code, printed, where, line):
    """How a finding quotes a figure of 2021."""
    return f"{code} «{printed}» ({where}; {FIGURES}:{line})"


EXPECTED = [
    # the overall assessment (III-bis) calls all four improved; sections III.1.3 and III.2.3 say less of two
    ("CB-07", "KD1", "", f"KD1 mục riêng «{NOT_THOROUGH}», đánh giá chung «{IMPROVED}» ({DECLARED}:2)"),
    ("CB-07", "KD2", "", f"KD2 mục riêng «{PARTLY}», đánh giá chung «{IMPROVED}» ({DECLARED}:3)"),
    # three parts are listed, 01/02 counts two
    (
        "CT-06",
        "CT02",
        "SL024",
        "CT02 liệt kê «3 nội dung» (data/raw/2021/targets.csv:3) | "
        + place("SL024", "01/02 nội dung", "Báo cáo 2021, mục III.1.2, đoạn 3", 25),
    ),
    # nothing of shortcoming 3 was achieved, papers were late, 05 ratings of 12 were held
    (
        "DG-05",
        "KD3",
        "",
        f"KD3 tính theo tiêu chí «{NOT_THOROUGH}», công bố «{IMPROVED}» (mục III.3.3; {DECLARED}:4)",
    ),
    # KD1.2 and KD4.2 are measures taken, not their effect
    ("DG-06", "KD1", "", f"KD1 «1» tiêu chí gián tiếp (mục III.1.3; {DECLARED}:2)"),
    ("DG-06", "KD4", "", f"KD4 «1» tiêu chí gián tiếp (mục III.4.3; {DECLARED}:5)"),
    # one indicator, two values: in a footnote of shortcoming 1 and in the body of shortcoming 4
    (
        "SL-10",
        "SL027",
        "SL075",
        place("SL027", "56 đoàn viên ưu tú", FOOTNOTE_1, 28)
        + " | "
        + place("SL075", "53 đoàn viên ưu tú", SECTION_4, 76),
    ),
    (
        "SL-10",
        "SL031",
        "SL067",
        place("SL031", "17 chi hội", FOOTNOTE_2, 32) + " | " + place("SL067", "18 chi hội", SECTION_4, 68),
    ),
    (
        "SL-10",
        "SL032",
        "SL068",
        place("SL032", "137 hội viên", FOOTNOTE_2, 33)
        + " | "
        + place("SL068", "139 hội viên", SECTION_4, 69),
    ),
    # 05 is 01 + 04, so its parts are told too
    (
        "SL-10",
        "SL035",
        "SL071;SL036;SL037",
        place("SL035", "05 tổ chức Đoàn", FOOTNOTE_2, 36)
        + " | "
        + place("SL071", "06 chi đoàn", SECTION_4, 72)
        + " | "
        + place("SL036", "01 Đoàn cơ sở", FOOTNOTE_2, 37)
        + " | "
        + place("SL037", "04 chi đoàn", FOOTNOTE_2, 38),
    ),
    (
        "SL-10",
        "SL039",
        "SL073",
        place("SL039", "02 chi hội", FOOTNOTE_2, 40) + " | " + place("SL073", "01 chi hội", SECTION_4, 74),
    ),
    (
        "SL-10",
        "SL040",
        "SL074",
        place("SL040", "65 hội viên", FOOTNOTE_2, 41) + " | " + place("SL074", "60 hội viên", SECTION_4, 75),
    ),
    # considered for admission in the footnote, admitted in the body
    (
        "SL-11",
        "SL029",
        "SL076",
        place("SL029", "20 đoàn viên ưu tú", FOOTNOTE_1, 30)
        + " | "
        + place("SL076", "17 đoàn viên ưu tú", SECTION_4, 77),
    ),
    # an English point; the value it was read as is told
    (
        "SL-12",
        "SL058",
        "",
        (f"SL058 «13.6 triệu đồng» đọc là 13.600.000 (Báo cáo 2021, mục III.2.2, đoạn 2; {FIGURES}:59)"),
    ),
    # monthly means twelve
    ("SL-13", "SL061", "", place("SL061", "05 lần", "Báo cáo 2021, mục III.3.2, đoạn 1", 62)),
]


@pytest.fixture(scope="module")
def findings():
    """What the checks find in run 2021."""
    return run2021.findings()


def test_2021(findings):
    """Run 2021 has exactly the disagreements its source has, each with both places, and none is critical."""
    rows = findings[["rule", "row_id", "related", "observed"]].itertuples(index=False, name=None)
    assert list(rows) == EXPECTED
    assert set(findings["severity"]) == {"warning"}
    assert set(findings["answer"]) == {""}
    assert (findings["file"] != "").all()
    assert findings["line"].notna().all()


def test_2021_expects(findings):
    """What should stand there is told with its number where there is one."""
    expected = dict(zip(findings["rule"] + findings["row_id"], findings["expected"], strict=True))
    assert expected["CT-06CT02"] == "2 nội dung như tỷ lệ đã in"
    assert expected["SL-13SL061"] == "12 lần trong năm"
    assert expected["DG-05KD3"] == NOT_THOROUGH


def test_the_printed_value_is_read():
    """The 13.6 millions are 13 600 000 đồng."""
    figures = run2021.tables()["figures"].set_index("figure_id")
    assert figures.loc["SL058", "value"] == 13_600_000


def test_same_input_same_bytes(findings):
    """The same tables give the same bytes again."""
    assert csv_text(run2021.findings(run2021.tables())) == csv_text(findings)


SCRIPT = """
import sys
from khacphuc.data.store import csv_text
sys.path.insert(0, sys.argv[1])
import run2021
sys.stdout.buffer.write(csv_text(run2021.findings()).encode())
"""


# in make test every process has a seed of its own, and all findings are expected in their order
@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.full) for seed in ("4242", "0", "1")])
def test_any_hash_seed_same_bytes(findings, seed):
    """The findings do not depend on the order in which Python keeps sets."""
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(run2021.ROOT / "tests")],
        env=os.environ | {"PYTHONHASHSEED": seed},
        cwd=run2021.ROOT,
        capture_output=True,
        check=True,
    )
    assert result.stdout == csv_text(findings).encode()


def test_no_formulas(findings):
    """No cell of findings.csv begins as a formula does."""
    for row in csv.reader(io.StringIO(csv_text(findings))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def critical(project):
    """The critical findings of a copy of the project: rule, row, related, file, line, observed."""
    findings = run2021.findings(run2021.clean(project.root))
    columns = ["rule", "row_id", "related", "file", "line", "observed"]
    return list(findings.loc[findings["severity"] == "critical", columns].itertuples(index=False, name=None))


@pytest.fixture
def project(new_project, tmp_path):
    """A copy of the project to break."""
    return new_project(tmp_path / "project")


def test_one_changed_figure(project):
    """A figure changed by one digit is told by each printed number it no longer gives."""
    project.edit(FIGURES, "SL026,fn1,1,1.805,", "SL026,fn1,1,1.905,")
    rows = critical(project)
    assert [(rule, row_id, related) for rule, row_id, related, *_ in rows] == [
        ("TL-05", "SL018", "TL01;SL026;SL012"),  # 90%
        ("TL-05", "SL028", "TL02;SL027;SL026"),  # 3,1%
    ]
    for *_, file, line, observed in rows:
        assert file == FIGURES
        assert f"SL026 «1.905 đoàn viên ưu tú» ({FOOTNOTE_1}; {FIGURES}:27)" in observed
        assert f"; {FIGURES}:{line})" in observed
    assert [line for *_, line, _ in rows] == [19, 29]
    assert rows[0][-1].startswith(
        "SL018 «90%» (Báo cáo 2021, mục III.1.2, đoạn 2; data/raw/2021/figures.csv:19) | "
    )
    assert "TL01 «95,25%» = 1.905 / 2.000 (data/raw/2021/computed.csv:2)" in rows[0][-1]
    assert "SL012 «2.000 đoàn viên ưu tú»" in rows[0][-1]


@pytest.mark.sampled(10)
@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        # a measured criterion without its figure, a judged one without its status
        (
            "criteria",
            "measured,SL045,>=,SL041",
            "measured,,>=,SL041",
            {("TC-06", "KD2.1")},
        ),
        (
            "criteria",
            'judged,,,,,improved,"Bảng',
            'judged,,,,,,"Bảng',
            {("TC-07", "KD1.2")},
        ),
        # codes nothing has
        ("criteria", "KD2.3,KD2,", "KD2.3,KD9,", {("TC-05", "KD2.3"), ("TC-13", "KD2.3")}),
        ("criteria", ",SL008;III.1.1,", ",SL088;III.1.1,", {("TC-09", "KD1.2")}),
        ("figures", "introduced_workers,SL026", "introduced_workers,SL926", {("SL-06", "SL027")}),
        ("figures", "đội,volunteer_teams,", "đội,volunteer_team,", {("SL-05", "SL043")}),
        ("computed", "SL053;SL052", "SL053;SL952", {("TL-06", "TL12")}),
        ("documents", "năm 2021,VB08", "năm 2021,VB99", {("VB-07", "VB280")}),
        ("measures", "VB301;VB355;VB2973", "VB301;VB999", {("GP-06", "GP2.3")}),
        (
            "target_parts",
            "CT02.1,CT02,",
            "CT02.1,CT09,",
            {("CP-05", "CT02.1"), ("CP-10", "CT02.1"), ("CT-07", "CT02"), ("CT-09", "CT02")},
        ),
        # codes two rows have
        (
            "figures",
            "SL002,I,",
            "SL003,I,",
            {("SL-03", "SL003"), ("TD-01", "SL002")},  # TL08, which is computed of it, is a place of it
        ),
        (
            "documents",
            "VB301,",
            "VB300,",
            # that VB301 is gone is one finding, with both measures and the line of the prose as its places
            {("VB-03", "VB300"), ("VB-08", "VB300"), ("GP-06", "GP2.1")},
        ),
        # texts that are no quantities, no dates, none of the words allowed
        ("figures", "2,252,,cuộc", "2,khá nhiều,,cuộc", {("SL-04", "SL046")}),
        ("figures", "2,252,,cuộc", "2,,,cuộc", {("SL-04", "SL046")}),
        ("documents", "21-KH/UBH,05/3/2021", "21-KH/UBH,31/2/2021", {("VB-04", "VB21")}),
        ("declared", "KD2,partly,", "KD2,half,", {("CB-04", "KD2")}),
        # parts and wholes
        ("figures", "2,103,,thanh niên", "2,155,,thanh niên", {("SL-09", "SL053")}),
        ("figures", "2,94/94,,", "2,95/94,,", {("SL-08", "SL051")}),
        # a declared class that is missing from a document that is not a draft
        ("declared", "KD4,improved,Tiếp tục", "KD4,,Tiếp tục", {("CB-06", "KD4")}),
        # a shortcoming that is not declared, not judged
        ("declared", "KD4,", "KD3,", {("CB-03", "KD3"), ("KD-06", "KD4"), ("TD-01", "KD4")}),
    ],
)
def test_mistakes(project, table, old, new, expected):
    """A mistake in a table is a critical finding of the row it stands in, by its rule."""
    project.edit(f"data/raw/2021/{table}.csv", old, new)
    rows = critical(project)
    assert {(rule, row_id) for rule, row_id, *_ in rows} == expected
    assert all(
        line > 1 and (file.startswith("data/raw/2021/") or rule == "TD-01")
        for rule, *_, file, line, _ in rows
    )


def test_duplicates_tell_both_places(project):
    """Two rows of one code are one finding that quotes both."""
    project.edit(FIGURES, "SL003,I,", "SL002,I,")
    observed = next(observed for rule, *_, observed in critical(project) if rule == "SL-03")
    assert f"{FIGURES}:3)" in observed
    assert f"{FIGURES}:4)" in observed


@pytest.mark.sampled(20)
@pytest.mark.parametrize(
    "table", [*(name for name, table in TABLES.items() if not table.optional), "assessments"]
)
def test_empty_tables(project, table):
    """An empty table is a critical finding, and no check breaks on it."""
    name = "shortcomings" if table == "assessments" else table
    path = project.root / "data/raw" / ("reference" if name == "indicators" else "2021") / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    findings = run2021.findings(run2021.clean(project.root))
    first = {
        row["rule"] for row in findings.to_dict("records") if row["table"] == table and not row["row_id"]
    }
    assert len(first) == 1
    assert next(iter(first)).endswith("-01")
    assert not findings["observed"].str.contains("bị lỗi").any()


def test_a_draft_may_lack_classes():
    """A draft without declared classes has no critical finding."""
    tables = run2021.tables()
    tables["declared"]["class"] = ""
    tables["declared"]["overall_class"] = ""
    assert set(run2021.findings(tables, status="draft")["severity"]) == {"warning"}
    final = run2021.findings(tables, status="final").query("severity == 'critical'")
    assert set(final["rule"]) == {"CB-06", "SL-10", "SL-11"}  # the last two wait for decisions


def test_a_wrong_unit_list():
    """A ratio that counts all communes agrees with the unit list, or both are told."""
    tables = run2021.tables()
    tables["units"] = tables["units"].drop(index=tables["units"].index[-1])
    (rows,) = run2021.findings(tables).query("rule == 'SL-20'").to_dict("records")
    assert (rows["row_id"], rows["expected"]) == ("SL051", "93 đơn vị trong danh mục")


def test_late_papers_and_missing_returns(project):
    """Tables that may be missing are checked when they are there."""
    folder = project.root / "data/raw/2021"
    sidecar = folder / "bao-cao-2021.source.yml"
    text = sidecar.read_text(encoding="utf-8").replace("[shortcomings,", "[meetings, returns, shortcomings,")
    sidecar.write_text(text, encoding="utf-8")
    (folder / "meetings.csv").write_text(
        "meeting_id,held_on,papers_sent_on\nPH1,10/3/2021,07/3/2021\nPH2,12/4/2021,10/4/2021\nPH3,10/5/2021,\n",
        encoding="utf-8",
    )
    (folder / "returns.csv").write_text(
        "return_id,unit_id,indicator,printed,unit\nTH1,DV25456,youths_counselled,154,thanh thiếu niên\n",
        encoding="utf-8",
    )
    findings = run2021.findings(run2021.clean(project.root))
    new = findings[findings["table"].isin(["meetings", "returns", "units"])]
    assert new.loc[new["table"] == "meetings", ["rule", "row_id"]].to_numpy().tolist() == [
        ["PH-05", "PH2"],
        ["PH-06", "PH3"],
    ]
    assert set(new.loc[new["table"] == "units", "rule"]) == {"DV-06"}
    assert len(new) == 2 + 93
    assert set(findings["severity"]) == {"warning"}


HALVED = [
    ("figures", "4.350,,tờ", "4.35,,tờ", "SL-30", "SL050", "SL050 «4.35 tờ» đọc là 4,35"),
    ("figures", "1.900,,lượt", "1.9 nghìn,,lượt", "", "", ""),
    ("target_parts", ">=,SL012,SL026", ">=,1.2,SL026", "CP-18", "CT01.1", "CT01.1 «1.2»"),
    (
        "criteria",
        ',,improved,"Phiên',
        '"11,5 phiên",,improved,"Phiên',
        "TC-24",
        "KD3.1",
        "KD3.1 «11,5 phiên»",
    ),
    ("criteria", ',improved,"Có', '1.5 đoàn viên,improved,"Có', "TC-25", "KD4.2", "KD4.2 «1.5 đoàn viên»"),
]


def replace(project, table, old, new):
    """Change a text that stands once in a raw table."""
    file = project.root / f"data/raw/2021/{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.full  # in make test, the same rules on their examples
def test_a_fraction_of_what_cannot_be_halved_is_critical(project):
    """1.200 saved as 1.2 stops publication wherever it was typed; 1,9 nghìn lượt is a whole number."""
    for name, old, new, *_ in HALVED:
        replace(project, name, old, new)
    sidecar = project.root / "data/raw/2021/bao-cao-2021.source.yml"
    text = sidecar.read_text(encoding="utf-8").replace("[shortcomings,", "[returns, shortcomings,")
    sidecar.write_text(text, encoding="utf-8")
    (project.root / "data/raw/2021/returns.csv").write_text(
        "return_id,unit_id,indicator,printed,unit\nTH1,DV25456,youths_counselled,1.2,thanh thiếu niên\n",
        encoding="utf-8",
    )
    findings = run2021.findings(run2021.clean(project.root))
    halved = findings[findings["expected"].str.contains("không chia lẻ")]
    assert set(halved["severity"]) == {"critical"}
    expected = {(rule, row_id) for *_, rule, row_id, _ in HALVED if rule} | {("TH-10", "TH1")}
    assert set(zip(halved["rule"], halved["row_id"], strict=True)) == expected
    for *_, rule, _, observed in HALVED:
        assert not rule or halved.query("rule == @rule")["observed"].item().startswith(observed)


@pytest.mark.full  # in make test, the same rules on their examples
def test_a_project_without_a_list_of_units_is_told(project):
    """Without the list a fraction of a person is found by nobody, and that is a finding of its own."""
    (project.root / "data/raw/reference/units_of_measure.csv").unlink()
    replace(project, *HALVED[0][:3])
    findings = run2021.findings(run2021.clean(project.root))
    assert "SL-30" not in set(findings["rule"])
    (row,) = findings.query("rule == 'DT-01'").to_dict("records")
    assert (row["severity"], row["table"], row["row_id"]) == ("warning", "units_of_measure", "")


@pytest.mark.full  # in make test, the same rules on their examples
def test_a_sum_of_what_can_be_halved_has_decimals():
    """2,5 km and more may be added up with decimals; persons may not."""
    tables = run2021.tables()
    figures, computed = tables["figures"], tables["computed"]
    figures.loc[figures["figure_id"].isin(["SL036", "SL037"]), ["unit", "value"]] = ["km", 2.5]
    computed.loc[computed["computed_id"].isin(["TL04", "TL08"]), "decimals"] = 1
    refused = run2021.findings(tables).query("rule == 'TL-11'")
    assert list(refused["row_id"]) == ["TL08"]
