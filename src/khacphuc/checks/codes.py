"""Lists of the codes there are in the clean tables, for the rules about codes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.values import TABLE_COUNTS, TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_KEYS = {
    "shortcomings": "shortcoming_id",
    "figures": "figure_id",
    "targets": "target_id",
    "documents": "document_id",
    "indicators": "indicator_id",
    "declared": "shortcoming_id",
    "measures": "measure_id",
    "units": "unit_id",
    "collections": "collection_id",
    "score_sheets": "score_criterion_id",
    "meetings": "meeting_id",
    "supervisions": "supervision_id",
    "rating_sheets": "rating_criterion_id",
}

CODE_LISTS: Final = (
    *_KEYS,
    *("judged", "ratios", "numbers", "values", "evidence", "feeding", "citable"),
)
"""The names of the lists: what suites may give ``$PARAMETER``."""


def known_codes(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[str]]:
    """The codes there are, each list sorted, by the names suites give ``$PARAMETER``.

    Args:
        tables: the clean tables.
    """
    keys = {name: sorted(set(tables[name][column])) for name, column in _KEYS.items()}
    computed = sorted(set(tables["computed"]["computed_id"]))
    counts = sorted(tables[TABLE_COUNTS]["count_id"]) if TABLE_COUNTS in tables else []
    figures, declared = tables["figures"], tables["declared"]
    ratios = figures.loc[figures["kind"] == "ratio", "figure_id"]
    terms = [f"{code}:{term}" for code in ratios for term in TERMS]
    sections = sorted({*figures["section"], *declared["section"]} - {""})
    return keys | {
        "judged": sorted(set(tables["criteria"]["shortcoming_id"])),
        "ratios": sorted(set(ratios)),
        "numbers": [*keys["figures"], *terms, *counts],
        "values": [*keys["figures"], *terms, *computed, *counts],
        "evidence": [
            *(*keys["figures"], *computed, *counts, *keys["measures"], *keys["documents"]),
            *sections,
        ],
        "feeding": [*keys["collections"], *keys["figures"], *computed, *counts, *keys["indicators"]],
        "citable": [*keys["figures"], *computed, *counts, *keys["documents"], *keys["declared"]],
    }


def existing_codes(lists: Mapping[str, list[str]]) -> frozenset[str]:
    """The codes rows have; not those that are only named, as a shortcoming's in ``declared``.

    Args:
        lists: as ``known_codes`` gives them.
    """
    naming = {"declared", "judged", "citable"}
    return frozenset(code for name, codes in lists.items() if name not in naming for code in codes)
