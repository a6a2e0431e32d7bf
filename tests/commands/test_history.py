"""Versions of a run are listed, compared and restored."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from khacphuc.checks.findings import Finding, Location
from khacphuc.checks.result import CheckResult
from khacphuc.commands.history import compare_versions, list_history, restore_version
from khacphuc.console.progress import Silent
from khacphuc.errors import SourceError, UsageError
from khacphuc.history.issued_values import packed_values
from khacphuc.history.keeping import keep_version
from khacphuc.history.signoffs import SignOff, add_sign_off
from khacphuc.history.version_file import VERSION_RECORD, list_versions, pack_version, read_parts, read_record
from khacphuc.run.attempt import run_report
from khacphuc.run.manifest import MANIFEST
from khacphuc.run.outcome import Options
from khacphuc.run.run_one import make_run
from khacphuc.schema.tables import ISSUED
from tests.history.test_keeping import RECORD, files


def keep(project, value, prose, *rules, roles=(), run_json=b"", compared_with=None):
    """Keep a version of the project's run."""
    findings = tuple(
        Finding(rule, "warning", "figures", "sửa", "SL1", location=Location("", "figures.csv", 2))
        for rule in rules
    )
    parts = files(value) | {
        "clean/findings.json": CheckResult(findings, ()).to_json().encode(),
        "inputs/params/2021.md": prose.encode(),
    }
    if run_json:
        parts[f"report/{MANIFEST}"] = run_json
    if compared_with:
        parts[f"clean/{ISSUED}.parquet"] = packed_values(compared_with.path)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    record = replace(RECORD, run_json=digests[f"report/{MANIFEST}"], files=digests, roles=roles)
    return keep_version(project.history("2021"), record, parts)


def test_a_run_without_versions_says_so(project):
    """That is no mistake."""
    assert list_history(project, "2021").startswith("lần chạy 2021 chưa có phiên bản nào")


def test_an_unknown_run_is_told(project):
    """Or a version that is none."""
    with pytest.raises(UsageError, match="no run 1999"):
        list_history(project, "1999")
    keep(project, 1.0, "a")
    with pytest.raises(UsageError, match="no version 7, expected 1"):
        compare_versions(project, "2021", 1, 7)


def test_versions_are_listed_with_their_sign_offs(project):
    """Issued once every role has approved; a role that changed its mind counts as it said last."""
    keep(project, 1.0, "a")
    second = keep(project, 2.0, "a", roles=("Bí thư", "Văn phòng"))
    digest = read_record(second.path).run_json
    for role, decision in [("Bí thư", "rejected"), ("Bí thư", "approved")]:
        add_sign_off(project.history("2021"), SignOff("2022-01-06", digest, role, decision, "đã sửa"))
    assert list_history(project, "2021").splitlines() == [
        "1  2022-01-05  chính thức, đã phát hành  (khacphuc 1.0, không có commit)",
        "2  2022-01-05  chính thức, chưa phát hành  (khacphuc 1.0, không có commit)",
        "  Bí thư: đồng ý ngày 2022-01-06: đã sửa",
        "  Văn phòng: chưa ký duyệt",
    ]
    add_sign_off(project.history("2021"), SignOff("2022-01-07", digest, "Văn phòng", "approved", ""))
    assert "2  2022-01-05  chính thức, đã phát hành" in list_history(project, "2021")


def test_what_was_removed_by_hand_is_told(project):
    """Which file, which row, what was there, and how it comes back; also where nothing is left but rows."""
    first, second = keep(project, 1.0, "a"), keep(project, 2.0, "a")
    vintages = project.history("2021") / "vintages.csv"
    rows = vintages.read_text(encoding="utf-8").splitlines(keepends=True)
    vintages.write_text("".join(rows[:1] + rows[2:]), encoding="utf-8")
    second.path.unlink()
    assert list_history(project, "2021").splitlines()[1:] == [
        "lịch sử của lần chạy 2021 không còn nguyên vẹn:",
        "  history/2021/: thiếu tệp của phiên bản 2, cần có 0002-….zip",
        f"  history/2021/vintages.csv: phiên bản 1 thiếu dòng của SL1, cần có: {rows[1].strip()}",
        (
            "Thư mục history/ chỉ được ghi thêm: lấy lại các tệp này từ nơi lưu (git, bản sao lưu); "
            "dòng thiếu hoặc khác thì cũng có thể ghi lại đúng như nêu trên."
        ),
    ]
    first.path.unlink()
    assert "thiếu tệp của phiên bản 1" in list_history(project, "2021")


@pytest.mark.usefixtures("writers")
def test_what_is_published_and_no_version_is_told(project, fake):
    """Where the last version was removed that changed no value; running again keeps it."""
    assert run_report(project, "2021", progress=Silent(), execute=fake.InProcess()).status == "published"
    for version in project.history("2021").iterdir():
        version.unlink()
    _, line = list_history(project, "2021").splitlines()
    assert line.startswith("reports/2021: bản đang công bố không có trong các phiên bản đã lưu")
    make_run(project, "2021", Options(), progress=Silent())
    (line,) = list_history(project, "2021").splitlines()
    assert line.startswith("1  ")


def test_two_versions_are_compared(project):
    """Numbers, findings and prose; what did not change is said in a line."""
    keep(project, 1.0, "một\nhai\n", "KL1")
    keep(project, 2.0, "một\nba\n", "KL2")
    keep(project, 2.0, "một\nba\n", "KL2")
    assert compare_versions(project, "2021", 1, 2).splitlines() == [
        "lần chạy 2021, phiên bản 1 → 2",
        "số liệu, trạng thái và mức đánh giá:",
        "  SL1: 1 người → 2 người",
        "phát hiện:",
        "  mới: KL2 SL1",
        "  không còn: KL1 SL1",
        "lời văn:",
        "  -hai",
        "  +ba",
    ]
    assert compare_versions(project, "2021", 2, 2).splitlines()[1:] == [
        "số liệu, trạng thái và mức đánh giá: không đổi",
        "phát hiện: không đổi",
        "lời văn: không đổi",
    ]


def test_a_version_is_restored_as_a_new_one(project):
    """What readers find is its bytes; the versions before stay."""
    keep(project, 1.0, "a")
    keep(project, 1.0, "b", run_json=b"another")
    before = {path.name: path.read_bytes() for path in project.history("2021").glob("*.zip")}
    assert "phiên bản 1, thành phiên bản 3" in restore_version(project, "2021", 1)
    assert (project.published_report("2021") / MANIFEST).read_bytes() == b"1.0"
    assert (project.published_clean("2021") / "figures.parquet").is_file()
    after = {path.name: path.read_bytes() for path in project.history("2021").glob("*.zip")}
    assert before.items() <= after.items()
    assert [version.number for version in list_versions(project.history("2021"))] == [1, 2, 3]


def test_no_restored_version_moves_an_issued_value(project):
    """Nobody would be told: neither that it moved back, nor that it was another meanwhile."""
    first = keep(project, 1.0, "a")
    second = keep(project, 2.0, "a", compared_with=first)
    with pytest.raises(UsageError, match=r"0001-.*\.zip: version 1 has other values .*: SL1.*answer PB-01"):
        restore_version(project, "2021", 1)
    keep(project, 1.0, "a", run_json=b"moved back", compared_with=second)
    with pytest.raises(UsageError, match="version 1 has other values than were issued last: SL1"):
        restore_version(project, "2021", 1)
    assert not project.published_report("2021").exists()
    assert len(list_versions(project.history("2021"))) == 3


def test_a_version_that_was_never_issued_binds_nobody(project):
    """Values move freely until they are issued."""
    keep(project, 1.0, "a", roles=("Bí thư",))
    keep(project, 2.0, "a", roles=("Bí thư",))
    assert "phiên bản 1, thành phiên bản 3" in restore_version(project, "2021", 1)


def test_a_damaged_version_is_not_restored(project):
    """Nothing is published of it."""
    version = keep(project, 1.0, "a")
    parts = {name: data for name, data in read_parts(version.path, "").items() if name != VERSION_RECORD}
    record = read_record(version.path)
    version.path.write_bytes(pack_version(record, parts | {"clean/figures.parquet": b"other"}))
    with pytest.raises(SourceError, match=r"clean/figures\.parquet is not as it was published"):
        restore_version(project, "2021", 1)
    assert not project.published_report("2021").exists()
