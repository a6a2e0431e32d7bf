"""Received files in, what they say out, in columns: small, for it goes from one process to another."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING, NamedTuple

from khacphuc.data.returns.faults import Fault, FaultKind
from khacphuc.data.returns.forms.parts import LARGEST_FORM
from khacphuc.data.returns.forms.reader import read_form
from khacphuc.errors import SourceError
from khacphuc.project.files import FolderReader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khacphuc.data.returns.forms.catalogue import FormCatalogue
    from khacphuc.data.returns.forms.contents import FormContents

RECEIVED_FOLDER = "received"
"""Below the folder of a run: the files that came in, as they came in."""


class ReceivedName(NamedTuple):
    """A received file.

    Attributes:
        name: in the folder of received files.
        sha256: of its receipt; empty without one.
        original_name: what it was called when it came in.
    """

    name: str
    sha256: str = ""
    original_name: str = ""


class FormRow(NamedTuple):
    """A sheet that is a form: its row of the table of forms, but for what only receipts know.

    ``content`` is the digest of what its sender typed.
    """

    file: str
    sheet: str
    sha256: str
    collection: str
    unit_id: str
    period: str
    revision: int
    form_version: str
    declared_complete: bool
    nil: bool
    content: str


class FormBatch(NamedTuple):
    """What several files say.

    Attributes:
        forms: a row for each sheet that is a form.
        counts: how many values each of them has.
        indicators: of all values, one after the other, as are the columns after it.
        values: NaN where there is none.
        raw: what stands in the cells.
        number_formats: their codes.
        statuses: of the values.
        cells: where they stand.
        faults: of all files.
    """

    forms: list[FormRow]
    counts: list[int]
    indicators: list[str]
    values: array[float]
    raw: list[str]
    number_formats: list[str]
    statuses: list[str]
    cells: list[str]
    faults: list[Fault]


def kind_of_refusal(error: SourceError) -> FaultKind:
    """Which fault it is that a file was not opened: there is too much of it, or it cannot be read."""
    return FaultKind(error.kind) if error.kind else FaultKind.NOT_OPENED


def read_batch(folder: Path, names: Sequence[ReceivedName], catalogue: FormCatalogue) -> FormBatch:
    """Read files of a folder, one after the other; one that cannot be read is a fault.

    Args:
        folder: of received files.
        names: of the files.
        catalogue: all forms of the run.
    """
    batch = FormBatch([], [], [], array("d"), [], [], [], [], [])
    reader = FolderReader(folder)
    for received in names:
        file = f"{RECEIVED_FOLDER}/{received.name}"
        try:
            data = reader.read(received.name, at_most=LARGEST_FORM)
        except SourceError as error:
            batch.faults.append(Fault(kind_of_refusal(error), file=file))
            continue
        digest = hashlib.sha256(data).hexdigest()
        if received.sha256 not in {"", digest}:
            kind = FaultKind.CHANGED_SINCE_RECEIPT
            batch.faults.append(Fault(kind, file=file, observed=digest, expected=received.sha256))
            continue
        contents = read_form(data, file, catalogue, original_name=received.original_name)
        _add(batch, contents, file, digest)
    return batch


def _add(batch: FormBatch, contents: FormContents, file: str, digest: str) -> None:
    batch.faults.extend(contents.faults)
    for sheet in contents.sheets:
        collection, unit_id, period, revision, version = sheet.identity
        batch.forms.append(
            FormRow(
                *(file, sheet.sheet, digest, collection, unit_id, period, revision, version),
                declared_complete=sheet.declared_complete,
                nil=sheet.nil,
                content=sheet.content,
            )
        )
        batch.counts.append(len(sheet.values))
        if sheet.values:
            indicators, values, *texts = zip(*sheet.values, strict=True)
            batch.indicators.extend(indicators)
            batch.values.extend(values)
            for column, cells in zip(batch[4:8], texts, strict=True):
                column.extend(cells)
