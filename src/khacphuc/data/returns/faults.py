"""What may be wrong with a form that came in: the closed list of kinds, and the record of one. Pure.

A fault never stops a run: it is a row of the table of faults, and suites make findings of it
(``expectations/form_faults.yml``). Whoever tells a fault gives it a kind of this list and its place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class FaultKind(StrEnum):
    """Every kind of fault, as the column ``fault`` holds it."""

    # which forms came in, from the expected reports, the forms and the receipts
    MISSING_FORM = "missing_form"  # expected, and none came in
    LATE = "late"
    NO_RECEIPT = "no_receipt"  # a form without a row in receipts: when it came in is not known
    RESUBMITTED = "resubmitted"  # a later revision replaces this one
    SAME_REVISION_DIFFERS = "same_revision_differs"  # two different files are one revision
    RESUBMITTED_AFTER_APPROVAL = "resubmitted_after_approval"  # it does not replace what was approved
    COPY_OF_ANOTHER_UNIT = "copy_of_another_unit"  # the file names one unit, its hidden sheet another
    WRONG_PERIOD = "wrong_period"  # a period the collection does not ask this unit for
    WRONG_YEAR = "wrong_year"  # a period of another year than the run's
    OLD_FORM_VERSION = "old_form_version"
    UNIT_CLOSED = "unit_closed"  # the unit is not valid at the end of the period
    UNIT_MERGED = "unit_merged"  # the same, and another unit succeeded it
    UNKNOWN_UNIT = "unknown_unit"  # no unit of the office, or the collection does not ask it
    UNKNOWN_FORM = "unknown_form"  # a workbook that is no form of a collection
    NOT_DECLARED_COMPLETE = "not_declared_complete"
    EXPIRED = "expired"  # it came after the last day the collection takes one; it is not counted
    OTHER_RUN = "other_run"  # of the form of another run

    # what stands in its cells
    NIL_WITH_NUMBERS = "nil_with_numbers"
    BLANK_WITHOUT_REASON = "blank_without_reason"
    ZERO_AGAINST_BLANK = "zero_against_blank"  # of two items of one rule one is 0, the other blank
    CONSTRAINT_BROKEN = "constraint_broken"
    RULE_BROKEN = "rule_broken"  # a comparison of return_rules
    COMPULSORY_PAIR = "compulsory_pair"  # only one of two that go together
    EXCLUSIVE_PAIR = "exclusive_pair"  # both of two that exclude each other
    PARENT_AND_CHILDREN = "parent_and_children"  # what is counted in a unit's form came in by itself, too
    OUTLIER = "outlier"
    TEXT_IN_NUMBER = "text_in_number"
    ENGLISH_DECIMAL = "english_decimal"  # 13.6, or a typed 1.231 that a spreadsheet made 1.231 of
    NUMBER_AS_DATE = "number_as_date"
    NUMBER_TOO_LARGE = "number_too_large"  # of more digits than are exact
    UNKNOWN_ANSWER = "unknown_answer"  # beside revision, complete or nil stands what is no answer
    CELL_ERROR = "cell_error"  # #REF!, #DIV/0!
    FORMULA = "formula"  # the value a program stored beside it is read
    NBSP_IN_NUMBER = "nbsp_in_number"  # the number is read
    WRONG_UNIT_OF_MEASURE = "wrong_unit_of_measure"
    RENAMED_ITEM = "renamed_item"  # the label of a row is no item's
    ITEM_REMOVED = "item_removed"  # the row of an item is not there
    ITEM_TWICE = "item_twice"

    # how the workbook is built
    RENAMED_HEADER = "renamed_header"
    FORM_SHEET_DELETED = "form_sheet_deleted"  # recognised by its headers
    EXTRA_SHEET = "extra_sheet"
    MERGED_CELLS = "merged_cells"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_SHEET = "hidden_sheet"
    BLANK_FORMATTED_ROWS = "blank_formatted_rows"
    DECOMPOSED_NAMES = "decomposed_names"  # Unicode NFD, as files from macOS; read as NFC
    SAVED_BY_GOOGLE_SHEETS = "saved_by_google_sheets"
    SAVED_BY_LIBREOFFICE = "saved_by_libreoffice"

    # what the file is
    CORRUPT_FILE = "corrupt_file"
    NOT_OPENED = "not_opened"  # a link, a folder, or what nobody here may read
    MACRO = "macro"
    PASSWORD = "password"  # noqa: S105 - a kind of fault
    EXTERNAL_LINK = "external_link"
    OLD_WORKBOOK = "old_workbook"  # .xls
    OPENDOCUMENT = "opendocument"  # .ods
    CSV_RENAMED = "csv_renamed"
    NOT_A_WORKBOOK = "not_a_workbook"
    TOO_LARGE = "too_large"  # the file, or what it unpacks to
    CHANGED_SINCE_RECEIPT = "changed_since_receipt"  # its bytes are not those of the receipt
    FILE_LOST = "file_lost"  # the file of a receipt is not there


NOTICES: Final = frozenset(
    {
        *(FaultKind.SAVED_BY_GOOGLE_SHEETS, FaultKind.SAVED_BY_LIBREOFFICE, FaultKind.DECOMPOSED_NAMES),
        *(FaultKind.BLANK_FORMATTED_ROWS, FaultKind.NBSP_IN_NUMBER, FaultKind.RESUBMITTED),
    }
)
"""What is worth knowing about a form that is sound: everything in it was read as it was meant."""

NOT_READ: Final = frozenset(
    {
        *(FaultKind.CORRUPT_FILE, FaultKind.NOT_OPENED, FaultKind.MACRO, FaultKind.PASSWORD),
        *(FaultKind.OLD_WORKBOOK, FaultKind.OPENDOCUMENT, FaultKind.CSV_RENAMED),
        *(FaultKind.NOT_A_WORKBOOK, FaultKind.TOO_LARGE, FaultKind.FILE_LOST),
        *(FaultKind.CHANGED_SINCE_RECEIPT, FaultKind.UNKNOWN_FORM),
    }
)
"""What keeps a whole file from being read: it has no values."""


class Fault(NamedTuple):
    """One fault: the columns of the table of faults but for ``fault_id``.

    Attributes:
        kind: what is wrong.
        collection: whose form it is; empty where that is not known, as are the three after it.
        unit_id: of the organisation.
        period: ``2021-03``.
        indicator: of the item.
        file: below ``data/raw/<run>/``; empty where no file came in.
        sheet: as the workbook names it.
        cell: ``D12``; a range, a row or a column where it is about those.
        observed: what stands there, as it stands there.
        expected: what should; empty where that goes without saying.
    """

    kind: FaultKind
    collection: str = ""
    unit_id: str = ""
    period: str = ""
    indicator: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    observed: str = ""
    expected: str = ""
