"""What the codes in cells are called in sentences that people read. Pure.

Tables keep codes (``not_met``); a finding quotes their labels. The words stand in the catalogue, those of
classes in the policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pandas.api.types import is_bool

from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLASS_COLUMNS: Final = ("class", "class_before", "overall_class", "computed_class", "declared_class")
"""Columns of tables and views that hold a class."""

CODE_COLUMNS: Final = (
    *("status", "status_before", "recorded", "declared_status", "short_status"),
    *("kind", "kind_known", "kind_of_unit", "whole_kind", "formula"),
    *("level", "asked_level", "counts", "counts_level", "gathered_from", "flags", "refused", "went_back"),
)
"""Columns that hold another code of ours, or several."""

INDICATORS_OF_THRESHOLDS: Final = ("threshold_of", "figure_of", "bounded", "asked_of")
"""Columns of views that hold indicators found by the code of a number."""

INDICATOR_COLUMNS: Final = ("indicator", "variant_of", "bounds", "concept", *INDICATORS_OF_THRESHOLDS)
"""Columns that hold the code of an indicator, or several."""

SIGN_COLUMNS: Final = ("comparator", "bound", "bound_printed")
"""Columns that hold a comparator."""

COMPARATOR_SIGNS: Final = {">=": "≥", "<=": "≤"}
"""What comparators are as people write them."""

Labels = dict[str, "Mapping[str, str]"]
"""By column what each code in it is called."""


def column_labels(class_names: Mapping[str, str], language: str) -> Labels:
    """What the codes of each column are called.

    Args:
        class_names: how each class is printed (``Inputs.class_names``).
        language: of our own words.

    >>> column_labels({}, "vi")["declared_status"]["not_met"]
    'chưa đạt'
    """
    codes = words(language, "code")
    return (
        dict.fromkeys(CLASS_COLUMNS, class_names)
        | dict.fromkeys(CODE_COLUMNS, codes)
        | dict.fromkeys(SIGN_COLUMNS, COMPARATOR_SIGNS)
        | {"fault": words(language, "form_fault")}
    )


def label(cell: str, names: Mapping[str, str]) -> str:
    """What the codes in a cell are called; what is no code stays.

    >>> label("spaced;04", words("en", "code"))
    'blanks inside, 04'
    """
    return ", ".join(names.get(code, code) for code in cell.split(SEPARATOR))


def truth_labels(row: Mapping[str, object], names: Iterable[str], language: str) -> dict[str, str]:
    """What is printed for the truth values among some cells of a row.

    >>> truth_labels({"itemised": True, "count": 1}, ["itemised", "count"], "en")
    {'itemised': 'yes'}
    """
    codes = words(language, "code")
    return {name: codes["true" if row[name] else "false"] for name in names if is_bool(row[name])}
