"""Whether the shipped typeface is whole."""

from __future__ import annotations

import hashlib
import shutil
import sys

import pytest
from fontTools.subset import main as subset

from khacphuc.doctor.diagnosis import as_typed
from khacphuc.doctor.fonts import VIETNAMESE, examine_fonts
from khacphuc.fonts import FACES, FONT_DIR, SUMS


@pytest.fixture
def folder(tmp_path):
    """A copy of the fonts."""
    place = tmp_path / "fonts"
    shutil.copytree(FONT_DIR, place, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return place


def look(folder):
    """The diagnosis of a folder of fonts."""
    (diagnosis,) = examine_fonts(folder.parent, folder)
    return diagnosis


def sign(folder):
    """Write the hashes of what is there."""
    files = sorted(file for file in folder.iterdir() if file.suffix in {".ttf", ".woff2"})
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (folder / SUMS.name).write_text("".join(lines))


def test_the_hashes_are_those_of_every_font(folder):
    """SHA256SUMS is right: every face and every subset, and nothing else."""
    sign(folder)
    assert (folder / SUMS.name).read_text() == SUMS.read_text()
    assert [line.split()[1] for line in SUMS.read_text().splitlines()] == sorted(
        file.name for face in FACES for file in (face.ttf, face.woff2)
    )


def test_there_are_134_letters():
    """Twelve vowels in six tones, đ, both cases; ASCII is left out."""
    assert len(VIETNAMESE) == 134


def test_whole_fonts_are_fine(folder):
    """The shipped ones, and a copy."""
    assert look(FONT_DIR).state == "ok"
    assert look(folder).observed == "all 8 are whole and have every letter of Vietnamese"


@pytest.mark.parametrize("name", ["Tinos-Bold.ttf", "Tinos-Italic.woff2"])
def test_an_altered_or_missing_font_stops_a_run(folder, name):
    """One byte is enough, for a document would look otherwise."""
    data = bytearray((folder / name).read_bytes())
    data[100] ^= 1
    (folder / name).write_bytes(data)
    diagnosis = look(folder)
    assert (diagnosis.state, diagnosis.observed) == ("stops", f"{name} is not what was shipped")
    (folder / name).unlink()
    assert look(folder).observed == f"{name} is missing"
    assert (
        look(folder).remedy
        == f"{as_typed(sys.executable)} -m pip install --force-reinstall --no-deps khacphuc"
    )


def test_a_clone_has_its_own_remedy(folder, monkeypatch):
    """What git has is taken from git."""
    monkeypatch.chdir(folder.parent)
    (folder.parent / ".git").touch()
    (folder / "Tinos-Bold.ttf").unlink()
    assert look(folder).remedy == "git -C . checkout -- fonts/Tinos-Bold.ttf"


def test_fonts_without_vietnamese_stop_a_run(folder):
    """Even where somebody wrote their hashes anew."""
    file = folder / "Tinos-Regular.ttf"
    subset([str(FONT_DIR / file.name), "--unicodes=20-7E", f"--output-file={file}"])
    sign(folder)
    diagnosis = look(folder)
    assert diagnosis.state == "stops"
    assert diagnosis.observed.startswith("Tinos-Regular.ttf lacks À, Á, Â, Ã, È, É and 128 more")


def test_what_is_no_font_has_no_letters(folder):
    """It is told, not raised."""
    (folder / "Tinos-Regular.ttf").write_bytes(b"no font")
    sign(folder)
    assert look(folder).observed.startswith("Tinos-Regular.ttf lacks ")


@pytest.mark.parametrize("text", [None, "abc\n"])
def test_hashes_that_cannot_be_read_stop_a_run(folder, text):
    """Nobody knows then what the fonts are."""
    (folder / SUMS.name).unlink()
    if text:
        (folder / SUMS.name).write_text(text)
    diagnosis = look(folder)
    assert diagnosis.state == "stops"
    assert diagnosis.observed.startswith("their hashes cannot be read (")
