"""What the reader of forms must know of them: small, so that it goes to every process that reads. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from khacphuc.data.returns.form_layout import FORM_COLUMNS, FormLabels, form_labels, labels_checksum
from khacphuc.locale import LANGUAGES
from khacphuc.schema.row_dicts import row_dicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

_LONGEST_LABEL = 500


class ReadableItem(NamedTuple):
    """An item of a form: the indicator, the words it is known by, and what its values may be."""

    indicator: str
    label: str
    unit: str
    is_required: bool = False
    is_whole: bool = False


class ReadableForm(NamedTuple):
    """The form of a collection, with its items from top to bottom."""

    collection: str
    version: str
    items: tuple[ReadableItem, ...]

    @property
    def checksum(self) -> str:
        """What tells whether a form that came in asks the same."""
        return _checksum(self.items)


@dataclass(frozen=True)
class FormCatalogue:
    """All forms of a run.

    Attributes:
        forms: by collection.
        units: the codes of all units of the office.
        labels: the words of forms, in each language.
        run: that asks; empty where it does not matter of which run a form is.
    """

    forms: dict[str, ReadableForm]
    units: frozenset[str]
    labels: tuple[FormLabels, ...] = field(
        default_factory=lambda: tuple(form_labels(language) for language in LANGUAGES)
    )
    run: str = ""
    items: dict[str, dict[str, int]] = field(init=False, repr=False)
    """By collection, the number of an item by the key of its label."""
    heads: dict[str, str] = field(init=False, repr=False)
    """The columns of a form by the keys of their heads."""
    answers: dict[str, str] = field(init=False, repr=False)
    """Which answer about the whole form (nil, complete, revision) stands beside a label, by its key."""
    yes: frozenset[str] = field(init=False, repr=False)
    """The keys of what says yes."""
    no: frozenset[str] = field(init=False, repr=False)
    """The keys of what says no."""
    guides: frozenset[str] = field(init=False, repr=False)
    """The keys of the names of sheets that say how a form is filled in."""

    def __post_init__(self) -> None:
        """Make what is looked up in every form."""
        derived = {
            "items": {
                name: {label_key(item.label): number for number, item in enumerate(form.items)}
                for name, form in self.forms.items()
            },
            "heads": {
                label_key(head): column
                for labels in self.labels
                for column, head in zip(FORM_COLUMNS, labels.columns, strict=True)
            },
            "answers": {
                label_key(getattr(labels, name)): name
                for labels in self.labels
                for name in ("nil", "complete", "revision")
            },
            # an x, as people tick a box
            "yes": frozenset({"x", "v", "1", "true", *(label_key(labels.yes) for labels in self.labels)}),
            "no": frozenset({"0", "false", *(label_key(labels.no) for labels in self.labels)}),
            "guides": frozenset(label_key(labels.guide) for labels in self.labels),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)


def form_catalogue(tables: Mapping[str, pd.DataFrame]) -> FormCatalogue:
    """The forms a run asks for.

    Args:
        tables: the clean tables ``collections``, ``collection_items``, ``indicators``, ``units`` and
            ``units_of_measure``. An item of an indicator that is not there is left out.
    """
    indicators = {row["indicator_id"]: row for row in _rows(tables["indicators"])}
    whole = {row["name"] for row in _rows(tables["units_of_measure"]) if not row["divisible"]}
    items: dict[str, list[ReadableItem]] = {}
    for row in _rows(tables["collection_items"].sort_values("order", kind="stable")):
        indicator = indicators.get(row["indicator"])
        if indicator:
            unit = indicator["unit_of_measure"]
            item = ReadableItem(
                indicator=row["indicator"],
                label=indicator["name"],
                unit=unit,
                is_required=row["required"] is True,
                is_whole=indicator["kind"] == "count" and unit in whole,
            )
            items.setdefault(row["collection"], []).append(item)
    forms = {
        row["collection_id"]: ReadableForm(
            row["collection_id"], row["form_version"], tuple(items.get(row["collection_id"], ()))
        )
        for row in _rows(tables["collections"])
    }
    return FormCatalogue(forms, frozenset(tables["units"]["unit_id"]))


def _rows(table: pd.DataFrame) -> Iterable[Mapping[Any, Any]]:
    return table.pipe(row_dicts)


@lru_cache(maxsize=200)
def _checksum(items: tuple[ReadableItem, ...]) -> str:
    return labels_checksum([(item.label, item.unit) for item in items])


def label_key(text: str) -> str:
    """The key by which two spellings of a label are one: NFC, small letters, single blanks.

    >>> label_key("Đã  HOÀN thành ")
    'đã hoàn thành'
    """
    return _kept_key(text) if len(text) <= _LONGEST_LABEL else _key(text)


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=4_000)
def _kept_key(text: str) -> str:
    """The same; the labels of a form are those of the one before."""
    return _key(text)
