"""The record of a run."""

from __future__ import annotations

import pytest

from khacphuc.errors import SourceError
from khacphuc.project.files import write_text
from khacphuc.run.manifest import Manifest, read_manifest


def test_a_manifest_comes_back_as_it_was_written(tmp_path):
    """Written and read, it is the same; its letters are letters and it ends with a line break."""
    manifest = Manifest(
        "2021", "failed", {"a": "1"}, {}, {"python": "3"}, {"warning": 2}, ({"agrees": "true"},), "Lỗi"
    )
    write_text(tmp_path / "run.json", manifest.to_json())
    assert read_manifest(tmp_path / "run.json") == manifest
    assert '"error": "Lỗi"' in manifest.to_json()
    assert manifest.to_json().endswith("}\n")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"run": "2021", "verdicts": []}', '{"verdicts": [], "x": 1}']
)
def test_what_is_no_manifest_is_told(tmp_path, text):
    """A record of another version, or cut short, is told by name."""
    write_text(tmp_path / "run.json", text)
    with pytest.raises(SourceError, match=r"run\.json: is not a manifest"):
        read_manifest(tmp_path / "run.json")
