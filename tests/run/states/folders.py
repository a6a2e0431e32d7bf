"""Folders of runs as commands leave them, written without any: what a state is told from, and no more."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.checks.findings import Answer, Finding, Location
from khacphuc.checks.result import CheckResult
from khacphuc.history.signoffs import SignOff, add_sign_off
from khacphuc.history.version_file import VersionRecord, next_number, pack_version, version_name
from khacphuc.project.files import hash_file, write_bytes, write_text
from khacphuc.project.selection import Selection
from khacphuc.project.workspace import FINDINGS
from khacphuc.run.hashing import input_files
from khacphuc.run.manifest import MANIFEST, Manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khacphuc.project.layout import Layout

OFFICE = "tay-ninh"
PARAMETERS = """\
year: {year}
office: {office}
status: {status}
language: {language}
profile: youth-union
title: Kết quả khắc phục khuyết điểm năm {year}
issuer: {{superior: TỈNH ĐOÀN, body: BAN THƯỜNG VỤ, symbol: BC/TĐTN-VP, place: {place}}}
document: {{number: "", date: ""}}
signatory: {{authority: TM. BAN THƯỜNG VỤ, office: PHÓ BÍ THƯ, name: Nguyễn Văn A}}
recipients: [Lưu VP]
previous: ""
due: ""
annexes: [figures]
"""
ROLES = ("TRƯỞNG BAN TỔ CHỨC", "BÍ THƯ")
NOW = 1_700_000_000_000_000_000
"""The time of every input: what commands leave is later, or earlier, by whole hours."""
ANSWER = Answer("accepted", "", "đúng như văn bản", "VĂN PHÒNG", dt.date(2022, 1, 3))
HOUR = 3_600_000_000_000


@dataclass
class RunFolders:
    """The folders of one run; each method leaves what a command would."""

    layout: Layout
    run: str = "2021"
    office: str = OFFICE
    status: str = "draft"
    roles: tuple[str, ...] = ROLES
    language: str = "vi"
    place: str = "Tây Ninh"

    def inputs(self, year: int = 2021, **tables: str) -> RunFolders:
        """Parameters, prose, a table and units."""
        text = PARAMETERS.format(
            year=year, office=self.office, status=self.status, language=self.language, place=self.place
        )
        if self.roles:
            text += "signoffs:\n" + "".join(f"  - {role}\n" for role in self.roles)
        write_text(self.layout.parameters(self.run), text)
        write_text(self.layout.prose(self.run), "Có @SL041 đoàn viên.\n")
        write_text(self.layout.raw(self.run) / "figures.csv", "figure_id,printed\nSL041,1.231\n")
        for name, rows in tables.items():
            write_text(self.layout.raw(self.run) / f"{name}.csv", rows)
        units = (
            "unit_id,name,level,parent,valid_from,valid_to\nDV1,Tỉnh,province,,,\nDV2,Huyện,district,DV1,,\n"
        )
        write_text(self.layout.office(self.office) / "units.csv", units)
        self.at(0)
        return self

    def at(self, hours: int) -> None:
        """Give every input this time."""
        for place in (self.layout.root / "params", self.layout.root / "data" / "raw"):
            for path in (place, *place.rglob("*")):
                os.utime(path, ns=(NOW + hours * HOUR,) * 2)

    def edit(self, hours: int, text: str = "Có @SL041 đoàn viên ưu tú.\n") -> None:
        """Write the prose."""
        _write(self.layout.prose(self.run), text, hours)

    def publish(self, hours: int = 1, *, keep: bool = True, findings: Mapping[str, int] | None = None) -> str:
        """A published report, and its version unless it is a draft; gives the digest of its record."""
        files = input_files(self.layout, self.run, Selection("", self.office))
        record = Manifest(
            *(self.run, "published", {self.layout.relative(file): hash_file(file) for file in files}),
            outputs={"report/report.html": str(hours)},
            findings=findings or {"warning": 1},
            language=self.language,
            office=self.office,
            document_status=self.status,
        )
        report = self.layout.published_report(self.run)
        data = record.to_json().encode()
        _write(report / MANIFEST, data.decode(), hours)
        for name in ("report.html", "review.html"):
            write_text(report / name, "<!doctype html>\n")
        digest = hashlib.sha256(data).hexdigest()
        if keep and self.status != "draft":
            self.keep(digest)
        return digest

    def keep(self, digest: str) -> None:
        """A version."""
        folder = self.layout.history(self.run)
        number = next_number(folder)
        version = VersionRecord(
            *(number, self.run, self.office, "2021", "2022-01-05", self.status),
            *("0.2.0", "", digest, self.roles, {}),
        )
        write_bytes(folder / version_name(number, digest), pack_version(version, {}))

    def sign(self, digest: str, decision: str = "approved", roles: tuple[str, ...] = ROLES) -> None:
        """A decision of each role."""
        for role in roles:
            add_sign_off(self.layout.history(self.run), SignOff("2022-01-06", digest, role, decision, ""))

    def attempt(self, hours: int = 2, *, critical: int = 0, error: str = "") -> None:
        """What a run left that was blocked, or failed with an error."""
        folder = self.layout.runs(self.run) / "attempt"
        files = input_files(self.layout, self.run, Selection("", self.office))
        inputs = {self.layout.relative(file): hash_file(file) for file in files}
        record = Manifest(self.run, "failed" if error else "blocked", inputs, error=error)
        _write(folder / MANIFEST, record.to_json(), hours)
        _write(folder / "clean" / FINDINGS, result(critical), hours)
        write_text(folder / "review.html", "<!doctype html>\n")

    def check(self, hours: int = 2, *, critical: int = 0) -> None:
        """What a check left."""
        folder = self.layout.runs(self.run) / "check"
        _write(folder / "clean" / FINDINGS, result(critical), hours)
        write_text(folder / "review.html", "<!doctype html>\n")


def result(critical: int) -> str:
    """Findings: a warning, a critical one that is answered, and so many that are not."""
    rows = [Finding("KL7", "warning", "figures", "sửa số", "SL041", location=Location("", "figures.csv", 2))]
    rows.append(Finding("KL1", "critical", "figures", "sửa số", "SL1", answer=ANSWER))
    rows += [Finding("KL2", "critical", "figures", "sửa số", f"SL{n + 2}") for n in range(critical)]
    return CheckResult(tuple(rows)).to_json()


def _write(path: Path, text: str, hours: int) -> None:
    write_text(path, text)
    os.utime(path, ns=(NOW + hours * HOUR,) * 2)
