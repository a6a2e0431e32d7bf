"""What a code in the prose prints, and what it tells a reader about where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.values import Values
from khacphuc.report.decisions import disagreements
from khacphuc.report.nodes import Bound, BoundKind
from khacphuc.text.codes import nearest
from khacphuc.text.dates import format_date
from khacphuc.text.formats import format_quantity
from khacphuc.text.quantities import Quantity, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_DIGIT = 9


@dataclass(frozen=True, slots=True)
class Citable:
    """What one code prints: the first time, and after that; and its trace."""

    code: str
    kind: BoundKind
    label: str
    text: str
    first: str
    trace: str


@dataclass
class Citations:
    """Turns codes into nodes, in the order they are cited: a document is named in full the first time."""

    citables: Mapping[str, Citable]
    cited: list[str] = field(default_factory=list)

    def cite(self, code: str) -> Bound | None:
        """The node for a code, or None if nothing has it."""
        citable = self.citables.get(code)
        if citable is None:
            return None
        first = code not in self.cited
        self.cited.append(code)
        return Bound(
            id=code, text=citable.first if first else citable.text, kind=citable.kind, trace=citable.trace
        )

    def nearest(self, code: str) -> str:
        """The code most like a wrong one, with its label, for a message; empty if none is near."""
        return nearest(code, {known: citable.label for known, citable in self.citables.items()})


def citables(
    tables: Mapping[str, pd.DataFrame],
    class_names: Mapping[str, str],
    *,
    status: str = "reconstruction",
) -> dict[str, Citable]:
    """Everything the prose may cite, by code.

    Where two places print one quantity differently, a draft or a final document prints the number that was
    decided on, wherever either is cited; a draft in which nothing is decided prints both: ``17 (*18)``. A
    reconstruction prints what was published.

    Args:
        tables: the clean tables; ``answers`` are the decisions.
        class_names: how each class is printed (``Policy.classes``).
        status: the document's status.
    """
    names = dict(zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True))
    values = Values(tables["figures"], tables["computed"])
    found = [
        *(_figure(row, names, values) for row in _with_value(tables["figures"])),
        *(_computed(row) for row in _with_value(tables["computed"])),
        *(_document(row) for row in _records(tables["documents"])),
        *(_class(row, class_names) for row in _records(tables["declared"])),
    ]
    by_code = {citable.code: citable for citable in found}
    return by_code if status == "reconstruction" else by_code | _settled(by_code, tables, status)


def _settled(
    citables: Mapping[str, Citable], tables: Mapping[str, pd.DataFrame], status: str
) -> dict[str, Citable]:
    """The figures that disagree with another: with the number decided on, or in a draft with both."""
    settled = {}
    for code, disagreement in disagreements(tables).items():
        own, decision = citables[code], disagreement.decision
        others = [citables[other] for other in disagreement.others(code)]
        told = f"{own.trace}; nơi khác in {', '.join(other.trace for other in others)}"
        if decision:
            text = citables[decision.uses].text
            told = f"{told}; quyết định dùng {decision.uses}: {decision.told}"
        elif status == "draft":
            marked = dict.fromkeys(f"*{other.text}" for other in others if other.text != own.text)
            text = f"{own.text} ({', '.join(marked)})"
        else:
            continue
        settled[code] = replace(own, text=text, first=text, trace=told)
    return settled


def house_print(row: Mapping[str, object]) -> str:
    """A clean figure as the house prints it: ``13.6`` triệu đồng as ``13,6 triệu đồng``, ``2`` as ``02``."""
    quantity = parse(str(row["printed"]), unit=str(row["unit"]))
    if quantity.kind == "ratio":
        padded = f"{quantity.numerator:02}/{quantity.denominator:02}"
        return padded if _short(quantity) else str(row["printed"])
    return format_quantity(quantity, with_qualifier=False, with_unit=quantity.kind in {"money", "percentage"})


def _short(quantity: Quantity) -> bool:
    """Whether both terms of a ratio have one digit: then they are padded alike."""
    return max(quantity.numerator or 0, quantity.denominator or 0) <= _LAST_DIGIT


def _with_value(frame: pd.DataFrame) -> list[dict[str, object]]:
    return _records(frame[frame["value"].notna()])


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _figure(row: dict[str, object], names: Mapping[str, str], values: Values) -> Citable:
    code, text = str(row["figure_id"]), house_print(row)
    value = values.get(code)
    trace = f"«{value.label if value else text}» – {row['source']} ({row['file']}:{row['line']})"
    label = names.get(str(row["indicator"]), str(row["indicator"]))
    return Citable(code, "figure", label, text, text, trace)


def _computed(row: dict[str, object]) -> Citable:
    text = str(row["printed"])
    trace = f"{row['working']} = {text} ({row['operands']}; {row['file']}:{row['line']})"
    return Citable(str(row["computed_id"]), "computed", str(row["label"]), text, text, trace)


def _document(row: dict[str, object]) -> Citable:
    subject, symbol = str(row["subject"]), str(row["symbol"])
    if symbol:
        short = f"{row['type']} số {symbol}"
        day = row["issued_on"]
        dated = f" ngày {format_date(day.date())}" if isinstance(day, pd.Timestamp) else ""
        full = f"{short}{dated} của {row['issuer']} về {subject[:1].lower()}{subject[1:]}"
    else:
        short = full = subject
    trace = f"{row['issuer']}: {subject} ({row['file']}:{row['line']})"
    return Citable(str(row["document_id"]), "document", subject, short, full, trace)


def _class(row: dict[str, object], class_names: Mapping[str, str]) -> Citable:
    declared = str(row["class"])
    text = class_names.get(declared, "(chưa kết luận)")
    place = f"mục {row['section']} " if row["section"] else ""
    trace = f"{place}({row['file']}:{row['line']})"
    return Citable(str(row["shortcoming_id"]), "class", text, text, text, trace)
