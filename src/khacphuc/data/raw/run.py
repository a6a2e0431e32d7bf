"""The folders of a run in, its raw tables and source documents out, for cleaning and the checks.

A raw table is all text, each row with its file and line. It has the columns ``schema.tables`` declares and
comes in one form: a UTF-8 CSV file, or a sheet of ``register.xlsx``. What cannot be read as that table is an
error here; whether a value is right is up to ``clean`` and the checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from khacphuc.config.paper_policy import PaperPolicy, load_paper_policy
from khacphuc.config.yaml_models import Model, load_model
from khacphuc.data.raw.codes import with_codes
from khacphuc.data.raw.csv_file import separator_note
from khacphuc.data.raw.folder import RawFolder
from khacphuc.data.raw.reference import ReferenceFolders, office_id
from khacphuc.errors import SourceError
from khacphuc.project.offices import find_office
from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout


class TabulatedDocument(Model):
    """A sidecar: the document that was tabulated, and the tables that came of it."""

    title: str = Field(description="the title of the document")
    short: str = Field(description="its short name, as readers see it beside a number")
    issuer: str = Field(description="who issued it")
    sha256: str = Field(
        pattern=r"^[0-9a-f]{64}$", description="the SHA-256 of the document's file: 64 digits 0-9 and a-f"
    )
    tables: tuple[str, ...] = Field(min_length=1, description="a list of tables typed from it")
    note: str = Field("", description="text")


@dataclass(frozen=True)
class RawRun:
    """All raw tables of a run, by name (text cells, plus ``file`` and ``line``), and their documents.

    Cells are as they were typed, but for codes that were left empty (see ``data.raw.codes``). ``folder`` is
    where the run's own lie, from the root of the project; ``days_before`` a meeting its papers are due.
    """

    tables: dict[str, pd.DataFrame]
    documents: tuple[TabulatedDocument, ...]
    folder: str = ""
    days_before: int = PaperPolicy().days_before

    def short_source(self, table: str) -> str:
        """The short name of the document a table was typed from, or ``""``."""
        return next((document.short for document in self.documents if table in document.tables), "")


def read_run(layout: Layout, run: str, office: str = "", *, is_typed: bool = False) -> RawRun:
    """Read every raw table of a run, and its sidecars.

    Args:
        layout: the project.
        run: the run.
        office: the office whose reference tables are read; empty for the only one there is.
        is_typed: whether its tables were typed from a document, which a sidecar must name; else there may
            be none.

    Raises:
        SourceError: a table is missing, unreadable, not the table it should be, or has no sidecar.
        ParameterError: a sidecar or the policy on papers is not one, or there is no such office.
    """
    yearly = RawFolder(layout, layout.raw(run))
    reference = ReferenceFolders(layout, find_office(layout, run, office))
    yearly.refuse(["units"], instead=reference.folder)
    yearly.refuse(REFERENCE_TABLES, instead=layout.reference)
    reference.refuse_others(layout.raw(run))
    tables = with_codes(
        {
            name: (reference if name in REFERENCE_TABLES else yearly).read(table)
            for name, table in TABLES.items()
        }
    )
    documents = read_documents(layout, run)
    # a form nobody has filled in was typed from nothing
    there = [
        name
        for name, table in TABLES.items()
        if table.sourced and name in yearly and not (table.optional and tables[name].empty)
    ]
    if documents or is_typed:
        _every_table_has_a_source(there, documents, layout.relative(layout.raw(run)))
    policy = load_paper_policy(layout.paper_policy, filename=layout.relative(layout.paper_policy))
    return RawRun(tables, documents, layout.relative(layout.raw(run)), policy.days_before)


def table_notes(layout: Layout, run: str, parameters: RunParameters) -> tuple[str, ...]:
    """What people may not expect of how the raw tables of a run are read, a line each.

    A table whose columns no comma parts, and units that lie beside the shared lists.

    Raises:
        SourceError: a table cannot be read.
        ParameterError: there is no such office.
    """
    reference = ReferenceFolders(layout, find_office(layout, run, parameters.office))
    notes = [reference.units_note(office_id(parameters.issuer.place), parameters.language)]
    for name, table in TABLES.items():
        places = (layout.reference, reference.folder) if name in REFERENCE_TABLES else (layout.raw(run),)
        for path in dict.fromkeys(folder / f"{name}.csv" for folder in places):
            if path.is_file():
                filename = layout.relative(path)
                notes.append(separator_note(path, table, filename=filename, language=parameters.language))
    return tuple(filter(None, notes))


def read_documents(layout: Layout, run: str) -> tuple[TabulatedDocument, ...]:
    """Read the sidecars of a run: what its tables were typed from.

    Raises:
        ParameterError: a sidecar is not one.
    """
    return tuple(
        load_model(path, TabulatedDocument, filename=layout.relative(path))
        for path in sorted(layout.raw(run).glob("*.source.yml"))
    )


def _every_table_has_a_source(
    tables: list[str], documents: tuple[TabulatedDocument, ...], folder: str
) -> None:
    named = [name for document in documents for name in document.tables]
    for name in tables:
        if named.count(name) != 1:
            raise SourceError(
                f"table {name} is named by {named.count(name)} sidecars (*.source.yml); "
                "expected exactly one, under its key 'tables'",
                place=folder,
            )
    if unknown := sorted(set(named) - set(TABLES)):
        raise SourceError(f"the sidecars name tables there are none of: {', '.join(unknown)}", place=folder)
