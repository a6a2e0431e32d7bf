"""The command ``khacphuc verify``: makes a published run again, and names what differs from its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.commands.verify_content import decoded
from khacphuc.config.parameters import language_of
from khacphuc.errors import SourceError, UsageError
from khacphuc.history.compared_version import compared_history
from khacphuc.history.gap_lines import gap_lines
from khacphuc.locale import TOOL, words
from khacphuc.project.files import hash_file, read_bytes
from khacphuc.project.layout import check_run_id
from khacphuc.run.attempt import Attempt
from khacphuc.run.builds import new_build
from khacphuc.run.execute_stage import check_notebook
from khacphuc.run.lock import run_lock
from khacphuc.run.manifest import MANIFEST, Manifest, read_manifest
from khacphuc.run.outcome import Options
from khacphuc.run.preconditions import check_preconditions
from khacphuc.run.stages import stages_of
from khacphuc.run.staleness import differing_inputs, elsewhere, what_differs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from khacphuc.console.progress import Progress
    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout
    from khacphuc.run.execute_stage import Executor


@dataclass(frozen=True)
class Verdict:
    """How a run compares with its record.

    Attributes:
        run: the run.
        against: the record it was compared with.
        inputs: what differs among the files a run reads, a line each; then nothing was made again.
        outputs: what differs among the files it makes, a line each.
        elsewhere: how the record's versions and system differ from those here. If it is empty, bytes
            were compared, else the words and numbers of the files.
        left_out: outputs that could not be compared, and whose words stand in others that were.
        compared: how many outputs were made and compared.
        history: what is missing from the versions of the run, or was edited there, a line each.
        language: of the run.
    """

    run: str
    against: str
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    compared: int = 0
    history: tuple[str, ...] = ()
    language: str = TOOL

    @property
    def exit_code(self) -> int:
        """0 if it is the same and its versions are whole, 1 if anything differs."""
        return int(self.is_other or bool(self.history))

    @property
    def is_other(self) -> bool:
        """Whether the run is not the same as its record."""
        return bool(self.inputs or self.outputs)

    def to_text(self) -> str:
        """The verdict in lines for people, in the language of the run."""
        return "\n".join([*self._lines(), *self.history])

    def _lines(self) -> Iterator[str]:
        labels = words(self.language, "verify")
        yield labels["other" if self.is_other else "same"].format(run=self.run, record=self.against)
        if self.elsewhere:
            yield from (labels["elsewhere"], *(f"  {line}" for line in self.elsewhere))
        if self.inputs:
            yield from (labels["inputs"], *(f"  {line}" for line in self.inputs), labels["not_made"])
            return
        how = "made_words" if self.elsewhere else "made_bytes"
        yield labels.counted(how, self.compared).format(count=self.compared)
        if self.left_out:
            yield labels["left_out"].format(files=", ".join(self.left_out))
        if self.outputs:
            yield from (labels["outputs"], *(f"  {line}" for line in self.outputs))


def verify_run(
    layout: Layout,
    run: object,
    *,
    progress: Progress,
    against: Path | None = None,
    execute: Executor | None = None,
) -> Verdict:
    """Make a run again in a build of its own and compare it with a record.

    With the same versions (of Python the first two numbers), system and machine the bytes must be the
    same; elsewhere the words and numbers of the files must be.

    Args:
        layout: the project.
        run: the run.
        progress: what to report to.
        against: a ``run.json``, or the report folder it lies in, of this project or a clone of it; by
            default what is published here.
        execute: what executes a stage; by default papermill, in warm kernels.

    Raises:
        UsageError: there is no record of a published run, or the run cannot be started.
        KhacphucError: the run fails.
    """
    run = check_run_id(run)
    place = against or layout.published_report(run)
    file = place if place.is_file() else place / MANIFEST
    filename = str(file) if against else file.relative_to(layout.root).as_posix()
    record = _record(file, run, filename)
    language = language_of(layout.parameters(run))
    other = tuple(elsewhere(record, language))
    inputs = (*differing_inputs(layout, run, record, language), *_missing_version(layout, record, language))
    gaps = gap_lines(layout, run, language)
    if inputs:
        return Verdict(run, filename, inputs=inputs, elsewhere=other, history=gaps, language=language)
    parameters = check_preconditions(layout, run)
    cells = {stage.name: check_notebook(layout, stage) for stage in stages_of(layout, run)}
    with run_lock(layout, run), new_build(layout, run) as build:
        outputs = Attempt(
            *(layout, run, parameters, build, progress, execute, cells),
            options=Options(force=True),
            compared_with=record.compared_with,
        ).make()
        report = file.absolute().parent
        clean = report.parent.parent / "data" / "clean" / run  # where a project keeps them
        places = {"report": report, "clean": clean}
        comparison = _Comparison(record.outputs, outputs, places, build, words(language, "verify"))
        differing = tuple(comparison.differing(by_bytes=not other))
        left_out = tuple(comparison.missing_tables if other else ())
        return Verdict(
            run,
            filename,
            outputs=differing,
            elsewhere=other,
            left_out=left_out,
            compared=len(outputs),
            history=gaps,
            language=language,
        )


def _missing_version(layout: Layout, record: Manifest, language: str) -> Iterator[str]:
    """The issued version a record was compared with, where it is not here."""
    file = compared_history(layout, record.run) / record.compared_with
    if record.compared_with and not file.is_file():
        yield words(language, "verify")["file_missing"].format(file=layout.relative(file))


def _record(file: Path, run: str, filename: str) -> Manifest:
    if not file.is_file():
        raise UsageError(
            "no such file",
            place=filename,
            remedy=f"publish the run (khacphuc run {run}) or mend the path",
        )
    record = read_manifest(file)
    if record.run != run or record.status != "published":
        raise UsageError(
            f"the record of run {record.run}, {record.status}; expected that of run {run}, published",
            place=filename,
        )
    return record


@dataclass(frozen=True)
class _Comparison:
    """Two sets of outputs: those of a record, whose files may be at hand, and those just made."""

    recorded: Mapping[str, str]
    rebuilt: Mapping[str, str]
    places: Mapping[str, Path]
    build: Path
    labels: Words

    @property
    def missing_tables(self) -> list[str]:
        """Clean tables that differ and cannot be compared; ``report/tables`` holds the same for people."""
        return [
            name
            for name in sorted(self.rebuilt)
            if name.startswith("clean/")
            and self.rebuilt[name] != self.recorded.get(name)
            and not self._published(name).is_file()
        ]

    def differing(self, *, by_bytes: bool) -> Iterator[str]:
        """What differs, a line for each file."""
        for name in sorted(self.rebuilt.keys() | self.recorded.keys()):
            if name not in self.rebuilt or name not in self.recorded:
                what = what_differs(there=name in self.recorded, here=name in self.rebuilt)
                yield self.labels[f"file_{what}"].format(file=name)
            elif (file := self._published(name)).is_file() and hash_file(file) != self.recorded[name]:
                yield self.labels["touched"].format(file=name)
            elif self.rebuilt[name] != self.recorded[name]:
                yield from self._other_bytes(name, file, by_bytes=by_bytes)

    def _other_bytes(self, name: str, file: Path, *, by_bytes: bool) -> Iterator[str]:
        if not file.is_file():
            if by_bytes or not name.startswith("clean/"):
                yield self.labels["no_file"].format(file=name)
            return
        try:
            same = decoded(name, read_bytes(file)) == decoded(name, read_bytes(self.build / name))
        except SourceError as error:
            yield self.labels["damaged"].format(file=name, reason=error.observed)
            return
        if not same:
            yield self.labels["other_words"].format(file=name)
        elif by_bytes:
            yield self.labels["other_bytes"].format(file=name)

    def _published(self, name: str) -> Path:
        """Where the file of a record lies, if it is at hand."""
        part, _, rest = name.partition("/")
        return self.places[part] / rest
