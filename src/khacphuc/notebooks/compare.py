"""What ``50_compare`` displays: years of an office side by side, or offices in one year.

>>> import khacphuc
>>> comparison = ComparisonDocument(khacphuc.load_inputs("2022-with-2021"))  # doctest: +SKIP
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from khacphuc.data.store import load_gathered, publish_table
from khacphuc.errors import SourceError, UsageError
from khacphuc.history.restatements import restated
from khacphuc.inputs import Inputs
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.workspace import Workspace
from khacphuc.report.comparison.context import ComparisonContext
from khacphuc.report.comparison.document import compose_comparison
from khacphuc.report.comparison.numbers import compared_values
from khacphuc.report.display import block_outputs
from khacphuc.schema.allowed import REASONS
from khacphuc.schema.tables import ISSUED
from khacphuc.years.year import Year

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.report.display import BlockOutput
    from khacphuc.report.document import nodes

_RESTATED: Final = "PB-01"
"""The rule that an issued value has not moved; answers to it say why one has."""


@dataclass(frozen=True)
class ComparisonDocument:
    """The comparison, as its notebook displays it."""

    inputs: Inputs

    @cached_property
    def context(self) -> ComparisonContext:
        """The years.

        Raises:
            UsageError: the id is that of a run, or synthetic years stand beside real ones.
        """
        comparison = run_comparison_of(self.inputs.workspace.run)
        if comparison is None:
            run = self.inputs.workspace.run
            raise UsageError(f"{run} is a run", expected=f"it beside another, such as {run}-with-2021")
        years = [
            *(year_of(self._published(other), other) for other in comparison.others),
            year_of(self.inputs, comparison.run),
        ]
        if len({year.is_synthetic for year in years}) > 1:
            raise UsageError(
                "real and synthetic years are not compared",
                expected="runs that are all real, or all synthetic",
            )
        language = self.inputs.parameters.language
        return ComparisonContext(
            years=sorted(years, key=lambda year: (year.year, year.run)),
            class_names=self.inputs.class_names,
            vocabularies=self.inputs.policy.vocabulary_words(),
            language=language,
        )

    @cached_property
    def blocks(self) -> list[nodes.Block]:
        """The blocks of the document, in order."""
        return compose_comparison(self.context, self.inputs.parameters)

    @cached_property
    def values(self) -> pd.DataFrame:
        """Every value that is compared (COMPARED_COLUMNS)."""
        return compared_values(self.context.series)

    def _published(self, run: str) -> Inputs:
        """Another run as it is published: nothing of it is in the build."""
        workspace = self.inputs.workspace
        return Inputs(Workspace(workspace.layout, run, workspace.build / "published" / run))

    def save(self) -> None:
        """Leave ``tables/compare.csv``."""
        publish_table(self.inputs.workspace, "compare", self.values)

    def document(self) -> list[BlockOutput]:
        """The comparison, for ``display(*comparison.document())``."""
        return block_outputs(self.blocks, self.inputs.parameters.language)


def year_of(inputs: Inputs, run: str) -> Year:
    """A run as a year to compare.

    Args:
        inputs: the run as it was opened.
        run: its id.

    Raises:
        SourceError: it is not published.
    """
    parameters, assessment = inputs.parameters, inputs.assessment
    year = Year(
        run=run,
        office=parameters.office,
        year=parameters.year,
        is_synthetic=parameters.synthetic,
        tables=inputs.used_tables,
        targets=assessment.targets,
        criteria=assessment.criteria,
        assessments=assessment.assessments,
        moved=moved_figures(inputs.tables, assessment),
        letterhead=parameters.issuer.superior or parameters.issuer.body,
    )
    with suppress(SourceError):
        return replace(year, rates=load_gathered(inputs.workspace)["rates"])
    return year


def moved_figures(
    tables: Mapping[str, pd.DataFrame], assessment: Assessment
) -> dict[str, tuple[str, str, str]]:
    """The figures that were issued with another value: as printed then, as printed now, and why.

    They are those PB-01 tells of, so one stays among them for as long as its finding stands.

    Args:
        tables: the clean tables, with ``issued`` where the run was compared with an issued version.
        assessment: of them.
    """
    if ISSUED not in tables:
        return {}
    answers = tables["answers"]
    answered = answers[(answers["rule"] == _RESTATED) & answers["decision"].isin(REASONS)]
    reasons = dict(zip(answered["row_id"], answered["decision"], strict=True))
    assessed = {name: getattr(assessment, name) for name in ("targets", "criteria", "assessments")}
    values = restated(tables[ISSUED], {**tables, **assessed})
    moved = values[(values["kind"] == "figure") & (values["value_before"] != "") & (values["value"] != "")]
    columns = (moved[name] for name in ("code", "shown_before", "shown"))
    return {
        code: (before, now, str(reasons.get(code, ""))) for code, before, now in zip(*columns, strict=True)
    }
