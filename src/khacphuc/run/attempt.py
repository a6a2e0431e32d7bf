"""One run from its parameters to the published report.

Everything happens in a private build, under the lock of the run; whatever goes wrong, what is published
stays as it was.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from khacphuc.errors import KhacphucError, StageError, UsageError
from khacphuc.history.compared_version import leave_issued
from khacphuc.notebooks.build_documents import write_build_documents, write_build_pages
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import write_text
from khacphuc.project.layout import check_run_id
from khacphuc.project.papers import is_paper
from khacphuc.project.workspace import CITED, FINDINGS, Workspace
from khacphuc.run.blocking import BlockedError, blocked_by, count_answered, count_by_severity
from khacphuc.run.builds import ATTEMPT_FILES, current_id, keep_attempt, new_build
from khacphuc.run.execute_stage import check_notebook, execute_stage
from khacphuc.run.hashing import hash_inputs, hash_outputs, hash_tree
from khacphuc.run.interrupts import is_interrupted
from khacphuc.run.keep_current import keep_or_explain, leave_inputs
from khacphuc.run.lock import run_lock
from khacphuc.run.manifest import MANIFEST, TIMINGS, Manifest
from khacphuc.run.normalize_notebook import read_notebook
from khacphuc.run.outcome import Options, Outcome
from khacphuc.run.preconditions import NoDraftError, check_draft, check_preconditions, selection_of
from khacphuc.run.publish import check_places, publish, recover
from khacphuc.run.result_tables import read_result, read_verdicts
from khacphuc.run.stage_cache import keep, reuse, stage_key
from khacphuc.run.stages import ASSESS, DOCUMENT_STAGES, Stage, stages_of
from khacphuc.run.unrecorded_answers import save_unrecorded
from khacphuc.run.versions import system, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from khacphuc.checks.findings import Finding
    from khacphuc.config.parameters import RunParameters
    from khacphuc.console.progress import Progress
    from khacphuc.inputs import Inputs
    from khacphuc.project.layout import Layout
    from khacphuc.run.execute_stage import Executor
    from khacphuc.run.manifest import RunStatus


def run_report(
    layout: Layout,
    run: object,
    *,
    progress: Progress,
    options: Options = Options(),  # noqa: B008 - frozen
    execute: Executor | None = None,
    stopping: Callable[[], bool] = is_interrupted,
) -> Outcome:
    """Make and publish the report of a run, unless what is published is what would be made.

    Args:
        layout: the project.
        run: the run.
        progress: what is told how far the run is.
        options: how it is to be made.
        execute: what executes a stage; by default papermill, in warm kernels.
        stopping: whether everything is being brought to an end; then nothing is kept of an attempt.

    Returns:
        How it ended; a build that failed is an outcome, not an exception.

    Raises:
        UsageError: the run cannot be started: parameters or files are wrong, or another process works
            on it. Nothing was written.
        StageError: a notebook does not declare the parameters it must.
    """
    run = check_run_id(run)
    parameters = check_preconditions(layout, run)
    check_places(layout, run)
    cells = {stage.name: check_notebook(layout, stage) for stage in stages_of(layout, run)}
    with run_lock(layout, run, wait=options.wait):
        recover(layout, run)
        with explained(layout, layout.runs(run)):
            save_unrecorded(layout, run, (layout.published_report(run), layout.runs(run) / "attempt"))
        with new_build(layout, run) as build:
            work = (progress, execute, cells, options, stopping)
            return Attempt(layout, run, parameters, build, *work).outcome()


@dataclass
class _Step:
    """How a part of the work ended, and why it was done or not; for the progress."""

    word: str = ""
    note: str = ""


@dataclass
class Attempt:
    """One build on its way; when it fails, its record is written from what it has so far."""

    layout: Layout
    run: str
    parameters: RunParameters
    build: Path
    progress: Progress
    execute: Executor | None
    cells: Mapping[str, int]
    options: Options
    stopping: Callable[[], bool] = is_interrupted
    inputs: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[dict[str, str], ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    stage: Stage | None = None
    compared_with: str | None = None

    def __post_init__(self) -> None:
        """Look up what the run reads that is not its own."""
        self.selection = selection_of(self.layout, self.run, self.parameters)
        limit, language = self.options.limit, self.parameters.language
        self._execute = self.execute or partial(
            execute_stage, selection=self.selection, limit=limit, language=language
        )

    def outcome(self) -> Outcome:
        """Make the report and publish it, or keep the attempt."""
        try:
            return self._published()
        except KhacphucError as error:
            # its kernel was killed, which says nothing about the run; or nothing was executed
            if isinstance(error, NoDraftError) or (self.stopping() and not isinstance(error, BlockedError)):
                raise
            if current_id(self.layout, self.run) == self.build.name:
                raise  # published by then, and not to be touched: only the clearing away after it failed
            return self._not_published(error)

    def make(self) -> dict[str, str]:
        """Execute every stage and write the documents, all in the build.

        Returns:
            The hashes of what was made (see ``hash_outputs``).

        Raises:
            KhacphucError: a notebook or a document failed, or critical findings are in the way.
        """
        self.inputs = hash_inputs(self.layout, self.run, self.selection)
        if self.options.drafts_only:  # what changes from here on is found before anything is published
            check_draft(self.layout, self.run, self.parameters)
        for stage in stages_of(self.layout, self.run):
            if stage in DOCUMENT_STAGES:
                self.stage = None  # no notebook is at fault for what it found
                self._check_findings()
            self.stage = stage
            self._make(stage)
        self.stage = None
        with explained(self.layout, self.build), self._timed("documents", 0):
            last = read_notebook(stages_of(self.layout, self.run)[-1].executed(self.build))
            write_build_documents(last, self.layout, self.run, self.build, self.cells)
            (self.build / "notebooks").rename(self.build / "report" / "notebooks")
            return hash_outputs(self.build)

    def _make(self, stage: Stage) -> None:
        """Execute a stage, or put what it made last into the build if nothing it reads has changed."""
        self._go_on()
        with self._timed(stage.name, self.cells[stage.name]) as timed, explained(self.layout, self.build):
            if stage is ASSESS:
                write_text(self.build / CITED, self._inputs.cited.to_json())
                version = (self.inputs, self.compared_with)
                self.compared_with = leave_issued(self.layout, self.run, self.build, *version)
            before = hash_tree(self.build)
            place = (self.layout, self.run, stage)
            key = stage_key(*place, self.build, selection=self.selection, inputs=self.inputs)
            why = ("--force",) if self.options.force else reuse(*place, key, self.build)
            timed.note = (", ".join(why) or "nothing it reads has changed") if self.options.explain else ""
            if why:
                self._execute(*place, self.build, cell_done=self.progress.cell)
                keep(*place, key, self.build, before=before)
            else:
                timed.word = "reused"

    def _go_on(self) -> None:
        if self.stopping():
            raise StageError(f"run {self.run}: stopped; run again")

    def _published(self) -> Outcome:
        from khacphuc.data.raw.run import table_notes  # noqa: PLC0415 - slow to import

        outputs = self.make()
        with explained(self.layout, self.build):
            self._write_records(self.build / "report", "published", outputs)
            if not is_paper(self.run):
                leave_inputs(self.layout, self.build, self.parameters, self.inputs)
        before, after = self.inputs, hash_inputs(self.layout, self.run, self.selection)
        if changed := [name for name in sorted(before | after) if before.get(name) != after.get(name)]:
            raise UsageError(f"{', '.join(changed)}: changed while the run was at work; run again")
        self._go_on()
        notes = table_notes(self.layout, self.run, self.parameters)
        warning = publish(self.layout, self.run, self.build, self.parameters.language, self.parameters.keep)
        lines = filter(
            None, [warning, keep_or_explain(self.layout, self.run, self.parameters.language), *notes]
        )
        return self._outcome("published", 0, self.layout.published_report(self.run), tuple(lines))

    def _check_findings(self) -> None:
        """Read what was assessed and found; critical findings nobody accepted withhold the report.

        A board paper or a comparison is withheld by nothing: the report of its run is.
        """
        from khacphuc.run.prose_mistakes import refuse_prose_mistakes  # noqa: PLC0415 - slow to import

        if is_paper(self.run):
            self.findings = read_result(self.build / "clean" / FINDINGS).findings
            return
        table = self.build / "report/tables/assessments.csv"
        self.verdicts = read_verdicts(table, self._inputs.class_names)
        if blocking := self._blocking():
            refuse_prose_mistakes(self._inputs)  # else nobody is told of it before the findings are answered
            raise blocked_by(blocking, self.parameters.language)

    @cached_property
    def _inputs(self) -> Inputs:
        """The run as its stages open it."""
        from khacphuc.inputs import Inputs  # noqa: PLC0415 - slow to import

        return Inputs(Workspace(self.layout, self.run, self.build, fallback=False))

    def _blocking(self) -> list[Finding]:
        """Read the findings; gives those that stop publication."""
        self.findings = read_result(self.build / "clean" / FINDINGS).findings
        return [finding for finding in self.findings if finding.is_blocking]

    @contextmanager
    def _timed(self, name: str, cells: int) -> Iterator[_Step]:
        since = time.monotonic()
        step, word = _Step(), "stopped"
        self.progress.start(self.run, name, cells)
        try:
            yield step
            word = step.word
        finally:
            self.seconds[name] = round(time.monotonic() - since, 3)
            self.progress.stop(": ".join(filter(None, (word, step.note))))

    def _not_published(self, error: KhacphucError) -> Outcome:
        """Keep what helps to mend a build that is not published: findings, record, the failed notebook."""
        files = list(ATTEMPT_FILES)
        blocked = isinstance(error, BlockedError)
        messages: tuple[str, ...] = (str(error),)
        try:
            with explained(self.layout, self.build):
                place = (self.layout, self.run, self.build)
                write_build_pages(*place, self.cells, with_notebooks=blocked)
                if blocked:
                    files += [f"notebooks/{file.name}" for file in (self.build / "notebooks").iterdir()]
                is_checked = self.stage is ASSESS and (self.build / "clean" / FINDINGS).is_file()
                if is_checked and (blocking := self._blocking()):  # to be mended before the assessment
                    error = blocked_by(blocking, self.parameters.language)
                    messages = (str(error), f"the assessment is missing: {messages[0]}")
                status: RunStatus = "blocked" if isinstance(error, BlockedError) else "failed"
                if self.stage is not None and status == "failed":
                    files.append(f"notebooks/{self.stage.name}.ipynb")
                self._write_records(self.build / "report", status, {}, "\n".join(messages))
            records = [f"clean/{FINDINGS}", *(f"report/{name}" for name in (MANIFEST, TIMINGS))]
            folder = keep_attempt(self.layout, self.run, self.build, (*files, *records))
        except KhacphucError as second:  # a full disk: what went wrong first is what matters
            status = "blocked" if isinstance(error, BlockedError) else "failed"
            messages = (*messages, f"the attempt could not be kept: {second}")
            return self._outcome(status, error.exit_code, None, messages)
        return self._outcome(status, error.exit_code, folder, messages)

    def _write_records(
        self, folder: Path, status: RunStatus, outputs: dict[str, str], error: str = ""
    ) -> None:
        manifest = Manifest(
            *(self.run, status, self.inputs, outputs, versions()),
            *(count_by_severity(self.findings), self.verdicts),
            error.replace(f"{self.layout.root}/", ""),  # a record is the same in every clone
            system(),
            *(self.parameters.previous, self.parameters.language),
            count_answered(self.findings),
            *(self.selection.office, self.parameters.status, self.compared_with or ""),
        )
        write_text(folder / MANIFEST, manifest.to_json())
        write_text(folder / TIMINGS, json.dumps(self.seconds, indent=1) + "\n")

    def _outcome(
        self, status: RunStatus, code: int, folder: Path | None, messages: tuple[str, ...]
    ) -> Outcome:
        counts, seconds = count_by_severity(self.findings), sum(self.seconds.values())
        done = (counts, self.verdicts, messages, seconds, self.parameters.language)
        return Outcome(self.run, status, code, folder, *done, count_answered(self.findings))
