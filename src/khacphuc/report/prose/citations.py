"""What a code in the prose prints, and its trace: where the value comes from, in lines.

The clean tables go in; ``citables`` returns what each code prints, ``Citations`` makes nodes of codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.data.computed import print_number, working_in
from khacphuc.data.decisions import RECONSTRUCTION, disagreements, with_decisions
from khacphuc.data.gathered.printed_totals import is_awaited
from khacphuc.data.values import TABLE_COUNTS, Values, code_in_words
from khacphuc.report.document.nodes import CitedKind, CitedValue, Text
from khacphuc.report.prose.citable import AWAITED, Citable, count_citable, row_line, trace_lines
from khacphuc.report.prose.figure_print import house_print
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.codes import nearest
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Citations:
    """Turns codes into nodes, in the order they are cited: a document is named in full the first time.

    ``findings`` are the findings that stand on each code (see ``anchors.findings_by_code``), ``awaited``
    says of numbers no unit has reported yet who is to (see ``report.awaited``).
    """

    citables: Mapping[str, Citable]
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    awaited: Mapping[str, str] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)

    def cite(self, code: str) -> CitedValue | None:
        """The node for a code, or None if nothing has it."""
        citable = self.citables.get(code)
        if citable is None:
            return None
        first = code not in self.cited
        self.cited.append(code)
        return self._cited_value(citable, citable.first if first else citable.text)

    def quote(self, code: str, text: str) -> CitedValue | Text:
        """The node for a code where other words than its own are printed; plain words if nothing has it."""
        citable = self.citables.get(code)
        return self._cited_value(citable, text) if citable else Text(text=text)

    def nearest(self, code: str) -> str:
        """The code most like a wrong one, with its label, for a message; empty if none is near."""
        return nearest(code, {known: citable.label for known, citable in self.citables.items()})

    def refusal(self, code: str) -> tuple[str, str]:
        """Why a number that is awaited cannot stand in a document, and what to do; empty of any other."""
        if code not in self.awaited or code in self.citables:
            return "", ""
        return (
            f"{code} has no number yet: {self.awaited[code]}",
            "gather the forms, enter a number of your own in the column printed, or publish a draft",
        )

    def _cited_value(self, citable: Citable, text: str) -> CitedValue:
        return CitedValue(
            id=citable.code,
            text=text,
            kind=citable.kind,
            trace=citable.trace,
            findings=self.findings.get(citable.code, ()),
        )


def citables(
    tables: Mapping[str, pd.DataFrame],
    class_names: Mapping[str, str],
    *,
    status: str = "reconstruction",
    language: str = "vi",
) -> Mapping[str, Citable]:
    """Everything the prose may cite, by code.

    Where two places print one quantity differently, a draft or a final document prints the number that was
    decided on, wherever either is cited, and computes with it; a draft in which nothing is decided prints
    both: ``17 (*18)``. A reconstruction prints what was published. In a draft a number no unit has reported
    yet, and one computed of it, prints dots; nothing else may cite it.

    Args:
        tables: the clean tables; ``answers`` are the decisions.
        class_names: how each class is printed (``Policy.classes``).
        status: the document's status.
        language: of our own words, and of numbers.
    """
    labels = document_words(language)
    names = dict(zip(tables["indicators"]["indicator_id"], tables["indicators"]["name"], strict=True))
    titles = dict(zip(tables["shortcomings"]["shortcoming_id"], tables["shortcomings"]["title"], strict=True))
    values, used = Values.of_operands(tables), with_decisions(dict(tables), status, language)
    used_values = Values.of_tables(used)
    others = [
        *(_computed(row, used_values, language) for row in _with_value(used["computed"])),
        *(count_citable(row, language) for row in _records(tables.get(TABLE_COUNTS, pd.DataFrame()))),
        *(_document(row, language) for row in _records(tables["documents"])),
        *(_class(row, class_names, titles, language) for row in _records(tables["declared"])),
    ]
    if status == "draft":
        others += _awaited(used, names, language)
    by_code = _Citables(
        {str(row["figure_id"]): row for row in _with_value(tables["figures"])},
        lambda row: _figure(row, names, values, language),
        {citable.code: citable for citable in others},
    )
    if status != RECONSTRUCTION:
        by_code.update(_settled(by_code, tables, status, labels))
    return by_code


class _Citables(Mapping[str, Citable]):
    """What codes print; of a figure not before it is asked for.

    A report cites a hundred of them, and a run may have a hundred thousand.
    """

    def __init__(
        self,
        figures: Mapping[str, dict[str, object]],
        citable: Callable[[dict[str, object]], Citable],
        others: Mapping[str, Citable],
    ) -> None:
        self._figures = figures
        self._citable = citable
        self._known = dict(others)
        self._codes = dict.fromkeys((*figures, *others))  # in the order of the tables

    def __getitem__(self, code: str) -> Citable:
        if code not in self._known:
            self._known[code] = self._citable(self._figures[code])
        return self._known[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def update(self, others: Mapping[str, Citable]) -> None:
        self._known.update(others)


def _settled(
    citables: Mapping[str, Citable],
    tables: Mapping[str, pd.DataFrame],
    status: str,
    labels: Mapping[str, str],
) -> dict[str, Citable]:
    """The figures that disagree with another: with the number decided on, or in a draft with both."""
    settled = {}
    for code, disagreement in disagreements(tables).items():
        citable, decision = citables[code], disagreement.decision
        others = [citables[other] for other in disagreement.others(code)]
        places = "; ".join(other.place for other in others)
        lines = [citable.trace, labels["trace_elsewhere"].format(places=places)]
        if decision:
            text = citables[decision.uses].text
            lines.append(labels["trace_decision"].format(code=decision.uses, reason=decision.reason))
        elif status == "draft":
            marked = dict.fromkeys(f"*{other.text}" for other in others if other.text != citable.text)
            text = f"{citable.text} ({', '.join(marked)})"
        else:
            continue
        settled[code] = replace(citable, text=text, first=text, trace=trace_lines(*lines))
    return settled


def _with_value(frame: pd.DataFrame) -> list[dict[str, object]]:
    return _records(frame[frame["value"].notna()])


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.pipe(row_dicts)]


def _figure(row: dict[str, object], names: Mapping[str, str], values: Values, language: str) -> Citable:
    labels, code, text = document_words(language), str(row["figure_id"]), house_print(row, language)
    value = values.get(code)
    printed, source = value.label if value else text, str(row["source"])
    label = names.get(str(row["indicator"]), str(row["indicator"]))
    trace = trace_lines(
        f"{code} · {label}",
        labels["trace_printed"].format(printed=printed),
        labels["trace_place"].format(place=source),
        row_line(row, language),
    )
    return Citable(code, "figure", label, text, text, trace, f"«{printed}» ({source})")


def _computed(row: dict[str, object], values: Values, language: str) -> Citable:
    labels, code, label, text = (
        document_words(language),
        str(row["computed_id"]),
        str(row["label"]),
        str(row["printed"]),
    )
    if text and (value := values.get(code)):
        text = print_number(value.kind, value.exact, value.decimals, language, unit=value.base_unit)
    operands = {code: values.get(code) for code in str(row["operands"]).split(SEPARATOR)}
    listed = ", ".join(
        f"{code_in_words(code, language)} «{value.label}»" for code, value in operands.items() if value
    )
    trace = trace_lines(
        f"{code} · {label}",
        labels["trace_working"].format(
            working=working_in(str(row["formula"]), str(row["working"]), language), result=text
        ),
        labels["trace_operands"].format(operands=listed),
        row_line(row, language),
    )
    return Citable(code, "computed", label, text, text, trace)


def _awaited(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], language: str
) -> Iterator[Citable]:
    """The numbers no unit has reported yet, and those computed of them."""
    figures, computed = tables["figures"], tables["computed"]
    waiting = _records(figures[is_awaited(figures)])
    codes = {row["figure_id"] for row in waiting}
    for row in waiting:
        yield _dots(row, "figure", names.get(str(row["indicator"]), str(row["indicator"])), language)
    for row in _records(computed[computed["value"].isna()]):
        if codes & {operand.partition(":")[0] for operand in str(row["operands"]).split(SEPARATOR)}:
            yield _dots(row, "computed", str(row["label"]), language)


def _dots(row: dict[str, object], kind: CitedKind, label: str, language: str) -> Citable:
    code, awaited = str(row[f"{kind}_id"]), document_words(language)["trace_awaited"]
    trace = trace_lines(f"{code} · {label}", awaited, row_line(row, language))
    return Citable(code, kind, label, AWAITED, AWAITED, trace)


def _document(row: dict[str, object], language: str) -> Citable:
    labels = document_words(language)
    code, subject, symbol = str(row["document_id"]), str(row["subject"]), str(row["symbol"])
    day = row["issued_on"]
    date = format_date(day.date()) if isinstance(day, pd.Timestamp) else ""
    if symbol:
        short = labels["document_short"].format(type=row["type"], symbol=symbol)
        dated = labels["document_dated"].format(short=short, date=date) if date else short
        about = f"{subject[:1].lower()}{subject[1:]}"
        full = labels["document_full"].format(dated=dated, issuer=row["issuer"], subject=about)
    else:
        short = full = subject
    trace = trace_lines(
        f"{code} · {short}",
        "" if short == subject else labels["trace_subject"].format(subject=subject),
        labels["trace_issued"].format(issued=", ".join(filter(None, [str(row["issuer"]), date]))),
        row_line(row, language),
    )
    return Citable(code, "document", subject, short, full, trace)


def _class(
    row: dict[str, object],
    class_names: Mapping[str, str],
    titles: Mapping[str, str],
    language: str,
) -> Citable:
    labels, code = document_words(language), str(row["shortcoming_id"])
    text = class_names.get(str(row["class"]), labels["no_class"])
    trace = trace_lines(
        f"{code} · {titles.get(code, '')}",
        labels["trace_class"].format(text=text),
        labels["trace_section"].format(section=row["section"]) if row["section"] else "",
        row_line(row, language),
    )
    return Citable(code, "class", text, text, text, trace)
