"""Run 2021 without kernels: its tables, its assessment, its findings and its blocks."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any

from khacphuc.assess.classes import Policy
from khacphuc.assess.run import Assessment, assess_run
from khacphuc.checks.finding_tables import print_findings
from khacphuc.checks.prose import Prose, read_prose
from khacphuc.config.parameters import RunParameters, load_parameters
from khacphuc.config.yaml_models import load_model
from khacphuc.data.decisions import with_decisions
from khacphuc.data.store import clean_run
from khacphuc.project.files import read_text
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.compose import compose
from khacphuc.report.document.assemble import number
from khacphuc.schema.tables import REFERENCE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.result import CheckResult
    from khacphuc.report.document.nodes import Document

ROOT = Path(__file__).parents[1]
LAYOUT = Layout(ROOT)


@cache
def policy() -> Policy:
    """The decision table."""
    return load_model(LAYOUT.policy, Policy, filename="assessment.yml")


@cache
def parameters() -> RunParameters:
    """The run's parameters."""
    return load_parameters(LAYOUT.parameters("2021"))


def raw_file(layout: Layout, name: str) -> Path:
    """Where the CSV file of a raw table of a copy of the project lies."""
    shared = layout.reference if name in REFERENCE_TABLES else layout.raw("2021")
    return (layout.office("tay-ninh") if name == "units" else shared) / f"{name}.csv"


def clean(root: Path = ROOT) -> dict[str, pd.DataFrame]:
    """The clean tables of a copy of the project."""
    return clean_run(Workspace(Layout(root), "2021", root / ".runs"))


@cache
def cited() -> Prose:
    """What the checks read of the prose."""
    return read(read_text(LAYOUT.prose("2021")))


def read(prose: str) -> Prose:
    """What the checks read of a text in the place of the prose."""
    return read_prose(
        prose,
        filename="params/2021.md",
        names=parameters().names,
        class_phrases=policy().class_phrases(),
    )


@cache
def _tables() -> Mapping[str, pd.DataFrame]:
    return MappingProxyType(clean())


def tables() -> dict[str, pd.DataFrame]:
    """The clean tables, copies a test may change."""
    return {name: frame.copy() for name, frame in _tables().items()}


def assessment(of: dict[str, pd.DataFrame] | None = None) -> Assessment:
    """Targets, criteria and classes of these tables."""
    return assess_run(tables() if of is None else of, policy())


def check_printed(of: dict[str, pd.DataFrame], *, status: str = "reconstruction") -> CheckResult:
    """What the checks find in what was printed."""
    return _checks().check_printed(of, year=parameters().year, **_options(status))


def check(
    of: dict[str, pd.DataFrame] | None = None,
    *,
    status: str = "reconstruction",
    prose: Prose | None = None,
    asks_prose: bool = True,
    printed: CheckResult | None = None,
) -> CheckResult:
    """What the checks find in these tables and this prose, and every rule they looked at.

    ``printed`` is what they find in what was printed, where that is known already. The run as it is is
    checked once a process; with ``of`` it is checked anew.
    """
    if of is prose is printed is None and asks_prose:
        return _checked(status)
    clean_tables = tables() if of is None else of
    return _checks().check_assessed(
        check_printed(clean_tables, status=status) if printed is None else printed,
        clean_tables,
        assessment(with_decisions(clean_tables, status)),
        year=parameters().year,
        prose=cited() if prose is None else prose,
        asks_prose=asks_prose,
        **_options(status),
    )


@cache
def _checked(status: str) -> CheckResult:
    return check(tables(), status=status)


def _options(status: str) -> dict[str, Any]:
    return {
        "status": status,
        "suites": LAYOUT.expectations,
        "class_names": policy().class_names("vi"),
    }


def _checks() -> ModuleType:
    # imported here: Great Expectations is slow, and its import warns that it imports sre_constants
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from khacphuc.checks import run  # noqa: PLC0415
    return run


def findings(of: dict[str, pd.DataFrame] | None = None, *, status: str = "reconstruction") -> pd.DataFrame:
    """What the checks find in these tables, as ``findings.csv`` prints it."""
    return print_findings(check(of, status=status).findings)


def document(prose: str | None = None, findings: Iterable[Finding] = ()) -> Document:
    """The numbered document, with its own prose or another, and with marks of findings if there are any.

    The document as it is is made once a process.
    """
    return _document() if prose is None and findings == () else compose_document(prose, findings)


@cache
def _document() -> Document:
    return compose_document()


def compose_document(prose: str | None = None, findings: Iterable[Finding] = ()) -> Document:
    """The numbered document, made anew."""
    text = read_text(LAYOUT.prose("2021")) if prose is None else prose
    blocks = compose(
        tables(), assessment(), parameters(), policy(), text, filename="params/2021.md", findings=findings
    )
    return number(blocks)
