"""A version says what it is in the forms others read, in the same words in every clone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from khacphuc.history.data_package import DATA_PACKAGE
from khacphuc.history.evidence import with_evidence
from khacphuc.history.run_crate import RUN_CRATE
from khacphuc.history.version_file import list_versions, read_record
from khacphuc.project.layout import Layout

from .. import run2021
from .test_keeping import files

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-evidence" / "bin" / "python"
RECORD = {"run": "2021", "office": "tay-ninh", "versions": {"khacphuc": "1.0", "python": "3.11.7"}}


def version(number=1231.0):
    """A version with its evidence."""
    inputs = {
        "inputs/notebooks/10_clean.ipynb": b"{}",
        "inputs/data/raw/2021/Số liệu.csv": b"a\n",
        "report/tables/targets.csv": b"target_id,part_id,status\nCT1,,met\n",
    }
    return with_evidence(files(number) | inputs, RECORD, run2021.parameters(), "2022-01-05")


def test_the_same_version_has_the_same_evidence():
    """In every clone."""
    assert version() == version()
    assert version()[DATA_PACKAGE] != version(1.0)[DATA_PACKAGE]


AGAIN = """
import hashlib, json, sys
from pathlib import Path
from khacphuc.config.parameters import load_parameters
from khacphuc.history.evidence import with_evidence
from khacphuc.history.version_file import read_parts, read_record
KEPT = ("clean/", "report/", "inputs/")
path, parameters = map(Path, sys.argv[1:])
parts = {name: data for name, data in read_parts(path, "").items() if name.startswith(KEPT)}
record, day = json.loads(parts["report/run.json"]), read_record(path).published_on
made = with_evidence(parts, record, load_parameters(parameters), day)
print(json.dumps({name: hashlib.sha256(made[name]).hexdigest() for name in made if "json" in name}))
"""


@pytest.mark.full
@pytest.mark.untraced
def test_another_clone_has_the_same_evidence(published):
    """Made of the same version under another hash seed, time zone and locale it is the same byte for byte."""
    (version,) = list_versions(Layout(published.root).history("2021"))
    other = {"PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    command = [sys.executable, "-c", AGAIN, version.path, published.root / "params" / "2021.yml"]
    again = subprocess.run(command, env=os.environ | other, capture_output=True, text=True, check=True)
    hashes = read_record(version.path).files
    for name in (DATA_PACKAGE, RUN_CRATE):
        assert json.loads(again.stdout)[name] == hashes[name], name


def validated(folder):
    """What the reference validators say of an unpacked version, in the environment they have."""
    return subprocess.run(
        [PYTHON, ROOT / "scripts" / "validate_evidence.py", folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.full
@pytest.mark.untraced
@pytest.mark.skipif(
    not os.environ.get("CI") and not PYTHON.exists(), reason="make evidence makes their environment"
)
def test_the_reference_validators_agree(published, tmp_path):
    """Every table of 2021 is as its package describes it, the crate as its profiles ask; changed ones not."""
    (version,) = list_versions(Layout(published.root).history("2021"))
    with zipfile.ZipFile(version.path) as archive:
        archive.extractall(tmp_path)
    outcome = validated(tmp_path)
    assert (outcome.returncode, outcome.stdout) == (0, "valid\n"), outcome.stdout + outcome.stderr
    table = tmp_path / "tables" / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b"SL001", b"SL01", 1))
    crate = tmp_path / RUN_CRATE
    crate.write_text(crate.read_text(encoding="utf-8").replace('"instrument"', '"tool"'), encoding="utf-8")
    changed = validated(tmp_path)
    assert changed.returncode == 1, changed.stderr
    assert "tables/figures.csv" in changed.stdout
    assert "workflow-run-crate: " in changed.stdout
