"""What a form asks: a collection with its items and rules. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


class Formula(Protocol):
    """An expression of a collection, as far as a spreadsheet computes it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The indicators it names, but for the value itself."""

    def excel(self, cell: str, cells: Mapping[str, str]) -> str:
        """The expression as a formula.

        Args:
            cell: what stands for the value itself.
            cells: the cells of the indicators.
        """


@dataclass(frozen=True, slots=True)
class FormItem:
    """An item of a form, as `collection_items` and `indicators` have it.

    Attributes:
        indicator: its code.
        label: its name.
        unit: of measure.
        section: the heading it stands below; empty for none.
        is_whole: whether only whole numbers can be counted.
        is_required: whether a blank needs a reason.
        required_message: what to do about a blank; empty for ours.
        least: the smallest value; None for any.
        most: the largest.
        constraint: what its value must satisfy.
        constraint_message: what to do about a value that does not; empty for ours.
        relevant: when it is asked; None for always.
        hint: what is said about it.
    """

    indicator: str
    label: str
    unit: str
    section: str = ""
    is_whole: bool = False
    is_required: bool = False
    required_message: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    constraint: Formula | None = None
    constraint_message: str = ""
    relevant: Formula | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FormRule:
    """How two values of a form must stand to each other; see the table `return_rules`."""

    left: Formula
    operator: str
    right: Formula
    missing_left: str
    missing_right: str
    levels: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A collection as a form: what its units are sent.

    Attributes:
        collection: its code.
        title: of the form.
        version: of the form.
        items: from top to bottom.
        rules: between them.
    """

    collection: str
    title: str
    version: str
    items: tuple[FormItem, ...]
    rules: tuple[FormRule, ...] = ()

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The label and the unit of measure of each item, which the checksum of a form is made of."""
        return [(item.label, item.unit) for item in self.items]
