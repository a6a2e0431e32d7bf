"""The forms the units of an example filled in, as files that came in, with their receipts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from khacphuc.data.returns.form_layout import form_labels
from khacphuc.returns.form_sheet import FormAnswers, FormSheet
from khacphuc.returns.form_workbook import FormWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from khacphuc.office.example.names import TerritorialUnit
    from khacphuc.office.example.returns import ReportCollection, UnitReport
    from khacphuc.returns.form_definition import FormDefinition


@dataclass(frozen=True, slots=True)
class ReceivedForm:
    """A file that came in, and what is known of it.

    Attributes:
        data: its bytes.
        name: it had.
        report: what it is a form of; None where nobody can tell.
        sheet: the form's.
        has_receipt: whether somebody wrote down that it came.
    """

    data: bytes = field(repr=False)
    name: str
    report: UnitReport | None
    sheet: str = ""
    has_receipt: bool = True

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def file(self) -> str:
        """Where it lies below the folder of its run; names that are not ASCII are of tests only."""
        return f"received/{self.sha256[:16]}-{self.name}"


class FormFiller:
    """Fills in the forms of one run.

    Args:
        run: its id.
        year: its year.
        collections: what is collected.
        definitions: the form of each collection, by its code.
        units: who fills them in, by their codes.
    """

    def __init__(
        self,
        run: str,
        year: int,
        collections: Iterable[ReportCollection],
        definitions: Mapping[str, FormDefinition],
        units: Mapping[str, TerritorialUnit],
    ) -> None:
        self._units = units
        self._collections = {collection.collection_id: collection for collection in collections}
        self._writers = {code: FormWriter(form, run, "vi") for code, form in definitions.items()}
        self._periods = {
            code: {period.code: period for period in collection.periods(year)}
            for code, collection in self._collections.items()
        }

    def received(self, report: UnitReport) -> ReceivedForm:
        """The form a unit sent, as a file of its own."""
        name = f"{report.collection}_{report.unit_id}_{report.period}.xlsx"
        data = self._writers[report.collection].workbook([self._sheet(report)])
        return ReceivedForm(data, name, report, report.period, report.received_on is not None)

    def _sheet(self, report: UnitReport) -> FormSheet:
        unit, period = self._units[report.unit_id], self._periods[report.collection][report.period]
        return FormSheet(
            unit_id=unit.unit_id,
            unit_name=unit.name,
            level=unit.level,
            period=period.code,
            start=period.start,
            end=period.end,
            due_on=self._collections[report.collection].due_on(period),
            answers=FormAnswers(
                values={name: _decimal(value) for name, value in report.answers.items() if value is not None},
                reasons=report.reasons,
                is_complete=report.complete,
                is_nil=report.nil,
                revision=report.revision,
            ),
        )


def receipt_rows(forms: Iterable[ReceivedForm]) -> Iterator[dict[str, str]]:
    """The rows of the table ``receipts``, in the order the forms came."""
    known = (form for form in forms if form.has_receipt)
    for number, form in enumerate(known, start=1):
        yield {"receipt_id": f"BN{number:04}", **_receipt(form)}


def _receipt(form: ReceivedForm) -> dict[str, str]:
    row = {
        "received_file": form.file,
        "sheet": form.sheet,
        "sha256": form.sha256,
        "received_how": "email",
        "state": "received",
        "original_name": form.name,
    }
    if (report := form.report) is None:
        return row
    return row | {
        "collection": report.collection,
        "unit_id": report.unit_id,
        "period": report.period,
        "revision": str(report.revision),
        "state": report.state,
        "received_on": f"{report.received_on:%d/%m/%Y}" if report.received_on else "",
        "declared_complete": _yes(report.complete),
        "nil": _yes(report.nil),
    }


def _yes(answer: bool) -> str:
    return form_labels("vi").yes if answer else ""


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
