"""The tables of a run for an analyst: which there are, some of their rows, and how many are alike. Pure.

Tables, columns and values are called by the names of our tables or by the words people read, whichever is
at hand.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from khacphuc.data.computed import SIGNS
from khacphuc.data.returns.period_names import period_name
from khacphuc.explore.mistakes import CallError
from khacphuc.locale import HOUSE, words
from khacphuc.report.columns import readable_columns
from khacphuc.report.document import nodes
from khacphuc.report.table import label_of, to_table
from khacphuc.report.words import document_words
from khacphuc.text.codes import nearest
from khacphuc.text.formats import format_decimal, format_money, reprint
from khacphuc.text.numerals import decimal_of
from khacphuc.text.units import DONG, parse_unit, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.assess.run import Assessment

ROWS: Final = "rows"
SUM: Final = "sum"
_ADDED: Final = {
    "targets": "count",
    "target_parts": "count",
    "figures": "value",
    "returns": "value",
}
"""The column of a table whose numbers may be added."""
_COMPUTED: Final = {"computed": ("printed", "working"), "assessed_targets": ("threshold", "actual")}
"""Columns of numbers that we print ourselves; all others stand as they were typed."""
_OPERATOR: Final = re.compile("|".join(map(re.escape, sorted(set(SIGNS.values())))))
_RETURNED: Final = {"return_values": "values", "return_rates": "rates", "return_totals": "totals"}
"""By the name of a table which of the frames that were gathered it is."""
_COVERAGE: Final = ("complete", "partial", "insufficient_data")
_ADDABLE: Final = frozenset({"count", "money"})


def run_tables(
    tables: Mapping[str, pd.DataFrame],
    assessment: Assessment,
    language: str,
    gathered: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, pd.DataFrame]:
    """The clean tables, what was assessed and what was gathered, by name.

    What is computed is printed in the run's language; units, forms and periods of what was gathered are
    called by their names.
    """
    assessed = {
        "assessed_targets": assessment.targets,
        "assessed_criteria": assessment.criteria,
        "assessments": assessment.assessments,
    }
    frames = {**tables, **assessed, **_returned(gathered or {}, tables, language)}
    if language != HOUSE:
        for name, columns in _COMPUTED.items():
            cells = {
                column: [_in_language(cell, language) for cell in frames[name][column]] for column in columns
            }
            frames[name] = frames[name].assign(**cells)
    return frames


def _returned(
    gathered: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame], language: str
) -> dict[str, pd.DataFrame]:
    """The numbers of units, rates and totals as people read them."""
    if not gathered:
        return {}
    labels_ = words(language, "returns")
    units = _names(tables["units"], "unit_id", "name")
    states = {code: labels_[f"total_{code}"] for code in _COVERAGE}
    frames = {}
    for name, part in _RETURNED.items():
        frame = gathered[part]
        periods = {str(code): period_name(str(code), language) for code in frame["period"].unique()}
        named = {
            "unit_id": units,
            "parent": units | {"": labels_["all_parents"]},
            "collection": _names(tables["collections"], "collection_id", "title"),
            "period": periods | {"": labels_["whole_year"]},
            "status": {**words(language, "code"), **states},
        }
        cells = {
            column: frame[column].astype("str").map(lambda code, by=by: by.get(code, code)).astype("str")
            for column, by in named.items()
            if column in frame
        }
        # of rows that are counted by a category, one with no row is a group as well
        categories = frame.select_dtypes("category").columns.difference([*cells])
        frames[name] = frame.assign(**cells).astype(dict.fromkeys(categories, "str"))
    return frames


def _names(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    rows = frame.drop_duplicates(key)
    return dict(zip(rows[key], rows[name], strict=True))


def find_name(typed: str, labels: Mapping[str, str], what: Literal["table", "column"], language: str) -> str:
    """A name, by itself or by what it is called.

    Args:
        typed: the name or its label.
        labels: what each name there is is called.
        what: is looked for, for the message.
        language: of the message.

    Raises:
        CallError: there is none.
    """
    typed = str(typed)
    by_label = {label.casefold(): name for name, label in labels.items()}
    name = typed if typed in labels else by_label.get(typed.strip().casefold(), "")
    if not name:
        listed = ", ".join(f"{label} ({name})" for name, label in labels.items())
        # codes are matched in capitals
        near = nearest(typed, dict.fromkeys(map(str.upper, labels), "")).lower()
        near = near and f"{labels[near]} ({near})"
        raise CallError(f"no_{what}", language=language, near=near, name=typed, listed=listed)
    return name


def rows_where(
    frame: pd.DataFrame,
    where: Mapping[str, str],
    indicators: pd.DataFrame,
    language: str,
    class_names: Mapping[str, str],
) -> pd.DataFrame:
    """Some rows of a table.

    Args:
        frame: the table.
        where: by the name or the label of a column what stands in it: a code, or the words people read. Where
            no cell is just that, all that contain it.
        indicators: the clean table.
        language: of the words.
        class_names: how each class is printed.

    Raises:
        CallError: there is no such column.
    """
    for typed, text in where.items():
        column = find_name(typed, labels(frame, language), "column", language)
        table = to_table(
            frame,
            readable_columns([column], indicators),
            name="cells",
            caption="",
            language=language,
            class_names=class_names,
            most=len(frame),
        )
        read = [nodes.plain(row[0]).casefold() for row in table.rows]
        codes = [str(cell).casefold() for cell in frame[column]]
        wanted = str(text).strip().casefold()
        exact = [
            wanted in {code, words_, _unmarked(words_)} for code, words_ in zip(codes, read, strict=True)
        ]
        near = [wanted in words_ for words_ in read]
        frame = frame[exact if any(exact) else near]
    return frame


def filter_in_words(frame: pd.DataFrame, where: Mapping[str, str], language: str) -> str:
    """By what rows were chosen, to stand behind other words: `` (Mục: III.1)``; empty for all.

    Raises:
        CallError: there is no such column.
    """
    names = labels(frame, language)
    parts = (
        f"{names[find_name(column, names, 'column', language)]}: {text}" for column, text in where.items()
    )
    return f" ({'; '.join(parts)})" if where else ""


def labels(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """What the columns of a table are called, by their names."""
    return {str(column): label_of(str(column), language) for column in frame}


def grouped(name: str, frame: pd.DataFrame, by: Sequence[str], language: str) -> pd.DataFrame:
    """Count the rows that are alike, and add their numbers where that gives a number of something.

    Numbers are added in a group where all are there, are counts or sums of money of one unit, none is a part
    of another, and none counts what another counts.

    Args:
        name: of the table.
        frame: its rows.
        by: columns.
        language: of what is printed.

    Returns:
        A row for each group in the order of its first row: ``by``, ``ROWS``, and ``SUM`` as printed where
        the table has numbers to add.
    """
    groups = [group for _, group in frame.groupby(list(by), sort=False, dropna=False)]
    counted = pd.concat([frame.iloc[:0], *(group.head(1) for group in groups)])[list(by)]
    counted = counted.reset_index(drop=True)
    counted[ROWS] = [len(group) for group in groups]
    if name in _ADDED:
        counted[SUM] = [_sum(group, _ADDED[name], language) for group in groups]
    return counted


def sum_note(frame: pd.DataFrame, by: Sequence[str], counted: pd.DataFrame, language: str) -> str:
    """When numbers are added, and which words (``hơn``, ``gần``) stand before some that a sum does not have.

    Args:
        frame: the rows that were grouped.
        by: columns.
        counted: ``grouped``'s result, with sums.
        language: of the note.
    """
    labels = document_words(language)
    if "qualifier" not in frame:
        return labels["explore_sum_note"]
    groups = frame.groupby(list(by), sort=False, dropna=False)["qualifier"]
    added = [group for (_, group), total in zip(groups, counted[SUM], strict=True) if total]
    qualifiers = dict.fromkeys(f"«{word}»" for group in added for word in group if word)
    without = labels["explore_sum_qualified"].format(qualifiers=", ".join(qualifiers)) if qualifiers else ""
    return f"{labels['explore_sum_note']} {without}".strip()


def _sum(group: pd.DataFrame, column: str, language: str) -> str:
    """The sum of a group as printed; empty where its numbers do not add up to something."""
    numbers = group[column]
    if numbers.isna().any() or not (column == "count" or _adds_up(group)):
        return ""
    total = sum(Fraction(decimal_of(float(number))) for number in numbers)
    if "kind" in group and group["kind"].iloc[0] == "money" and not _foreign(group):
        return format_money(total, language=language)
    decimals = 0 if total.denominator == 1 else int(group["decimals"].max())
    unit = group["unit"].iloc[0] if "unit" in group else ""
    return with_unit(format_decimal(total, decimals, language=language), unit)


def _adds_up(group: pd.DataFrame) -> bool:
    """Whether numbers are of one unit, and of things that do not overlap."""
    kinds, units = set(group["kind"]), set(group["unit"])
    if (
        len(kinds) > 1
        or not kinds <= _ADDABLE
        or (len(units) > 1 and (kinds != {"money"} or _foreign(group)))
    ):
        return False
    if "parent" in group:
        parts = set(group["parent"]) & set(group["figure_id"])
        return not parts and group["indicator"].is_unique
    # what one unit reports and what another does are parts of one whole
    return len(set(group["indicator"])) == 1


def _foreign(group: pd.DataFrame) -> bool:
    """Whether money is of another currency than the đồng, whatever its scale."""
    return any(parse_unit(unit).currency != DONG for unit in set(group["unit"]))


def _in_language(working: str, language: str) -> str:
    """A number, or a working of some, as a language prints it."""
    numbers = [reprint(number, language=language) for number in _OPERATOR.split(working)]
    operators = [*_OPERATOR.findall(working), ""]
    return "".join(part for pair in zip(numbers, operators, strict=True) for part in pair)


def _unmarked(text: str) -> str:
    """The words of a status without the symbol before them."""
    return text.partition(" ")[2]
