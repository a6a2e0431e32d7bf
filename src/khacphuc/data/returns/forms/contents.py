"""What a form says, once it is read: whose it is, what its sender declares, and its values. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from khacphuc.data.returns.faults import Fault


class FormValue(NamedTuple):
    """What a form says of one item.

    Attributes:
        indicator: of the item.
        value: NaN where it has none that is counted.
        raw: what stands in the cell.
        number_format: the code of the format it is shown in.
        status: normal, estimated, provisional, missing or nil.
        cell: where it stands; empty where the item has no row.
    """

    indicator: str
    value: float
    raw: str
    number_format: str
    status: str
    cell: str


class SheetIdentity(NamedTuple):
    """Whose form a sheet is: what the hidden sheet says of it, or what can be seen."""

    collection: str = ""
    unit_id: str = ""
    period: str = ""
    revision: int = 0
    version: str = ""


class SheetContents(NamedTuple):
    """A sheet that is a form: whose, what its sender declares, and its values, one for each item.

    ``content`` is a digest of all that its sender typed: that of two sheets is the same where they say the
    same, whatever file they stand in and whichever program saved it.
    """

    sheet: str
    identity: SheetIdentity
    declared_complete: bool
    nil: bool
    values: list[FormValue]
    is_blank: bool
    content: str = ""


class FormContents(NamedTuple):
    """What a file says: the sheets of it that are forms and not blank, and what is wrong with it."""

    sheets: list[SheetContents]
    faults: list[Fault]
