"""Writes the forms that came in for a run of an example, and says what is true of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khacphuc.data.clean import clean_table
from khacphuc.data.raw.folder import RawFolder
from khacphuc.data.raw.reference import ReferenceFolders
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.office.example.province_returns import FROM_RETURNS, province_collections, province_reports
from khacphuc.office.example.received_forms import FormFiller, receipt_rows
from khacphuc.office.example.returns_truth import ALL, returns_truth
from khacphuc.office.example.truth import PlantedFinding
from khacphuc.office.table_file import table_text
from khacphuc.project.files import write_bytes, write_text
from khacphuc.returns.form_tables import ASKING_TABLES, form_definitions
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khacphuc.office.example.figures import OfficeYear
    from khacphuc.office.example.names import Province
    from khacphuc.office.example.received_forms import ReceivedForm
    from khacphuc.office.example.returns import ReportCollection
    from khacphuc.office.example.returns_truth import ReturnsTruth
    from khacphuc.project.layout import Layout
    from khacphuc.returns.form_definition import FormDefinition


@dataclass(frozen=True, slots=True)
class ReceivedReports:
    """The forms that came in for a run.

    Attributes:
        truth: what is true of them.
        receipts: how many receipts there are.
        planted: what the checks find about them.
    """

    truth: ReturnsTruth
    receipts: int
    planted: frozenset[PlantedFinding]


def forms_of_office(layout: Layout, run: str, province: Province) -> dict[str, FormDefinition]:
    """The form of each collection of an office, the same in every year, out of the tables of a run."""
    asking, lists = RawFolder(layout, layout.raw(run)), ReferenceFolders(layout, province.office)
    frames = {name: asking.read(TABLES[name]) for name in ASKING_TABLES}
    frames |= {name: lists.read(TABLES[name]) for name in ("indicators", "units_of_measure")}
    return form_definitions({name: clean_table(TABLES[name], frame) for name, frame in frames.items()})


def write_received(
    layout: Layout,
    run: str,
    province: Province,
    year: int,
    numbers: OfficeYear,
    *,
    definitions: Mapping[str, FormDefinition],
) -> ReceivedReports:
    """Write the forms and receipts of a run whose tables are there."""
    collections = province_collections(province)
    reports = province_reports(province, year, numbers)
    units = {unit.unit_id: unit for unit in province.units}
    filler = FormFiller(run, year, collections, definitions, units)
    forms = tuple(filler.received(report) for report in reports)
    for form in forms:
        write_bytes(layout.raw(run) / form.file, form.data)
    rows = [*receipt_rows(forms)]
    write_text(layout.raw(run) / "receipts.csv", table_text(TABLES["receipts"], rows))
    truth = returns_truth(collections, reports, year)
    planted = frozenset({*_of_coverage(truth), *_of_forms(collections, forms, year)})
    return ReceivedReports(truth, len(rows), planted)


def _of_coverage(truth: ReturnsTruth) -> Iterator[PlantedFinding]:
    """What is to be told where reports are missing: of figures made of the others, and of the collection."""
    for figure, indicator in FROM_RETURNS.items():
        if truth.totals[indicator, ALL, ALL].status != "complete":
            yield PlantedFinding("SG-05", figure)
    for (collection, period, parent), rate in truth.rates.items():
        if period == parent == ALL and rate.actual < rate.expected:
            yield PlantedFinding("TY-01", collection)


def _of_forms(
    collections: Iterable[ReportCollection], forms: Sequence[ReceivedForm], year: int
) -> Iterator[PlantedFinding]:
    """What is to be told of reports that are missing, late, or were sent again."""
    first: dict[tuple[str, str, str], ReceivedForm] = {}
    for form in forms:
        if form.report is not None:
            key = form.report.collection, form.report.unit_id, form.report.period
            if key in first:
                yield PlantedFinding("LO-04", _fault_id(FaultKind.RESUBMITTED, key, first[key]))
            first.setdefault(key, form)
    for collection in collections:
        for period in collection.periods(year):
            for unit in collection.units:
                key = collection.collection_id, unit.unit_id, period.code
                sent = first.get(key)
                if sent is None:
                    yield PlantedFinding("LO-01", _fault_id(FaultKind.MISSING_FORM, key))
                elif (received := _received_on(sent)) and received > collection.due_on(period):
                    yield PlantedFinding("LO-02", _fault_id(FaultKind.LATE, key, sent))


def _received_on(form: ReceivedForm) -> dt.date | None:
    return form.report.received_on if form.report else None


def _fault_id(kind: FaultKind, key: tuple[str, str, str], form: ReceivedForm | None = None) -> str:
    """The code a fault has by its kind and place."""
    fault = Fault(kind, *key, file=form.file, sheet=form.sheet) if form else Fault(kind, *key)
    return str(fault_frame([fault])["fault_id"].iloc[0])
