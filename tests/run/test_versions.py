"""Tests of `khacphuc.run.versions`."""

from __future__ import annotations

from importlib import metadata

from khacphuc.project.files import write_text
from khacphuc.run import versions
from khacphuc.run.versions import installed_versions


def test_versions_name_what_shapes_the_result(monkeypatch):
    """A distribution that is not installed is told, not left out."""
    monkeypatch.setattr(versions, "_DISTRIBUTIONS", ("papermill", "no-such-thing"))
    record = versions.versions()
    assert record["no-such-thing"] == "not installed"
    assert record["papermill"][0].isdigit()
    assert {"python", "khacphuc"} < set(record)


def test_versions_are_those_python_knows():
    """Of every distribution on record, as ``importlib.metadata`` reads it out of its files."""
    known = {name: metadata.version(name) for name in versions._DISTRIBUTIONS}
    assert versions.versions().items() >= known.items()


def test_the_first_folder_counts_and_names_are_normalized(tmp_path):
    """As for imports; what is no installed distribution, or no folder, is nothing."""
    for name in (
        "a/Ruamel.Yaml-0.18.dist-info/METADATA",
        "b/ruamel_yaml-0.17.dist-info/METADATA",
        "b/other-1.dist-info/METADATA",
        "b/other/METADATA",
        "b/interrupted-1.dist-info/RECORD",
    ):
        write_text(tmp_path / name, "")
    installed = installed_versions([str(tmp_path / name) for name in ("none", "a", "b")])
    assert installed == {"ruamel-yaml": "0.18", "other": "1"}
