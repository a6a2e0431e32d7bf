"""What a run has left in its folders: what is published, the last attempt or check, versions, sign-offs."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.arrival_count import ArrivalCount, count_arrivals
from khacphuc.history.signoffs import SIGN_OFFS, decisions, is_issued, read_sign_offs
from khacphuc.history.version_file import list_versions, read_record
from khacphuc.project.files import read_bytes
from khacphuc.project.selection import Selection
from khacphuc.project.workspace import FINDINGS
from khacphuc.run.blocking import count_answered, count_by_severity
from khacphuc.run.manifest import MANIFEST, Manifest, parse_manifest, read_manifest
from khacphuc.run.result_tables import read_result, read_rows
from khacphuc.run.states.input_changes import any_newer, inputs_changed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from khacphuc.checks.findings import Finding
    from khacphuc.config.parameters import RunParameters
    from khacphuc.history.version_file import VersionFile
    from khacphuc.project.layout import Layout

_REVIEW: Final = "review.html"


@dataclass(frozen=True)
class Trace:
    """What an attempt or a check left.

    Attributes:
        place: its folder.
        since: when it was written, in nanoseconds.
        findings: what was findings.
        is_failed: whether it broke.
        is_current: whether inputs are as they were then.
        error: what it failed with.
    """

    place: Path
    since: int
    findings: tuple[Finding, ...] = ()
    is_failed: bool = False
    is_current: bool = False
    error: str = ""

    @property
    def blocking(self) -> int:
        """How many of its findings withhold a report."""
        return sum(finding.is_blocking for finding in self.findings)


@dataclass(frozen=True)
class RunTraces:
    """What lies in the folders of a run.

    Attributes:
        record: of what is published; None where nothing is.
        is_stale: whether inputs have changed since.
        newest: the attempt or check that says more than what is published; None where none does.
        findings: the number of findings by severity, of ``newest`` or of what is published.
        answered: how many of them have an answer.
        version: the number of what is published; 0 where it is no version.
        issued: the number of the last issued version; 0 where there is none.
        sign_offs: by role its decision about what is published; empty where it is awaited.
        rate: how many reports of units came in; None where it asks for none.
        review: where the newest review page lies, from the root; empty where there is none.
        changed_at: when commands last left something in them, in nanoseconds; 0 where none did.
    """

    record: Manifest | None = None
    is_stale: bool = False
    newest: Trace | None = None
    findings: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, int] = field(default_factory=dict)
    version: int = 0
    issued: int = 0
    sign_offs: Mapping[str, str] = field(default_factory=dict)
    rate: ArrivalCount | None = None
    review: str = ""
    changed_at: int = 0


def read_traces(layout: Layout, run: str, parameters: RunParameters, office: str) -> RunTraces:
    """What lies in the folders of a run.

    Raises:
        SourceError: a record, a version or the sign-offs cannot be read.
    """
    report, selection = layout.published_report(run), Selection(parameters.previous, office)
    record, digest, since, is_stale = None, "", 0, False
    if (report / MANIFEST).is_file():
        data = read_bytes(report / MANIFEST)
        record, digest = parse_manifest(data.decode(), report / MANIFEST), hashlib.sha256(data).hexdigest()
        since = _written(report / MANIFEST)
        is_stale = inputs_changed(layout, run, record, since)
    newest = _newest(layout, run, selection, published=since, is_stale=is_stale or record is None)
    version, issued, sign_offs = _signed(layout.history(run), digest)
    place = newest.place if newest else report
    findings = newest.findings if newest else ()
    return RunTraces(
        record,
        is_stale,
        newest,
        findings=record.findings if record and not newest else count_by_severity(findings),
        answered=record.answered if record and not newest else count_answered(findings),
        version=version,
        issued=issued,
        sign_offs=sign_offs or ({} if version or not digest else _awaited(parameters, record)),
        rate=_rate(layout, run, office, parameters.year),
        review=(place / _REVIEW).relative_to(layout.root).as_posix() if (place / _REVIEW).is_file() else "",
        changed_at=max(map(_written, _left(layout, run))),
    )


def _left(layout: Layout, run: str) -> tuple[Path, ...]:
    """What publishing, an attempt, a check, taking in reports and signing leave."""
    runs = layout.runs(run)
    return (
        layout.published_report(run) / MANIFEST,
        runs / "attempt" / MANIFEST,
        runs / "check" / "clean" / FINDINGS,
        layout.raw(run) / "receipts.csv",
        layout.history(run) / SIGN_OFFS,
    )


def _newest(
    layout: Layout, run: str, selection: Selection, *, published: int, is_stale: bool
) -> Trace | None:
    """The attempt or check that says more than what is published.

    Where that is as inputs are, only an attempt with the same inputs does: another version of ours has
    made it, or the machine failed.
    """
    attempt = _attempt(layout, run)
    if attempt and attempt.since < published:
        attempt = None
    if not is_stale:
        return attempt if attempt and attempt.is_current else None
    check = _check(layout, run, selection)
    if check is None or check.since < published:
        return attempt
    if attempt and (attempt.since > check.since or (attempt.is_failed and attempt.is_current)):
        return attempt  # a check runs no notebook and writes no document: it mends none that failed
    return check


def _attempt(layout: Layout, run: str) -> Trace | None:
    place = layout.runs(run) / "attempt"
    file = place / MANIFEST
    if not file.is_file():
        return None
    record, since = read_manifest(file), _written(file)
    return Trace(
        place,
        since,
        _findings(place),
        is_failed=record.status == "failed",
        is_current=not inputs_changed(layout, run, record, since),
        error=record.error if record.status == "failed" else "",
    )


def _check(layout: Layout, run: str, selection: Selection) -> Trace | None:
    place = layout.runs(run) / "check"
    file = place / "clean" / FINDINGS
    if not file.is_file():
        return None
    since = _written(file)
    return Trace(place, since, _findings(place), is_current=not any_newer(layout, run, selection, since))


def _findings(place: Path) -> tuple[Finding, ...]:
    file = place / "clean" / FINDINGS
    return read_result(file).findings if file.is_file() else ()


def _signed(history: Path, digest: str) -> tuple[int, int, dict[str, str]]:
    """The number of what is published, that of the last issued version, and the decisions about the first."""
    versions = list_versions(history)
    if not versions:
        return 0, 0, {}
    sign_offs = read_sign_offs(history)
    published: VersionFile | None = None
    if digest:
        published = next(
            (version for version in reversed(versions) if digest.startswith(version.digest)), None
        )
    decided: dict[str, str] = {}
    if published:
        roles = read_record(published.path).roles
        by_role = decisions(sign_offs, digest)
        decided = {role: by_role[role].decision if role in by_role else "" for role in roles}
    issued = next(
        (version.number for version in reversed(versions) if is_issued(read_record(version.path), sign_offs)),
        0,
    )
    return published.number if published else 0, issued, decided


def _awaited(parameters: RunParameters, record: Manifest | None) -> dict[str, str]:
    """Who is to sign what is published and not kept as a version yet; nobody signs a draft."""
    is_draft = record is None or record.document_status in {"", "draft"}
    return {} if is_draft else dict.fromkeys(parameters.signoffs, "")


def _rate(layout: Layout, run: str, office: str, year: int) -> ArrivalCount | None:
    """How many reports came in: as they were gathered, unless more have come in since."""
    raw, file = layout.raw(run), layout.published_report(run) / "tables" / "rates.csv"
    if file.is_file() and _written(raw / "receipts.csv") <= _written(file):
        try:
            rows = read_rows(file, ("period", "parent", "actual", "expected"))
            whole = [row for row in rows if not row["period"] and not row["parent"]]
            counts = [(int(row["actual"]), int(row["expected"])) for row in whole]
        except (ValueError, csv.Error):
            counts = []
        if counts:
            return ArrivalCount(sum(came for came, _ in counts), sum(expected for _, expected in counts))
    return count_arrivals(raw, units_file(layout, office), year)


def units_file(layout: Layout, office: str) -> Path:
    """The table of the units of an office, as CSV; it may be elsewhere."""
    units = layout.office(office) / "units.csv" if office else layout.reference / "units.csv"
    return units if units.is_file() else layout.reference / "units.csv"


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
