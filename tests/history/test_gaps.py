"""What was removed or edited by hand in the folder of versions is told, and nothing else is."""

from __future__ import annotations

import csv
import io

import pytest

from khacphuc.history import keeping
from khacphuc.history.gaps import Gap, history_gaps
from khacphuc.history.keeping import VINTAGES
from khacphuc.history.signoffs import SIGN_OFFS, SignOff, add_sign_off
from khacphuc.history.version_file import list_versions, read_record
from khacphuc.history.vintages import read_vintages

from .test_keeping import keep

HEAD = "2022-01-05,tay-ninh,2021,2021,figure,SL1"


@pytest.fixture
def folder(tmp_path):
    """Three versions: the second moves a figure, the third moves it back."""
    for value in (1.0, 2.0, 1.0):
        keep(tmp_path, value)
    return tmp_path


def versions(folder):
    """The files of the versions."""
    return [version.path for version in list_versions(folder)]


def edit(folder, change):
    """Change the lines of the vintages."""
    file = folder / VINTAGES
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(change(lines)), encoding="utf-8")


def line_of(folder, code, version):
    """The line a row stands in."""
    rows = read_vintages(folder / VINTAGES)
    return next(n for n, row in enumerate(rows, 2) if (row.code, row.version) == (code, str(version)))


def test_a_whole_history_has_no_gap(folder):
    """Nor has a folder nobody has kept anything in; a version may change no value."""
    keep(folder, 1.0000000000000002)  # as printed it is what it was
    assert len(versions(folder)) == 4
    assert history_gaps(folder) == ()
    assert history_gaps(folder / "none") == ()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_version_without_a_file_is_told(folder, number):
    """The last, too: its rows name it; values of the versions after it are no gaps."""
    versions(folder)[number - 1].unlink()
    assert history_gaps(folder) == (Gap("version", version=number, expected=f"000{number}-….zip"),)


def test_a_number_is_not_given_again(folder):
    """What was removed stays told."""
    versions(folder)[2].unlink()
    assert keep(folder, 5.0).number == 4
    assert [gap.version for gap in history_gaps(folder)] == [3]


def test_a_version_under_another_name_is_told(folder):
    """As one that closes a gap."""
    _, second, third = versions(folder)
    second.unlink()
    third.rename(folder / f"0002{third.name[4:]}")
    missing, name = history_gaps(folder)
    assert (missing.kind, missing.version) == ("version", 2)
    assert (name.kind, name.file, name.expected) == ("name", f"0002{third.name[4:]}", third.name)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_row_that_was_removed_is_told(folder, version):
    """As it was written; the rows after it are no gaps."""
    line, value = line_of(folder, "SL1", version), {1: "1", 2: "2", 3: "1"}[version]
    edit(folder, lambda lines: [*lines[: line - 1], *lines[line:]])
    gaps = history_gaps(folder)
    if version == 1:
        expected = [("missing", f"{HEAD},{value},người,final,1")]
        assert [(gap.kind, gap.expected) for gap in gaps] == expected
    else:  # it was the only row of its version
        assert gaps == (Gap("vintages", VINTAGES, version=version, expected="1"),)


def test_a_row_written_again_closes_the_gap(folder):
    """Behind the others of its version, as it is told."""
    whole = (folder / VINTAGES).read_bytes()
    line, end = line_of(folder, "SL1", 1), line_of(folder, "SL1", 2)
    edit(folder, lambda lines: [*lines[: line - 1], *lines[line:]])
    (gap,) = history_gaps(folder)
    edit(folder, lambda lines: [*lines[: end - 2], f"{gap.expected}\n", *lines[end - 2 :]])
    assert history_gaps(folder) == ()
    assert sorted((folder / VINTAGES).read_bytes().splitlines()) == sorted(whole.splitlines())


def test_a_row_that_was_edited_is_told(folder):
    """With its line, as it is and as it was."""
    line = line_of(folder, "SL1", 2)
    edit(folder, lambda lines: [row.replace("SL1,2,", "SL1,9,") for row in lines])
    (gap,) = history_gaps(folder)
    observed, expected = (f"{HEAD},{value},người,final,2" for value in "92")
    assert gap == Gap("other", VINTAGES, line, 2, "SL1", observed, expected)


def test_a_row_no_version_has_is_told(folder):
    """Written twice, or of a code that never was."""
    edit(folder, lambda lines: [*lines, lines[-1], lines[-1].replace("SL1", "SL9")])
    last = line_of(folder, "SL1", 3)
    assert [(gap.kind, gap.line, gap.code) for gap in history_gaps(folder)] == [
        ("surplus", last + 1, "SL1"),
        ("surplus", last + 2, "SL9"),
    ]


def test_vintages_that_are_gone_are_told(folder):
    """A line for each version, with how many rows it had."""
    rows = list(csv.reader(io.StringIO((folder / VINTAGES).read_text(encoding="utf-8"))))[1:]
    (folder / VINTAGES).unlink()
    gaps = [Gap("vintages", VINTAGES, version=n, expected=e) for n, e in ((1, "11"), (2, "1"), (3, "1"))]
    assert history_gaps(folder) == tuple(gaps)
    assert len(rows) == 13


def test_a_sign_off_without_its_version_is_told(folder):
    """That of the last version, too, which changed no value."""
    last = keep(folder, 1.0000000000000002)
    digest = read_record(last.path).run_json
    add_sign_off(folder, SignOff("2022-01-06", digest, "Bí thư", "approved", ""))
    assert history_gaps(folder) == ()
    last.path.unlink()
    observed, expected = "2022-01-06,Bí thư,approved", f"…-{digest[:16]}.zip"
    assert history_gaps(folder) == (Gap("sign_off", SIGN_OFFS, observed=observed, expected=expected),)


def test_a_version_that_is_being_kept_is_no_gap(folder, monkeypatch):
    """Killed before it got its name: it is ended by whoever comes next."""

    def die(*arguments):
        keep_rows(*arguments)
        raise KeyboardInterrupt

    keep_rows = keeping.add_history_rows
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "add_history_rows", die)
        with pytest.raises(KeyboardInterrupt):
            keep(folder, 4.0)
    assert history_gaps(folder) == ()
