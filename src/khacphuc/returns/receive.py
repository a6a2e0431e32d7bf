"""Taking in forms: copied as they are, hashed, stamped with the day, and looked at.

A file is copied first and gets its receipt then, both whole or not at all and flushed to the disk. Who is
killed between the two leaves a file without a receipt: receiving it again writes the receipt. What has one is
known by its hash, and changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.faults import NOTICES, Fault, FaultKind
from khacphuc.data.returns.forms.batch import RECEIVED_FOLDER, kind_of_refusal
from khacphuc.data.returns.forms.catalogue import form_catalogue
from khacphuc.data.returns.forms.parts import LARGEST_FORM
from khacphuc.data.returns.forms.reader import read_form
from khacphuc.data.returns.forms.received import receipt_cell, received_name
from khacphuc.data.returns.periods import parse_period
from khacphuc.errors import QuantityError, SourceError, UsageError
from khacphuc.inputs import load_inputs
from khacphuc.locale import HOUSE, words
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import FolderReader, hash_file, write_bytes
from khacphuc.returns.found_files import find_files
from khacphuc.returns.receipts import read_receipts, receipts_file, write_receipts
from khacphuc.returns.received_checks import check_received
from khacphuc.run.lock import run_lock
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from khacphuc.data.returns.forms.catalogue import FormCatalogue
    from khacphuc.data.returns.forms.contents import FormContents, SheetContents
    from khacphuc.project.layout import Layout
    from khacphuc.returns.receipts import Receipt

_BATCH: Final = 100  # files between two writings of the receipts


@dataclass(frozen=True)
class Reception:
    """What became of a file.

    Attributes:
        path: where it lay.
        sheets: those of it that are forms.
        faults: everything that is wrong with it.
        is_known: it had been received before.
        is_taken: it lies among the received files now.
        file: as its receipt names it; empty if it was not taken.
    """

    path: Path
    sheets: tuple[SheetContents, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_known: bool = False
    is_taken: bool = True
    file: str = ""

    def with_faults(self, faults: Mapping[str, Sequence[Fault]]) -> Reception:
        """The same with what is wrong with its file."""
        return replace(self, faults=tuple(faults.get(self.file, self.faults)))

    @property
    def is_sound(self) -> bool:
        """Whether it was taken, and nothing is wrong with it that matters."""
        return self.is_taken and all(fault.kind in NOTICES for fault in self.faults)


@dataclass(frozen=True)
class ReceivedFiles:
    """What became of all files, and how many in the folders were no spreadsheets."""

    receptions: tuple[Reception, ...]
    others: int

    @property
    def exit_code(self) -> int:
        """0 if everything was taken and is sound, else 1."""
        return 0 if all(reception.is_sound for reception in self.receptions) else 1


def receive_files(
    layout: Layout,
    run: str,
    paths: Iterable[Path],
    *,
    received_on: date,
    how: str = "",
    advance: Callable[[int, int], None] | None = None,
) -> ReceivedFiles:
    """Take in what units sent.

    Args:
        layout: the project.
        run: the run.
        paths: files, or folders of them.
        received_on: the day they came in.
        how: how they came in, in words.
        advance: called with the number of files that were taken since the last call, and of all.

    Raises:
        UsageError: there is no such run or path, the run asks for no forms, its tables cannot be read, or
            the disk takes no more. What was taken before is recorded.
    """
    listing = find_files(paths)
    inputs = load_inputs(run, root=str(layout.root))
    tables, year = inputs.clean(), inputs.parameters.year
    catalogue = form_catalogue(tables)
    if not catalogue.forms:
        raise SourceError(
            f"run {run} collects nothing", expected="rows in the tables collections and collection_items"
        )
    catalogue = replace(catalogue, run=run)
    file = receipts_file(layout, run)
    folder = layout.inside(layout.raw(run) / RECEIVED_FOLDER)
    receptions = [_link(path) for path in listing.links]
    # another process that receives, or makes the run, is waited for
    with run_lock(layout, run, wait=True), explained(layout, layout.raw(run)):
        receipts = read_receipts(file, layout.relative(file))
        _clear_away(folder)
        stamp = {"received_on": format_date(received_on), "received_how": receipt_cell(how)}
        intake = _Intake(folder, catalogue, receipts, stamp)
        for begin in range(0, len(listing.files), _BATCH):
            batch = listing.files[begin : begin + _BATCH]
            count = len(receipts)
            try:
                taken = [intake.take(path) for path in batch]
                originals = {reception.file: reception.path.name for reception in taken if reception.file}
                faults = check_received(folder, originals, receipts, catalogue, tables, year=year)
                taken = [reception.with_faults(faults) for reception in taken]
                _mark(receipts[count:], taken)
                receptions += taken
            finally:  # what was copied has its receipt, whatever came in between
                if len(receipts) > count:
                    write_receipts(file, receipts)
            if advance:
                advance(len(batch), len(listing.files))
    return ReceivedFiles(tuple(receptions), listing.others)


def reception_day(day: datetime | None) -> date:
    """The day forms came in: today, or the one somebody gives.

    Raises:
        UsageError: it has not come yet.
    """
    today = datetime.now().astimezone().date()
    if day and day.date() > today:
        raise UsageError(
            f"{format_date(day.date())} is still to come", expected="a day up to today", place="--on"
        )
    return day.date() if day else today


def _mark(receipts: Iterable[Receipt], receptions: Iterable[Reception]) -> None:
    """Say in new receipts which files have something wrong with them."""
    faulty = {reception.file for reception in receptions if not reception.is_sound}
    for receipt in receipts:
        if receipt["received_file"] in faulty:
            receipt["state"] = "has_issues"


def _clear_away(folder: Path) -> None:
    """Remove what a process that was killed had not finished writing."""
    for path in folder.glob(".*") if folder.is_dir() else ():
        if path.is_file():
            path.unlink()


def _link(path: Path) -> Reception:
    return Reception(path, faults=(Fault(FaultKind.NOT_OPENED, file=path.name),), is_taken=False)


class _Intake:
    """Takes file after file; their receipts are added to those there are."""

    def __init__(
        self, folder: Path, catalogue: FormCatalogue, receipts: list[Receipt], stamp: Receipt
    ) -> None:
        self._folder, self._catalogue, self._receipts, self._stamp = folder, catalogue, receipts, stamp
        self._known = {receipt["sha256"]: receipt["received_file"] for receipt in receipts}

    def take(self, path: Path) -> Reception:
        """Take one file."""
        try:
            data = FolderReader(path.parent).read(path.name, at_most=LARGEST_FORM)
        except SourceError as error:
            fault = Fault(kind_of_refusal(error), file=path.name)
            return Reception(path, faults=(fault,), is_taken=False)
        digest = hashlib.sha256(data).hexdigest()
        is_known = digest in self._known
        file = self._known.setdefault(digest, f"{RECEIVED_FOLDER}/{received_name(digest, path.name)}")
        contents = read_form(data, file, self._catalogue, original_name=path.name)
        target = self._folder / file.removeprefix(f"{RECEIVED_FOLDER}/")
        # one that was lost or changed is put there again
        if not target.is_file() or hash_file(target) != digest:
            write_bytes(target, data, durable=True)
        # the values are gathered again when they are needed: here they would only be held
        sheets = tuple(sheet._replace(values=[]) for sheet in contents.sheets)
        reception = Reception(path, sheets, tuple(contents.faults), is_known=is_known, file=file)
        if not is_known:
            common = {"received_file": file, "sha256": digest, "original_name": receipt_cell(path.name)}
            common["state"] = "received"
            self._receipts += _rows(contents, common | self._stamp, self._catalogue)
        return reception


def _rows(contents: FormContents, common: Receipt, catalogue: FormCatalogue) -> Iterator[Receipt]:
    """A receipt for each form of a file, or one for a file that has none."""
    empty = dict.fromkeys(
        ("receipt_id", "sheet", "collection", "unit_id", "period", "revision", "declared_complete", "nil"), ""
    )
    if not contents.sheets:
        yield empty | common
    for sheet in contents.sheets:
        identity = sheet.identity
        # what no table knows is not written down; it is told as a fault
        is_period = _is_period(identity.period)
        yield (
            empty
            | common
            | {
                "sheet": receipt_cell(sheet.sheet),
                "collection": identity.collection,
                "unit_id": identity.unit_id if identity.unit_id in catalogue.units else "",
                "period": identity.period if is_period else "",
                "revision": str(identity.revision),
                "declared_complete": _truth(is_true=sheet.declared_complete),
                "nil": _truth(is_true=sheet.nil),
            }
        )


def _truth(*, is_true: bool) -> str:
    return words(HOUSE, "code")["true" if is_true else "false"]


def _is_period(code: str) -> bool:
    try:
        parse_period(code)
    except QuantityError:
        return False
    return True
