"""A new run: its parameters, its prose, the register to fill in, and where they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.assess.classes import Policy
from khacphuc.config.yaml_models import load_model
from khacphuc.data.raw.cells import text_frame
from khacphuc.data.raw.csv_file import read_table
from khacphuc.data.raw.reference import ReferenceFolders
from khacphuc.data.source.document import source_sha256
from khacphuc.data.xlsx.register import REGISTER, read_register
from khacphuc.errors import ParameterError, SourceError
from khacphuc.locale import HOUSE, words
from khacphuc.office.carry_over import CarryOver, carry_over
from khacphuc.office.params_file import first_values, next_values, parameters_text
from khacphuc.office.prose_file import Continuation, first_prose, next_prose
from khacphuc.office.source_file import source_text
from khacphuc.office.table_file import table_text
from khacphuc.office.workbook import FORM_TABLES, form_workbook
from khacphuc.office.writing import write_new
from khacphuc.project.layout import RUN_ID, check_run_id
from khacphuc.project.offices import existing_offices, office_near
from khacphuc.project.runs import check_run
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import REFERENCE_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from khacphuc.project.layout import Layout

_YEAR: Final = re.compile(r"(?<!\d)(?:19|2\d)\d{2}(?!\d)")
_UNITS: Final = "units"


@dataclass(frozen=True)
class NewRun:
    """What was made.

    Attributes:
        run: its id.
        language: of its parameters.
        files: what was written, in the order people need them.
        carried: what came from the run before; None where it follows none.
    """

    run: str
    language: str
    files: tuple[Path, ...]
    carried: CarryOver | None = None


def new_run(
    layout: Layout,
    run: object,
    office: str,
    *,
    previous: str = "",
    as_csv: bool = False,
    source: Path | None = None,
    units: Path | None = None,
) -> NewRun:
    """Write the files of a new run; nothing that is there is touched.

    Args:
        layout: the project.
        run: its id, with the year it is about: ``2022``, ``long-an-2022``.
        office: the id of whose report it is; with ``units`` it may be new.
        previous: the run it follows; empty for none.
        as_csv: write the tables as CSV files, in the place of a workbook.
        source: the document its figures are typed from, if they are.
        units: a list of the office's units, CSV or a workbook with the sheet ``units``.

    Raises:
        UsageError: an id is not one, a file is there already, there is no such run, it is another office's,
            or a file cannot be read or written. Nothing was written.
    """
    run, office = check_run(run), _checked_office(office)
    year = _year(run)
    new_units = _new_units(layout, office, units)
    carried = carry_over(layout, check_run_id(previous), office=office, year=year) if previous else None
    if carried:
        values = next_values(carried.parameters, previous, office, year)
        years = (carried.parameters.year, year)
        continuation = Continuation(carried.orders, carried.remedied, years, _number_lines(carried))
        prose = next_prose(carried.prose, continuation)
    else:
        values = first_values(office, year, HOUSE)
        prose = first_prose(year, values["issuer"]["body"])
    language = str(values["language"])
    tables = carried.tables if carried else {}
    files = {
        layout.parameters(run): parameters_text(values, run).encode(),
        layout.prose(run): prose.encode(),
        **_table_files(layout, run, tables, language, as_csv=as_csv, new_units=new_units, office=office),
    }
    if new_units is not None:
        rows = new_units[[field.name for field in TABLES[_UNITS].raw]].pipe(row_dicts)
        files[layout.office(office) / f"{_UNITS}.csv"] = table_text(TABLES[_UNITS], rows).encode()
    if source:
        place = layout.raw(run) / f"{source.stem}.source.yml"
        issuer = str(values["issuer"]["body"])
        files[place] = source_text(source.name, source_sha256(source), issuer, FORM_TABLES, language).encode()
    write_new(layout, files, remedy="choose another run, or move what is there")
    return NewRun(run, language, tuple(files), carried)


def _number_lines(carried: CarryOver) -> dict[str, list[str]]:
    """A line of the prose for each figure that is needed again, by the section it stands in."""
    lines: dict[str, list[str]] = {}
    for row in carried.tables["figures"]:
        name = carried.indicators.get(row["indicator"], "")
        line = words(HOUSE, "new_prose")["number"].format(name=name, code=row["figure_id"])
        lines.setdefault(row["section"], []).append(line)
    return lines


def _checked_office(office: str) -> str:
    if not RUN_ID.fullmatch(office):
        raise ParameterError(
            f"{office!r} is not the id of an office",
            expected="small letters, digits and hyphens, as in tay-ninh",
        )
    return office


def _year(run: str) -> int:
    years = _YEAR.findall(run)
    if len(years) != 1:
        raise ParameterError(
            f"the run id {run!r} names no year" if not years else f"the run id {run!r} names several years",
            expected="the year the report is about in it, as in 2022 or long-an-2022",
        )
    return int(years[0])


def _new_units(layout: Layout, office: str, units: Path | None) -> pd.DataFrame | None:
    """The units of an office that is new here, or of one that has none yet; None where they are there.

    Raises:
        UsageError: it has units already, or may be a slip of the finger.
    """
    known = existing_offices(layout)
    if not known and (layout.reference / f"{_UNITS}.csv").is_file():
        folder, shared = (layout.relative(place) for place in (layout.office(office), layout.reference))
        raise SourceError(
            "units lie beside the shared lists, as projects of one office had them",
            place=layout.relative(layout.reference / f"{_UNITS}.csv"),
            remedy=f"move them first: mkdir {folder}; mv {shared}/{_UNITS}.* {folder}/",
        )
    if units:
        register = layout.office(office) / REGISTER
        if register.exists():
            raise SourceError("the office has its lists there", place=layout.relative(register))
        return _read_units(units)
    if office in known:
        return None
    if near := office_near(office, known):
        raise ParameterError(
            f"there is no office {office}",
            remedy=f"did you mean {near}? a new office is made with its units: --units FILE",
        )
    return text_frame(TABLES[_UNITS], [])


def _read_units(file: Path) -> pd.DataFrame:
    table, name = TABLES[_UNITS], str(file)
    if file.suffix.lower() != ".xlsx":
        return read_table(file, table, filename=name)
    register = read_register(file, filename=name)
    if _UNITS not in register:
        raise SourceError(f"no sheet {_UNITS}", place=name, remedy="name the sheet with the units so")
    return register.read(table)


def _table_files(
    layout: Layout,
    run: str,
    tables: Mapping[str, list[dict[str, str]]],
    language: str,
    *,
    as_csv: bool,
    new_units: pd.DataFrame | None,
    office: str,
) -> dict[Path, bytes]:
    folder = layout.raw(run)
    if as_csv:
        names = [name for name in FORM_TABLES if not TABLES[name].optional or tables.get(name)]
        return {
            folder / f"{name}.csv": table_text(TABLES[name], tables.get(name) or []).encode()
            for name in names
        }
    policy = load_model(layout.policy, Policy, filename=layout.relative(layout.policy))
    shared = ReferenceFolders(layout, office if office in existing_offices(layout) else "")
    lists = {name: shared.read(TABLES[name]) for name in REFERENCE_TABLES}
    if new_units is not None:
        lists[_UNITS] = new_units
    return {
        folder / REGISTER: form_workbook(
            tables, lists, language, run=run, classes=policy.class_names(language)
        )
    }
