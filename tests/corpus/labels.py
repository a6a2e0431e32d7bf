"""Labels of real texts: what each number of a text is, decided by reading before any reader ran on it.

The texts belong to others and are not here. ``texts.tsv`` names each by its public address and the sha256 of
what was read of it; ``labels/NAME.tsv`` says where each number stands, what it is and what it is worth.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from khacphuc.text.spans import QUANTITIES, SpanKind

HERE = Path(__file__).parent
UNLABELLED = "?"
"""The section of a number nobody decided on."""
UNCOMPARED = "*"
"""The value of a number that can be read in more than one way."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number of a text.

    Attributes:
        offset: its first code point.
        length: its code points, with a unit glued to it.
        kinds: what it is; each of them is right, the first fits best.
        value: of a quantity, as ``coverage.csv`` has it; None if not compared.
        value_to: the upper bound of a range; else None.
        qualifier: ``hơn``, ``từ … trở lên``; empty if none.
        printed: a quantity as it stands; empty for the rest.
        section: the numbers of the headings above it, joined by ``/``; None if nobody decided.
    """

    offset: int
    length: int
    kinds: tuple[SpanKind, ...]
    value: Fraction | None
    value_to: Fraction | None
    qualifier: str
    printed: str
    section: str | None

    @property
    def end(self) -> int:
        """The code point behind it."""
        return self.offset + self.length

    @property
    def is_quantity(self) -> bool:
        """Whether the best reading is a quantity."""
        return self.kinds[0] in QUANTITIES

    @property
    def is_open(self) -> bool:
        """Whether a quantity and something else are both right."""
        return len({kind in QUANTITIES for kind in self.kinds}) > 1


@dataclass(frozen=True)
class LabelledText:
    """A text that belongs to somebody else.

    Attributes:
        name: of its file in the folder, without ``.txt``.
        half: ``dev``: the grammar was tuned on it; ``final``: labelled later, read once before what that
            showed was mended; ``after``, ``late``: labelled after that, read once.
        address: where it is published.
        office: who wrote it.
        extent: ``whole``, or ``beginning``.
        sha256: of its file.
        runs: the runs of digits in it.
    """

    name: str
    half: str
    address: str
    office: str
    extent: str
    sha256: str
    runs: int

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Its numbers, in order."""
        return tuple(_label(row) for row in _rows(HERE / "labels" / f"{self.name}.tsv"))

    def read(self, folder: Path) -> str | None:
        """Its words, None if the folder lacks it; another text under its name is refused."""
        for path in (folder / f"{self.name}.txt", folder / self.half / f"{self.name}.txt"):
            if path.is_file():
                data = path.read_bytes()
                assert hashlib.sha256(data).hexdigest() == self.sha256, f"{path} is another text"
                return data.decode("utf-8")
        return None


def labelled_texts() -> tuple[LabelledText, ...]:
    """Every text, by name."""
    rows = _rows(HERE / "texts.tsv")
    return tuple(LabelledText(**{**row, "runs": int(row["runs"])}) for row in rows)  # type: ignore[arg-type]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _label(row: dict[str, str]) -> Label:
    kinds = (row["kind"], *filter(None, row["alternative"].split(",")))
    section = row["section"]
    return Label(
        offset=int(row["offset"]),
        length=int(row["length"]),
        kinds=tuple(SpanKind(kind) for kind in kinds),
        value=_value(row["value"]),
        value_to=_value(row["value_to"]),
        qualifier=row["qualifier"],
        printed=row["printed"],
        section=None if section == UNLABELLED else section,
    )


def _value(cell: str) -> Fraction | None:
    return None if cell in {"", UNCOMPARED} else Fraction(cell)
