"""The command ``khacphuc history``: the versions of a run, what differs between two, and one restored."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from khacphuc.checks.result import CheckResult
from khacphuc.checks.since_published import finding_changes
from khacphuc.config.parameters import language_of
from khacphuc.errors import SourceError, UsageError
from khacphuc.history.append_only import today
from khacphuc.history.gap_lines import gap_lines
from khacphuc.history.keeping import VINTAGES, keep_version
from khacphuc.history.publication import is_held
from khacphuc.history.signoffs import decisions, is_issued, read_sign_offs
from khacphuc.history.version_file import VERSION_RECORD, list_versions, read_part, read_parts, read_record
from khacphuc.history.vintages import latest_values, read_vintages
from khacphuc.locale import words
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_bytes
from khacphuc.project.layout import check_run_id
from khacphuc.project.runs import existing_runs
from khacphuc.project.workspace import FINDINGS
from khacphuc.run.builds import new_build
from khacphuc.run.lock import run_lock
from khacphuc.run.publish import publish, recover
from khacphuc.run.unrecorded_answers import save_unrecorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.history.signoffs import SignOff
    from khacphuc.history.version_file import VersionFile, VersionRecord
    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout

_NAMED: Final = 5  # what a line holds; khacphuc history RUN 1 2 lists all


def list_history(layout: Layout, run: object) -> str:
    """The versions of a run, a line each with its sign-offs below it; a sentence where there is none.

    That what is published is none of them, and what is missing from their folder or was edited there, stands
    behind them.

    Raises:
        UsageError: there is no such run.
        SourceError: a version or the sign-offs cannot be read.
    """
    name = _existing(layout, run)
    language = language_of(layout.parameters(name))
    labels = words(language, "history")
    records = [read_record(version.path) for version in list_versions(layout.history(name))]
    sign_offs = read_sign_offs(layout.history(name))
    lines = [line for record in records for line in _lines(record, sign_offs, labels)]
    lines = lines or [labels["none"].format(run=name)]
    if not is_held(layout, name):
        lines.append(labels["not_held"].format(file=f"reports/{name}", run=name))
    return "\n".join([*lines, *gap_lines(layout, name, language)])


def _lines(record: VersionRecord, sign_offs: tuple[SignOff, ...], labels: Words) -> Iterator[str]:
    state = labels["state_issued" if is_issued(record, sign_offs) else "state_not_issued"]
    yield labels["version"].format(
        version=record.version,
        day=record.published_on,
        status=labels[f"status_{record.document_status}"],
        state=state,
        package=record.package,
        commit=record.commit[:12] or labels["no_commit"],
    )
    decided = decisions(sign_offs, record.run_json)
    for role in dict.fromkeys([*record.roles, *decided]):
        sign_off = decided.get(role)
        if sign_off is None:
            yield "  " + labels["awaited"].format(role=role)
        else:
            decision = labels[f"decision_{sign_off.decision}"]
            line = labels["sign_off"].format(role=role, decision=decision, day=sign_off.signed_on)
            yield f"  {line}: {sign_off.note}" if sign_off.note else f"  {line}"


def compare_versions(layout: Layout, run: object, first: int, second: int) -> str:
    """What differs between two versions of a run, in lines in its language.

    Args:
        layout: the project.
        run: the run.
        first: the number of a version.
        second: of another one; what it has is the new.

    Raises:
        UsageError: there is no such run or version.
        SourceError: a version cannot be read.
    """
    name = _existing(layout, run)
    labels = words(language_of(layout.parameters(name)), "history")
    pair = (_version(layout, name, first), _version(layout, name, second))
    parts = {
        "values": tuple(_value_lines(layout, name, pair, labels)),
        "findings": tuple(_finding_lines(pair, labels)),
        "prose": tuple(_prose_lines(name, pair)),
    }
    lines = [labels["between"].format(run=name, first=first, second=second)]
    for part, changes in parts.items():
        heading = labels[f"changed_{part}" if changes else f"same_{part}"]
        lines += [heading, *(f"  {line}" for line in changes)]
    return "\n".join(lines)


def _value_lines(
    layout: Layout, run: str, pair: tuple[VersionFile, VersionFile], labels: Words
) -> Iterator[str]:
    vintages = read_vintages(layout.history(run) / VINTAGES)
    before, after = (latest_values(vintages, version.number) for version in pair)
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old != new and ((old and old.value) or (new and new.value)):
            yield labels["value"].format(
                code=key[1],
                before=f"{old.value} {old.unit}".strip() if old and old.value else labels["nothing"],
                after=f"{new.value} {new.unit}".strip() if new and new.value else labels["nothing"],
            )


def _finding_lines(pair: tuple[VersionFile, VersionFile], labels: Words) -> Iterator[str]:
    before, after = (
        CheckResult.from_json(read_part(version.path, f"clean/{FINDINGS}").decode()).findings
        for version in pair
    )
    for change in finding_changes(before, after):
        if change.change != "same":
            finding = change.finding
            yield (
                labels[f"finding_{change.change}"]
                .format(rule=finding.rule, row=finding.row_id, observed=finding.observed)
                .strip()
            )


def _prose_lines(run: str, pair: tuple[VersionFile, VersionFile]) -> Iterator[str]:
    before, after = (
        read_part(version.path, f"inputs/params/{run}.md").decode("utf-8-sig").splitlines()
        for version in pair
    )
    for line in difflib.unified_diff(before, after, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def restore_version(layout: Layout, run: object, number: int) -> str:
    """Publish an earlier version again, as a new one; what the run is made of is left as it is.

    Args:
        layout: the project.
        run: the run.
        number: of the version.

    Returns:
        What was done, in the language of the run.

    Raises:
        UsageError: there is no such run or version, values that were issued after it are others, or a folder
            cannot be written. What is published stays.
        SourceError: the version cannot be read, or a file in it is not as it was.
    """
    name = _existing(layout, run)
    language = language_of(layout.parameters(name))
    version = _version(layout, name, number)
    record = read_record(version.path)
    files = read_parts(version.path, "")
    for part, digest in record.files.items():
        if hashlib.sha256(files.get(part, b"")).hexdigest() != digest:
            raise SourceError(
                f"{part} is not as it was published",
                place=layout.relative(version.path),
                remedy="take the file back from where it is kept (git, a backup)",
            )
    with run_lock(layout, name):
        _check_values(layout, name, version)
        recover(layout, name)
        with explained(layout, layout.runs(name)):
            save_unrecorded(layout, name, (layout.published_report(name), layout.runs(name) / "attempt"))
        with new_build(layout, name) as build:
            with explained(layout, build):
                for part, data in files.items():
                    if part.startswith(("clean/", "report/")):
                        write_bytes(build / part, data)
            publish(layout, name, build, language)
        with explained(layout, layout.history(name)):
            parts = {part: data for part, data in files.items() if part != VERSION_RECORD}
            again = keep_version(layout.history(name), replace(record, published_on=today()), parts)
    labels = words(language, "history")
    return labels["restored"].format(run=name, version=number, new=again.number)


def _check_values(layout: Layout, run: str, version: VersionFile) -> None:
    """Check that a version moves no issued value: it was made before, so no finding of it would tell why."""
    # imported here: the other parts of the command need no pandas
    from khacphuc.history.issued_values import values_untold_by  # noqa: PLC0415

    codes = values_untold_by(layout.history(run), version.path)
    if codes:
        more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
        raise UsageError(
            f"version {version.number} has other values than were issued last: "
            f"{', '.join(codes[:_NAMED])}{more}",
            place=layout.relative(version.path),
            expected="a version with the values that were issued last, and what had moved by then",
            remedy=f"put its inputs/ back into the project, khacphuc run {run}, answer PB-01 with a reason",
        )


def _existing(layout: Layout, run: object) -> str:
    name = check_run_id(run)
    if name not in existing_runs(layout) and not list_versions(layout.history(name)):
        raise UsageError(
            f"no such file, so no run {name}",
            place=layout.relative(layout.parameters(name)),
            remedy="mend the name, or begin it: khacphuc new",
        )
    return name


def _version(layout: Layout, run: str, number: int) -> VersionFile:
    versions = {version.number: version for version in list_versions(layout.history(run))}
    if number not in versions:
        raise UsageError(
            f"no version {number}",
            place=layout.relative(layout.history(run)),
            expected=", ".join(map(str, versions)) or "at least one version",
            remedy=f"list them: khacphuc history {run}",
        )
    return versions[number]
