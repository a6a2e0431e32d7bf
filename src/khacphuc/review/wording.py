"""How the review pages say what the tables hold in codes, and count; their words stand in the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES: Final = ("critical", "warning")
"""The severities, the gravest first."""

STATES: Final = ("none", "pending", "settled")
"""Where a finding stands, as it comes to its end."""

CLASS_TABLES: Final = frozenset({"assessments", "declared"})


def spoken(text: str, table: str, class_names: Mapping[str, str], language: str = "vi") -> str:
    """A text with our codes in the words people read; every other word stays.

    Args:
        text: such as ``tính được not_met``.
        table: the table it is about, since ``improved`` is a class in one and a status in another.
        class_names: how each class is printed.
        language: of our own words.
    """
    if table in CLASS_TABLES:
        names = class_names
    else:
        names = words(language, "decision" if table == "answers" else "code")
    codes = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True))
    return (
        re.sub(rf"(?<![\w.-])(?:{codes})(?![\w.-])", lambda found: names[found[0]], text) if codes else text
    )
