"""What stands in a fault, as people read it: days, numbers, periods, units and files by their names. Pure.

The table of faults holds what every language has: days as 2021-03-05, the codes of units and periods, the
names files have among those that were received.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.period_names import period_name
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_OF_DAYS: Final = frozenset(
    {FaultKind.MISSING_FORM, FaultKind.LATE, FaultKind.EXPIRED, FaultKind.UNIT_CLOSED, FaultKind.UNIT_MERGED}
)
_OF_NUMBERS: Final = frozenset({FaultKind.OUTLIER, FaultKind.PARENT_AND_CHILDREN})
_OF_PERIODS: Final = frozenset({FaultKind.WRONG_PERIOD, FaultKind.WRONG_YEAR})
_OF_UNITS: Final = frozenset({FaultKind.UNIT_MERGED, FaultKind.COPY_OF_ANOTHER_UNIT})
_OF_REVISIONS: Final = frozenset(
    {FaultKind.RESUBMITTED, FaultKind.RESUBMITTED_AFTER_APPROVAL, FaultKind.SAME_REVISION_DIFFERS}
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_STAMP: Final = re.compile(r"[0-9a-f]{16}-")
"""What ``receive`` puts before the name of a file."""


@dataclass(frozen=True)
class FaultWords:
    """Says what stands in faults.

    Attributes:
        language: of our own words.
        units: what units are called, by their codes.
        originals: what files were called when they came in, by their names among the received ones.
    """

    language: str
    units: Mapping[str, str] = field(default_factory=dict)
    originals: Mapping[str, str] = field(default_factory=dict)

    def file(self, file: str) -> str:
        """What a file was called when it came in.

        >>> FaultWords("vi").file("received/0123456789abcdef-bieu-t3.xlsx")
        'bieu-t3.xlsx'
        """
        name = file.rpartition("/")[2]
        return self.originals.get(file) or (_STAMP.sub("", name, count=1) if _STAMP.match(name) else name)

    def observed(self, kind: str, text: str) -> str:
        """What stands there.

        >>> FaultWords("vi").observed("late", "2021-03-20")
        '20/3/2021'
        """
        return self._common(kind, text)

    def expected(self, kind: str, text: str) -> str:
        """What should.

        >>> FaultWords("vi").expected("outlier", "1250.5"), FaultWords("en").expected("outlier", "1250.5")
        ('1.250,5', '1,250.5')
        """
        if kind in _OF_NUMBERS and _NUMBER.fullmatch(text):
            number = Decimal(text)
            decimals = len(text.partition(".")[2])
            return format_decimal(number, decimals, language=self.language)
        if kind in _OF_UNITS:
            return ", ".join(self.units.get(code, code) for code in text.split(", "))
        if kind in _OF_REVISIONS and " (" in text:
            file, _, revision = text.rpartition(" (")
            return f"{self.file(file)} ({revision}"
        return self._common(kind, text)

    def frame(self, faults: pd.DataFrame) -> pd.DataFrame:
        """A table of faults with the words of these columns."""
        return faults.assign(
            **{
                name: [write(kind, text) for kind, text in zip(faults["fault"], faults[name], strict=True)]
                for name, write in (("observed", self.observed), ("expected", self.expected))
            }
        ).astype({"observed": "str", "expected": "str"})

    def _common(self, kind: str, text: str) -> str:
        if kind in _OF_DAYS and _DAY.fullmatch(text):
            return format_date(date.fromisoformat(text))
        return period_name(text, self.language) if kind in _OF_PERIODS else text


def fault_words(tables: Mapping[str, pd.DataFrame], language: str) -> FaultWords:
    """The words for the faults of a run.

    Args:
        tables: the clean tables ``units`` and, if there are any, ``receipts``.
        language: of our own words.
    """
    units, receipts = tables["units"], tables.get("receipts")
    originals = {} if receipts is None else _by(receipts, "received_file", "original_name")
    return FaultWords(language, _by(units, "unit_id", "name"), originals)


def _by(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    return dict(zip(frame[key].astype("str"), frame[name].astype("str"), strict=True))
