"""The record of a run."""

from __future__ import annotations

from importlib import metadata

import pytest

from khacphuc.errors import SourceError
from khacphuc.paths import write_text
from khacphuc.run import manifest
from khacphuc.run.manifest import (
    Manifest,
    hash_inputs,
    hash_outputs,
    installed_versions,
    read_findings,
    read_manifest,
    read_rows,
    read_verdicts,
)


def test_a_manifest_comes_back_as_it_was_written(tmp_path):
    """Written and read, it is the same; its letters are letters and it ends with a line break."""
    told = Manifest(
        "2021", "failed", {"a": "1"}, {}, {"python": "3"}, {"warning": 2}, ({"agrees": "true"},), "Lỗi"
    )
    write_text(tmp_path / "run.json", told.to_json())
    assert read_manifest(tmp_path / "run.json") == told
    assert '"error": "Lỗi"' in told.to_json()
    assert told.to_json().endswith("}\n")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"run": "2021", "verdicts": []}', '{"verdicts": [], "x": 1}']
)
def test_what_is_no_manifest_is_told(tmp_path, text):
    """A record of another version, or cut short, is told by name."""
    write_text(tmp_path / "run.json", text)
    with pytest.raises(SourceError, match=r"run\.json: is not a manifest"):
        read_manifest(tmp_path / "run.json")


def test_every_input_is_hashed(project):
    """Parameters, prose, policy, tables, reference lists, expectations, notebooks and the package."""
    write_text(project.raw("2021") / "~$register.xlsx", "a lock of Excel")
    write_text(project.raw("2021") / ".hidden", "")
    assert sorted(hash_inputs(project, "2021")) == [
        "data/raw/2021/figures.csv",
        "data/raw/reference/units.csv",
        "expectations/figures.yml",
        "notebooks/10_clean.ipynb",
        "notebooks/20_check.ipynb",
        "notebooks/30_assess.ipynb",
        "notebooks/40_report.ipynb",
        "params/2021.md",
        "params/2021.yml",
        "params/policy/assessment.yml",
        "src/khacphuc",
    ]
    write_text(project.raw("2020") / "figures.csv", "")
    assert "data/raw/2020/figures.csv" in hash_inputs(project, "2021", "2020")


def test_a_changed_input_changes_its_hash_alone(project, monkeypatch):
    """What changed can be read off the record."""
    monkeypatch.setattr(manifest, "_hash_package", lambda: "")
    before = hash_inputs(project, "2021")
    write_text(project.raw("2021") / "figures.csv", "other")
    after = hash_inputs(project, "2021")
    assert {name for name in after if after[name] != before[name]} == {"data/raw/2021/figures.csv"}


def test_the_records_are_no_outputs(tmp_path):
    """The record does not hash itself, nor the times beside it."""
    for name in ("report/run.json", "report/timings.json", "report/tables/figures.csv", "clean/f.parquet"):
        write_text(tmp_path / name, "")
    assert sorted(hash_outputs(tmp_path)) == ["clean/f.parquet", "report/tables/figures.csv"]


def test_versions_name_what_shapes_the_result(monkeypatch):
    """A distribution that is not installed is told, not left out."""
    monkeypatch.setattr(manifest, "_DISTRIBUTIONS", ("papermill", "no-such-thing"))
    found = manifest.versions()
    assert found["no-such-thing"] == "not installed"
    assert found["papermill"][0].isdigit()
    assert {"python", "khacphuc"} < set(found)


def test_findings_are_counted_by_severity(tmp_path):
    """A critical finding somebody accepted does not block; any other answer, or none, does."""
    file = tmp_path / "findings.csv"
    head = "severity,answer,rule,row_id,file,line,description\n"
    rows = 'warning,,A,,,,\ncritical,"accepted: giữ,\nnhư in",A,,,,\n'
    rows += "critical, ,B,SL001,f.csv,2,x\nwarning,,A,,,,\n"
    rows += "critical,under_review: x,B,SL002,f.csv,3,x\n"
    write_text(file, head + rows)
    counts, unanswered = read_findings(file)
    assert counts == {"critical": 3, "warning": 2}
    assert [row["row_id"] for row in unanswered] == ["SL001", "SL002"]


def test_verdicts_keep_the_order_of_the_table(tmp_path):
    """Only the four columns of the verdict are taken."""
    file = tmp_path / "assessments.csv"
    write_text(
        file, "shortcoming_id,computed_class,declared_class,agrees,rule\nKD2,a,b,false,R\nKD1,a,a,true,R\n"
    )
    assert [row["shortcoming_id"] for row in read_verdicts(file)] == ["KD2", "KD1"]
    assert set(read_verdicts(file)[0]) == {"shortcoming_id", "computed_class", "declared_class", "agrees"}


@pytest.mark.parametrize("text", ["", "severity\ncritical\n"])
def test_a_table_without_a_column_is_told(tmp_path, text):
    """A table that lacks what is counted is never taken for one without findings."""
    write_text(tmp_path / "findings.csv", text)
    with pytest.raises(SourceError, match=r"findings\.csv: lacks the column answer"):
        read_rows(tmp_path / "findings.csv", ("severity", "answer") if text else ("answer",))


def test_versions_are_those_python_knows():
    """Of every distribution on record, as ``importlib.metadata`` reads it out of its files."""
    told = manifest.versions()
    known = {name: metadata.version(name) for name in manifest._DISTRIBUTIONS}
    assert {name: told[name] for name in known} == known


def test_the_first_folder_counts_and_names_are_normalized(tmp_path):
    """As for imports; what is no installed distribution, or no folder, is nothing."""
    for name in (
        "a/Ruamel.Yaml-0.18.dist-info",
        "b/ruamel_yaml-0.17.dist-info",
        "b/other-1.dist-info",
        "b/other",
    ):
        (tmp_path / name).mkdir(parents=True)
    found = installed_versions([str(tmp_path / name) for name in ("none", "a", "b")])
    assert found == {"ruamel-yaml": "0.18", "other": "1"}
