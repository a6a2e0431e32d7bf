"""Tests of `khacphuc.run.hashing`."""

from __future__ import annotations

from khacphuc.project.files import write_text
from khacphuc.project.selection import Selection
from khacphuc.run import hashing
from khacphuc.run.hashing import hash_inputs, hash_outputs


def test_every_input_is_hashed(project):
    """Parameters, prose, policy, tables, reference lists, expectations, notebooks and the package."""
    write_text(project.raw("2021") / "~$register.xlsx", "a lock of Excel")
    write_text(project.raw("2021") / ".hidden", "")
    write_text(project.expectations / "__pycache__" / "x.pyc", "")
    assert sorted(hash_inputs(project, "2021", Selection(office="tay-ninh"))) == [
        "data/raw/2021/figures.csv",
        "data/raw/reference/tay-ninh/units.csv",
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
    assert "data/raw/2020/figures.csv" in hash_inputs(project, "2021", Selection("2020"))


def test_a_changed_input_changes_its_hash_alone(project, monkeypatch):
    """What changed can be read off the record."""
    monkeypatch.setattr(hashing, "_hash_package", lambda: "")
    before = hash_inputs(project, "2021")
    write_text(project.raw("2021") / "figures.csv", "other")
    after = hash_inputs(project, "2021")
    assert {name for name in after if after[name] != before[name]} == {"data/raw/2021/figures.csv"}


def test_the_records_are_no_outputs(tmp_path):
    """The record does not hash itself, nor the times beside it."""
    for name in ("report/run.json", "report/timings.json", "report/tables/figures.csv", "clean/f.parquet"):
        write_text(tmp_path / name, "")
    assert sorted(hash_outputs(tmp_path)) == ["clean/f.parquet", "report/tables/figures.csv"]
