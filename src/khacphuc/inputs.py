"""One way to open a run: its parameters, policy, prose, tables, and what stages before have left.

For notebooks, commands and analysts. Each part is read when it is first used, so that a stage reads nothing
it does not declare.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from khacphuc.assess.classes import Policy
from khacphuc.assess.run import Assessment, assess_run
from khacphuc.checks.prose import Prose, read_prose
from khacphuc.checks.result import CheckResult
from khacphuc.config.parameters import load_parameters
from khacphuc.config.yaml_models import load_model
from khacphuc.data.decisions import with_decisions
from khacphuc.data.gathered.asked import has_collections
from khacphuc.data.gathered.run_returns import gather_run
from khacphuc.data.records.of_run import record_settings
from khacphuc.data.store import clean_run, load_gathered, load_table, load_tables, previous_tables
from khacphuc.errors import SourceError
from khacphuc.history.issued_values import last_issued_values
from khacphuc.project.board_papers import board_paper_of
from khacphuc.project.files import read_text
from khacphuc.project.layout import Layout, check_run_id
from khacphuc.project.offices import find_office
from khacphuc.project.runs import check_notebook_run
from khacphuc.project.workspace import CITED, FINDINGS, FINDINGS_PRINTED, GATHERED, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from khacphuc.config.parameters import RunParameters

ASSESSMENT = {
    "targets": "assessed_targets.parquet",
    "criteria": "assessed_criteria.parquet",
    "assessments": "assessments.parquet",
}
"""What ``30_assess`` leaves of the assessment, by the field of ``Assessment``."""


@dataclass(frozen=True)
class Inputs:
    """A run that was opened; see ``load_inputs``.

    Attributes:
        workspace: where it is read and written.
        from_raw: whether ``tables`` are cleaned from the raw tables, instead of read where ``10_clean`` left
            them.
    """

    workspace: Workspace
    from_raw: bool = False

    @cached_property
    def parameters(self) -> RunParameters:
        """The parameters of the run.

        Raises:
            ParameterError: the file is missing, or is not one of parameters.
        """
        file = self.workspace.layout.parameters(self.workspace.run)
        return load_parameters(file, filename=self.workspace.layout.relative(file))

    @cached_property
    def office(self) -> str:
        """The office whose reference tables the run reads; empty where the project has none.

        Raises:
            ParameterError: there is no such office, or several and the parameters name none.
        """
        return find_office(self.workspace.layout, self.workspace.run, self.parameters.office)

    @cached_property
    def policy(self) -> Policy:
        """The decision table for assessments.

        Raises:
            ParameterError: the file is missing, or is not a policy.
        """
        file = self.workspace.layout.policy
        return load_model(file, Policy, filename=self.workspace.layout.relative(file))

    @property
    def class_names(self) -> Mapping[str, str]:
        """How each class is printed in the language of the run."""
        return self.policy.class_names(self.parameters.language)

    @property
    def suites(self) -> Path:
        """The folder of the suites of expectations."""
        return self.workspace.layout.expectations

    @property
    def prose_name(self) -> str:
        """The name of the prose, from the root of the project."""
        return self.workspace.layout.relative(self.workspace.layout.prose(self.workspace.run))

    @cached_property
    def prose(self) -> str:
        """The prose of the run, in Markdown.

        Raises:
            SourceError: the file is missing, or is not UTF-8.
        """
        return read_text(self.workspace.layout.prose(self.workspace.run))

    @cached_property
    def cited(self) -> Prose:
        """What the prose cites, and what it states by itself; as the run left it, where it did.

        Raises:
            ParameterError: a line of it cannot be read, or the policy cannot.
        """
        if (left := self.workspace.build / CITED).is_file():
            return Prose.from_json(read_text(left))
        return read_prose(
            self.prose,
            filename=self.prose_name,
            names=self.parameters.names,
            class_phrases=self.policy.class_phrases(),
        )

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The clean tables, by name; with ``issued`` where they are compared with an issued version.

        Raises:
            SourceError: a table is not there yet; with ``from_raw``, a raw table cannot be read.
        """
        history = self.workspace.layout.history(self.workspace.run)
        return self.clean() | last_issued_values(history) if self.from_raw else load_tables(self.workspace)

    @cached_property
    def gathered(self) -> dict[str, pd.DataFrame] | None:
        """What units reported, as ``05_returns`` left it or gathered anew; None if they are not asked."""
        if not has_collections(self.workspace.layout.raw(self.workspace.run)):
            return None
        if not self.from_raw:
            with suppress(SourceError):
                return load_gathered(self.workspace)
        return self.gather()

    @cached_property
    def totals(self) -> pd.DataFrame | None:
        """What units reported, added up, as ``05_returns`` left it; None where it left nothing."""
        with suppress(SourceError):
            return load_table(self.workspace, f"{GATHERED}/totals.parquet")
        return None

    @cached_property
    def typed_tables(self) -> dict[str, pd.DataFrame]:
        """The raw tables of the run, typed; no total of returns is filled in."""
        return clean_run(self.workspace, self.parameters.language, self.office)

    @cached_property
    def used_tables(self) -> dict[str, pd.DataFrame]:
        """The clean tables with the numbers that answers decided on (see ``data.decisions``).

        Raises:
            SourceError: as ``tables``.
            ParameterError: as ``parameters``.
        """
        return with_decisions(self.tables, self.parameters.status, self.parameters.language)

    @cached_property
    def previous_tables(self) -> dict[str, pd.DataFrame] | None:
        """The clean tables of the year before, out of its raw ones; None where there are none.

        Raises:
            SourceError: its raw tables cannot be read.
            ParameterError: as ``office``; or its parameters are missing, though it has returns.
        """
        previous, layout = self.parameters.previous, self.workspace.layout
        gathers = bool(previous) and has_collections(layout.raw(previous))
        year = load_parameters(layout.parameters(previous)).year if gathers else None
        return previous_tables(self.workspace, previous, self.office, year=year)

    @property
    def previous_figures(self) -> pd.DataFrame | None:
        """The clean figures of the year before (see ``previous_tables``); None where there are none."""
        return None if self.previous_tables is None else self.previous_tables["figures"]

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment as ``30_assess`` left it, made anew where it left none.

        Raises:
            AssessmentError: the policy covers some combination of statuses by no rule.
        """
        try:
            frames = {name: load_table(self.workspace, file) for name, file in ASSESSMENT.items()}
        except SourceError:
            return self.assess()
        return Assessment(**frames)

    @cached_property
    def printed(self) -> CheckResult:
        """What ``20_check`` found.

        Raises:
            SourceError: it is not there yet.
        """
        return self._result(FINDINGS_PRINTED)

    @cached_property
    def checked(self) -> CheckResult:
        """All findings with their answers, as ``30_assess`` left them.

        Raises:
            SourceError: they are not there yet.
        """
        return self._result(FINDINGS)

    def clean(self) -> dict[str, pd.DataFrame]:
        """The raw tables of the run, cleaned.

        Raises:
            SourceError: a raw table or its sidecar cannot be read, or a reconstruction has no sidecar.
            ParameterError: as ``office``.
        """
        place = (self.workspace, self.parameters.language, self.office)
        is_typed = self.parameters.status == "reconstruction"
        settings = record_settings(self.workspace, self.parameters)
        return clean_run(*place, is_typed=is_typed, gathered=self.gathered, settings=settings)

    def gather(self) -> dict[str, pd.DataFrame]:
        """Gather what units reported from the forms that were received."""
        year, is_draft = self.parameters.year, self.parameters.status == "draft"
        return gather_run(self.workspace, self.typed_tables, year=year, is_draft=is_draft)

    def assess(self) -> Assessment:
        """Assess the run.

        Raises:
            AssessmentError: the policy covers some combination of statuses by no rule.
        """
        return assess_run(self.used_tables, self.policy)

    def check(self, tables: dict[str, pd.DataFrame], assessment: Assessment) -> CheckResult:
        """Check the run by every rule, with what reviewers answered: what two stages do, at once.

        Args:
            tables: the clean tables of the run, or what they would be.
            assessment: made of them.
        """
        # imported here: Great Expectations takes seconds, and most mistakes show before
        from khacphuc.checks.run import check_assessed, check_printed  # noqa: PLC0415

        parameters = self.parameters
        printed = check_printed(
            tables,
            status=parameters.status,
            suites=self.suites,
            year=parameters.year,
            previous=self.previous_figures,
            language=parameters.language,
            class_names=self.class_names,
        )
        return check_assessed(
            printed,
            tables,
            assessment,
            status=parameters.status,
            suites=self.suites,
            year=parameters.year,
            prose=self.cited,
            asks_prose=board_paper_of(self.workspace.run) is None,
            language=parameters.language,
            class_names=self.class_names,
        )

    def _result(self, name: str) -> CheckResult:
        return CheckResult.from_json(read_text(self.workspace.existing_clean(name)))


def load_inputs(run: object, root: str = "", build: str = "") -> Inputs:
    """Open a run.

    Args:
        run: the id of a run, such as ``2021``.
        root: the project's folder; by default the nearest one that holds ``params/``.
        build: where to write; by default a scratch folder, so that nothing published is touched.

    Returns:
        ``parameters``, ``policy``, ``tables`` and what else ``Inputs`` has, each read when it is first used.

    Raises:
        UsageError: no project is found, the run id is not one, or there is no such run.
    """
    check_notebook_run(Layout.find(root), check_run_id(run))
    return Inputs(Workspace.open(run, root, build))
