"""Failures of expectations explained as findings: rows quoted, places named. Pure, no Great Expectations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.cascades import absent_codes
from khacphuc.checks.findings import Finding, Location, Place, Quote, in_order
from khacphuc.checks.labels import INDICATORS_OF_THRESHOLDS, column_labels, label, truth_labels
from khacphuc.data.clean import problem_in_words
from khacphuc.data.computed import printed_in, working_in
from khacphuc.data.gathered.checked_frames import FRAME_KEYS
from khacphuc.data.records.systems import RECORD_FRAMES
from khacphuc.locale import HOUSE, words
from khacphuc.schema.tables import SEPARATOR, TABLES
from khacphuc.text.cells import readable_cell, unquoted
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from khacphuc.checks.labels import Labels

    Row = Mapping[str, object]

_ASSESSED = {"assessments": "shortcoming_id", "citations": "mention", "statements": "statement"}
_KEYS = {name: table.key for name, table in TABLES.items()} | _ASSESSED | FRAME_KEYS | {**RECORD_FRAMES}
_KEYS["restatements"] = "code"
_QUOTED = {
    "figures": "«$printed $unit»",
    "computed": "«$printed» = $working",
    "documents": "«$symbol»",
}
"""What is quoted of a row where the expectation names nothing else."""

_WITH_UNIT = "$printed $unit"
_NUMBERS = {"figures": frozenset({"$printed $unit", "$printed"}), "computed": frozenset({"$printed"})}
"""Quotations that are a row's own number."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the failing rows of an expectation become findings.

    Attributes:
        observed: what to quote of a row, with ``$column``; by default the table's own words.
        expected: what should stand there, with ``$column``.
        group: columns; failing rows that share them are one finding, of the first row.
        about: a column that names the row the finding is about, if that is another one.
        related: columns that name the other rows of the disagreement.
    """

    observed: str = ""
    expected: str = ""
    group: tuple[str, ...] = ()
    about: str = ""
    related: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns it names."""
        named = _identifiers(self.observed) | _identifiers(self.expected)
        return frozenset({*named, *self.group, *self.related, *filter(None, (self.about,))})


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that did not hold: where, and for which rows (positions in the table).

    ``observed`` is of a whole table, ``broken`` why the check broke, flags are the rule's (see ``Finding``).
    """

    table: str
    rule: str
    severity: str
    description: str
    explanation: Explanation
    rows: tuple[int, ...] = ()
    observed: str = ""
    broken: str = ""
    acceptable: bool = True
    decides: bool = False
    relates: bool = False
    restates: bool = False


def row_location(row: Row, language: str) -> Location:
    """Where a row stands, by its columns ``source``, ``file`` and ``line``; what it lacks is not known."""
    line = row.get("line")
    return Location(
        readable_cell(row.get("source")),
        readable_cell(row.get("file")),
        None if pd.isna(line) else int(line),  # type: ignore[call-overload]
        language,
    )


class _Rows:
    """Finds rows of any table by their code, to quote them and to say where they stand."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], labels: Labels, language: str) -> None:
        self._tables = tables
        self._labels = labels
        self._language = language
        self._positions: dict[str, tuple[str, int]] = {}
        for name, frame in tables.items():
            if name not in TABLES or name == "declared":  # a declared class shares its shortcoming's code
                continue
            for position, key in enumerate(frame[_KEYS[name]]):
                self._positions.setdefault(key, (name, position))

    def at(self, table: str, position: int) -> Row:
        return {str(name): cell for name, cell in self._tables[table].iloc[position].items()}

    def find(self, code: str) -> tuple[str, Row] | None:
        position = self._positions.get(code.partition(":")[0])
        return (position[0], self.at(*position)) if position else None

    def fill(self, template: str, row: Row) -> str:
        """A template with the cells of a row, codes as they are called."""
        return self._fill(template, self._labelled(template, row))

    def place(self, table: str, row: Row, template: str = "") -> Place:
        """A row as a place of a finding, quoted by a template or else as its table is."""
        template = template or _QUOTED.get(table, "")
        labelled = self._labelled(template, row)
        place = self._place(table, labelled, template)
        # codes are few, and a run may have a hundred thousand places
        recorded = place.words if labelled is row else self._place(table, row, template).words
        if table == "indicators":
            # nobody reads its code in a document
            name = words(self._language, "column")["indicator"].lower()
            place = replace(place, name=f"{name} «{readable_cell(row['name'])}»")
        return place if recorded == place.words else replace(place, recorded=recorded)

    def _labelled(self, template: str, row: Row) -> Row:
        """The row with what its codes are called in the columns a template names; itself if there is none."""
        named = _identifiers(template) & row.keys()
        labels = truth_labels(row, named, self._language)
        labels |= {name: label(str(row[name]), self._labels[name]) for name in named & self._labels.keys()}
        if "problem" in named and row["problem"]:
            labels["problem"] = problem_in_words(str(row["problem"]), self._language)
        if self._language != HOUSE and "formula" in row:  # what is computed was printed by us
            if "working" in named:
                labels["working"] = working_in(str(row["formula"]), str(row["working"]), self._language)
            if "printed" in named and row["printed"]:
                labels["printed"] = printed_in(str(row["printed"]), self._language)
        return {**row, **labels} if labels else row

    def _fill(self, template: str, row: Row) -> str:
        if not template:
            return ""
        columns = _identifiers(template) & row.keys()
        cells = {name: readable_cell(row[name], self._language) for name in columns}
        if _WITH_UNIT in template:
            template = template.replace(_WITH_UNIT, "$printed_with_unit")
            cells["printed_with_unit"] = with_unit(cells["printed"], cells["unit"])
        return Template(template).safe_substitute(cells)

    def _place(self, table: str, row: Row, template: str) -> Place:
        *quoted, note = _pieces(template)
        return Place(
            code=readable_cell(row[_KEYS[table]]),
            table=table,
            quotes=tuple(
                self._quote(table, row, *both) for both in zip(quoted[::2], quoted[1::2], strict=True)
            ),
            note=self._fill(note, row),
            location=row_location(row, self._language),
        )

    def _quote(self, table: str, row: Row, label: str, template: str) -> Quote:
        label = self._fill(label, row)
        if template in _NUMBERS.get(table, ()):
            unit = readable_cell(row.get("unit")) if "$unit" in template else ""
            text = readable_cell(row["printed"])
            unit = with_unit(text, unit).removeprefix(text).strip()
            return Quote(text, label, readable_cell(row.get("qualifier")), unit, is_number=True)
        return Quote(unquoted(self._fill(template, row)), label)


def collect(
    failures: Iterable[Failure],
    tables: Mapping[str, pd.DataFrame],
    language: str = "vi",
    class_names: Mapping[str, str] = MappingProxyType({}),
    *,
    naming: Mapping[str, Sequence[str]] = MappingProxyType({}),
    known: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Turn failures into findings.

    Args:
        failures: what did not hold.
        tables: the frames that were checked, and those whose rows may be related, by name.
        language: in which numbers are printed, and of what codes are called.
        class_names: how each class is printed.
        naming: by rule, the columns whose cells must name rows of other tables.
        known: the codes there are.

    Returns:
        One finding per failing row, group of rows or absent code, in order (see ``in_order``).
    """
    labels = column_labels(class_names, language)
    if (indicators := tables.get("indicators")) is not None:
        names = dict(zip(indicators["indicator_id"], indicators["name"], strict=True))
        labels |= dict.fromkeys(INDICATORS_OF_THRESHOLDS, names)
    rows = _Rows(tables, labels, language)
    groups = (_findings(failure, rows, naming.get(failure.rule, ()), known) for failure in failures)
    return in_order(chain.from_iterable(groups))


def _findings(
    failure: Failure, rows: _Rows, naming: Sequence[str], known: Collection[str]
) -> Iterator[Finding]:
    if not failure.rows:
        place = Place(note=failure.broken) if failure.broken else Place(quotes=(Quote(failure.observed),))
        yield Finding(
            failure.rule,
            failure.severity,
            failure.table,
            failure.description,
            places=(place,),
            acceptable=failure.acceptable and not failure.broken,
            decides=failure.decides,
            relates=failure.relates,
            broken=bool(failure.broken),
        )
        return
    groups: dict[tuple[str, ...], list[Row]] = {}
    absent: dict[str, list[Row]] = {}
    for position in failure.rows:
        row = rows.at(failure.table, position)
        if codes := absent_codes(row, naming, known):
            for code in codes:
                absent.setdefault(code, []).append(row)
            continue
        key = tuple(readable_cell(row[name]) for name in failure.explanation.group) or (str(position),)
        groups.setdefault(key, []).append(row)
    for members in groups.values():
        yield _explain(failure, members, rows)
    for code, members in absent.items():
        yield replace(_explain(failure, members, rows), absent=code)


def _explain(failure: Failure, members: Sequence[Row], rows: _Rows) -> Finding:
    explanation = failure.explanation
    places = [rows.place(failure.table, member, explanation.observed) for member in members]
    if explanation.about and (about := rows.find(readable_cell(members[0][explanation.about]))):
        places.insert(0, rows.place(*about))
    named = {place.code for place in places}
    for code in (
        code
        for row in members
        for name in explanation.related
        for code in readable_cell(row[name]).split(SEPARATOR)
    ):
        related = rows.find(code)
        if related and (place := rows.place(*related)).code not in named:
            named.add(place.code)
            places.append(place)
    row_id, *others = dict.fromkeys(place.code for place in places)
    return Finding(
        rule=failure.rule,
        severity=failure.severity,
        table=places[0].table,
        description=failure.description,
        row_id=row_id,
        related=tuple(others),
        places=tuple(places),
        expected=rows.fill(explanation.expected, members[0]),
        location=places[0].location,
        acceptable=failure.acceptable,
        decides=failure.decides,
        relates=failure.relates,
        restates=failure.restates,
    )


@cache
def _identifiers(template: str) -> frozenset[str]:
    return frozenset(Template(template).get_identifiers())


def _pieces(template: str) -> list[str]:
    """A template as words and quotations by turns, words last: ``a «$b» c`` gives ``a ``, ``$b``, `` c``."""
    pieces: list[str] = []
    rest = template
    while "«" in rest:
        label, _, rest = rest.partition("«")
        quoted, _, rest = rest.partition("»")
        pieces += [label, quoted]
    return [*pieces, rest]
