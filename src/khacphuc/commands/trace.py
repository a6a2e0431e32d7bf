"""The command ``khacphuc trace``: follows codes through the published tables of a run and prints the chains.

Where nothing is published yet, the raw tables are cleaned instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.finding_tables import FINDING_COLUMNS
from khacphuc.console.terminal import open_console, print_line
from khacphuc.data.raw.run import read_documents
from khacphuc.data.store import load_public
from khacphuc.inputs import Inputs
from khacphuc.locale import words
from khacphuc.project.board_papers import board_paper_of
from khacphuc.project.layout import check_run_id
from khacphuc.project.workspace import Workspace
from khacphuc.run.preconditions import check_preconditions
from khacphuc.trace.board_numbers import board_items
from khacphuc.trace.chain import codes_of, trace_code
from khacphuc.trace.report_rows import report_items
from khacphuc.trace.return_cells import unit_cells, unit_lines
from khacphuc.trace.rows import items_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from rich.console import Console

    from khacphuc.project.layout import Layout
    from khacphuc.trace.chain import Branch, Chain
    from khacphuc.trace.return_cells import UnitCells


@dataclass(frozen=True)
class TraceReport:
    """The chains of some codes.

    Attributes:
        chains: one a code, in their order.
        cells: by figure, what units reported of the total it is.
        basis: what they were read from: ``published`` or ``raw`` tables.
        documents: what the tables of the run were typed from, in full.
        prose: the file of the prose.
        language: of the run.
    """

    chains: tuple[Chain, ...]
    cells: Mapping[str, tuple[UnitCells, ...]]
    basis: str
    documents: tuple[str, ...]
    prose: str
    language: str


def trace_run(layout: Layout, run: object, codes: Iterable[str]) -> TraceReport:
    """Follow codes of a run.

    Args:
        layout: the project.
        run: the run.
        codes: of any rows.

    Raises:
        UsageError: the run cannot be read, or nothing has a code.
    """
    run = check_run_id(run)
    check_preconditions(layout, run)
    published = (layout.published_clean(run) / "figures.parquet").is_file()
    inputs = Inputs(Workspace(layout, run, layout.runs(run) / "trace"), from_raw=not published)
    language, status = inputs.parameters.language, inputs.parameters.status
    items = items_of(inputs.tables, inputs.assessment, inputs.class_names, language, status)
    folder = layout.relative(layout.raw(run))
    if published and board_paper_of(run):
        # a count of tables says more of itself
        items = board_items(load_public(inputs.workspace, "board"), language) | items
    if inputs.gathered is not None:
        items |= report_items(inputs.gathered, inputs.tables["units"], folder=folder, language=language)
    findings = (
        load_public(inputs.workspace, "findings")
        if published
        else pd.DataFrame(columns=list(FINDING_COLUMNS))
    )
    chains = tuple(trace_code(code, items, findings, inputs.cited.codes, language) for code in codes)
    return TraceReport(
        chains=chains,
        cells=_cells(inputs, chains, folder),
        basis="published" if published else "raw",
        documents=tuple(f"{document.title} ({document.issuer})" for document in read_documents(layout, run)),
        prose=inputs.prose_name,
        language=language,
    )


def _cells(inputs: Inputs, chains: Iterable[Chain], folder: str) -> dict[str, tuple[UnitCells, ...]]:
    """What units reported of the figures in some chains, by figure."""
    gathered = inputs.gathered
    if gathered is None:
        return {}
    figures = inputs.tables["figures"]
    references = dict(zip(figures["figure_id"], figures["from_returns"], strict=True))
    codes = {code for chain in chains for code in (chain.item.code, *codes_of(chain.rests_on))}
    return {
        code: unit_cells(
            reference, gathered, inputs.tables["units"], folder=folder, language=inputs.parameters.language
        )
        for code, reference in references.items()
        if reference and code in codes
    }


def print_trace(report: TraceReport, stream: TextIO) -> None:
    """Print chains, each from what it is to what rests on it, in the language of the run."""
    console, labels = open_console(stream), words(report.language, "trace")
    for chain in report.chains:
        _print_chain(console, chain, report)
        print_line(console, "")
    print_line(console, labels[f"basis_{report.basis}"])
    for document in report.documents:
        print_line(console, f"{labels['typed_from']}: {document}")


def _print_chain(console: Console, chain: Chain, report: TraceReport) -> None:
    item, labels = chain.item, words(report.language, "trace")
    print_line(console, f"{item.code} {item.kind}: {item.label}", style="bold")
    for name, text in item.facts:
        print_line(console, f"{name}: {text}", indent=2)
    lines = ", ".join(f"{report.prose}:{line}" for line in chain.cited)
    print_line(console, f"{labels['cited']}: {lines or labels['cited_nowhere']}", indent=2)
    _print_branches(console, labels["rests_on"], chain.rests_on)
    for code in (item.code, *sorted(codes_of(chain.rests_on))):
        if code in report.cells:
            print_line(console, f"{labels['reported_by'].format(code=code)}:", indent=2)
            for inward, line in unit_lines(report.cells[code], report.language):
                print_line(console, line, indent=4 + 2 * inward)
    _print_branches(console, labels["carries"], chain.carries)
    missing = labels["findings_unchecked" if report.basis == "raw" else "findings_none"]
    print_line(console, f"{labels['findings']}: {'' if chain.findings else missing}", indent=2)
    severities = words(report.language, "severity")
    for finding in chain.findings:
        name = f"{severities[finding.severity]} {finding.rule} {', '.join(finding.rows)}"
        print_line(console, f"{name}: {finding.description}", indent=4)
        print_line(console, f"{labels['answer']}: {finding.answer or labels['answer_none']}", indent=6)


def _print_branches(console: Console, name: str, branches: tuple[Branch, ...]) -> None:
    if branches:
        print_line(console, f"{name}:", indent=2)
        _print_level(console, branches, 4)


def _print_level(console: Console, branches: tuple[Branch, ...], indent: int) -> None:
    for branch in branches:
        item = branch.item
        print_line(console, f"{item.code} {item.kind}: {item.label}", indent=indent)
        print_line(console, item.brief, indent=indent + 2)
        _print_level(console, branch.branches, indent + 2)
