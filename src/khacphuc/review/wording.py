"""How the review pages name what the tables hold in codes; the words stand in the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES: Final = ("critical", "warning")
"""The severities, the gravest first."""

STATES: Final = ("none", "pending", "settled")
"""Where a finding stands, as it comes to its end."""

CLASS_TABLES: Final = frozenset({"assessments", "declared"})


def with_labels(text: str, table: str, class_names: Mapping[str, str], language: str = "vi") -> str:
    """A text with each word that is a code of ours replaced by its label; every other word stays.

    Args:
        text: such as ``tính được not_met``.
        table: the table it is about, since ``improved`` is a class in one and a status in another.
        class_names: how each class is printed.
        language: of our own words.
    """
    if table in CLASS_TABLES:
        labels = class_names
    else:
        labels = words(language, "decision" if table == "answers" else "code")
    return " ".join(labels.get(word, word) for word in text.split(" "))
