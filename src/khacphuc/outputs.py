"""What the stages of a run leave: tables for people as CSV, and whole ones for the stages after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.finding_tables import print_findings
from khacphuc.data.gathered.return_frames import GATHERED_FRAMES
from khacphuc.data.records.record_frames import FRAME_MAKERS
from khacphuc.data.store import publish_table, save_table, save_tables
from khacphuc.data.values import TABLE_COUNTS
from khacphuc.inputs import ASSESSMENT
from khacphuc.project.files import write_text
from khacphuc.project.workspace import FINDINGS, FINDINGS_PRINTED, GATHERED

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.assess.run import Assessment
    from khacphuc.checks.result import CheckResult
    from khacphuc.inputs import Inputs


def save_clean(inputs: Inputs, tables: dict[str, pd.DataFrame]) -> None:
    """Leave the clean tables (``10_clean``), and for people ``tables/figures.csv`` and ``computed.csv``."""
    save_tables(inputs.workspace, tables)
    publish_table(inputs.workspace, "figures", tables["figures"])
    publish_table(inputs.workspace, "computed", tables["computed"])
    for name in (*FRAME_MAKERS, TABLE_COUNTS):
        if name in tables:
            publish_table(inputs.workspace, name, tables[name])


def save_gathered(inputs: Inputs, gathered: Mapping[str, pd.DataFrame]) -> None:
    """Leave what units reported (``05_returns``), for people as ``tables/returns.csv`` and ``rates.csv``."""
    for name in GATHERED_FRAMES:
        save_table(inputs.workspace, f"{GATHERED}/{name}.parquet", gathered[name])
    publish_table(inputs.workspace, "returns", gathered["values"])
    publish_table(inputs.workspace, "rates", gathered["rates"])


def save_printed(inputs: Inputs, result: CheckResult) -> None:
    """Leave what was found about what was printed (``20_check``)."""
    write_text(inputs.workspace.clean(FINDINGS_PRINTED), result.to_json())


def save_assessment(inputs: Inputs, assessment: Assessment) -> None:
    """Leave the assessment (``30_assess``), for people as ``tables/targets.csv`` and two more."""
    for name, file in ASSESSMENT.items():
        frame = getattr(assessment, name)
        save_table(inputs.workspace, file, frame)
        publish_table(inputs.workspace, name, frame)


def save_findings(inputs: Inputs, result: CheckResult) -> None:
    """Leave all findings (``30_assess``), for people as ``tables/findings.csv``."""
    write_text(inputs.workspace.clean(FINDINGS), result.to_json())
    publish_table(inputs.workspace, "findings", print_findings(result.findings, inputs.parameters.language))
