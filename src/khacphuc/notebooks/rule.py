"""A rule as Great Expectations ran it, in blocks: what it asks, its type and arguments, and its rows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.locale import words
from khacphuc.notebooks.codes import named_citables
from khacphuc.render.html.environment import count
from khacphuc.report.cells import SEVERITY_TONES, outcome
from khacphuc.report.columns import readable_columns
from khacphuc.report.document import nodes
from khacphuc.report.table import TableColumn, cell_kind, to_table
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.checks.rule_run import RuleRun

# rows that hold show how a rule works; a few do
_MOST_HELD: Final = 5
_MOST_FAILED: Final = 200
# the arguments that name columns
_COLUMNS: Final = frozenset({"column", "column_A", "column_B", "column_list"})


def rule_blocks(
    run: RuleRun, tables: Mapping[str, pd.DataFrame], class_names: Mapping[str, str], language: str
) -> list[nodes.Block]:
    """What there is to say about a rule that was run.

    Args:
        run: the rule (``checks.rule_run.run_rule``).
        tables: the clean tables, in which its codes are explained.
        class_names: how each class is printed.
        language: of the run.
    """
    sentence = nodes.Paragraph(
        children=(
            nodes.Strong(children=(nodes.Text(text=run.expectation.meta.rule),)),
            nodes.Text(text=f": {run.expectation.holds if run.holds else run.expectation.description} "),
            _standing(run, language),
        )
    )
    blocks: list[nodes.Block] = [sentence, _definition(run, class_names, language)]
    if run.rows is not None and len(run.rows):
        blocks.append(_rows(run, run.rows, tables, class_names, language))
    return blocks


def _standing(run: RuleRun, language: str) -> nodes.Text:
    """Whether it holds, and for how many rows it does not."""
    labels, severity = words(language, "checking"), run.expectation.severity
    if run.rows is None:
        return outcome(labels["rule_later"], "quiet")
    if run.broken:
        return outcome(run.broken, "bad")
    rows = len(run.looked_at)
    if run.holds and not rows:
        return outcome(labels["rule_blank" if len(run.rows) else "rule_empty"], "quiet")
    if run.holds:
        text = labels.counted("rule_holds", rows).format(count=count(rows, language))
        return outcome(text, "good")
    failed = len(run.failed)
    text = labels.counted("rule_fails", failed) if failed else labels["rule_fails_all"]
    printed = text.format(count=count(failed, language), rows=count(rows, language))
    return outcome(printed, SEVERITY_TONES[severity])


def _definition(run: RuleRun, class_names: Mapping[str, str], language: str) -> nodes.Table:
    """What its suite file says: table, severity, type and arguments, a row each.

    What Great Expectations is given stands as it is given; what a code means to people stands beside it.
    """
    labels, expectation = words(language, "checking"), run.expectation
    facts = [
        (labels["fact_table"], run.table, words(language, "table").get(run.table, "")),
        (labels["fact_severity"], expectation.severity, words(language, "severity")[expectation.severity]),
        (labels["fact_type"], expectation.type, ""),
    ]
    headings = _headings(language)
    names = {**words(language, "code"), **class_names, "": labels["empty_text"]}
    arguments = [
        (name, _written(value), _meaning(value, headings if name in _COLUMNS else names, labels))
        for name, value in expectation.kwargs.items()
    ]
    return to_table(
        pd.DataFrame([*facts, *arguments], columns=["fact", "value", "meaning"]),
        [
            TableColumn("fact", label=labels["column_fact"], kind="text"),
            TableColumn("value", label=labels["column_value"], kind="text"),
            TableColumn("meaning", label=labels["column_meaning"], kind="text"),
        ],
        name="definition",
        caption=labels["caption_definition"].format(rule=expectation.meta.rule),
        language=language,
    )


def _written(value: Any) -> str:
    """An argument as the suite file writes it."""
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)


def _meaning(value: Any, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """What an argument means to people: headings of columns, names of codes; empty where it is plain."""
    if isinstance(value, dict):
        return labels["codes_of"].format(name=value.get("$PARAMETER", value))
    if isinstance(value, list):
        meanings = [_meaning(item, names, labels) for item in value]
        return "; ".join(meanings) if all(meanings) else ""
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return names.get(key, "")


def _rows(
    run: RuleRun,
    rows: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    class_names: Mapping[str, str],
    language: str,
) -> nodes.Table:
    """The rows it fails, then some it holds for, with the columns it looks at.

    Rows with nothing to compare are shown only where there are no others.
    """
    labels, severity = words(language, "checking"), run.expectation.severity
    fails = rows.index.isin(run.failed)
    compared = rows.index.isin(run.looked_at) if run.looked_at else ~fails
    frame = pd.concat([rows[fails].head(_MOST_FAILED), rows[~fails & compared].head(_MOST_HELD)])
    bad = outcome(labels["outcome_failed"], SEVERITY_TONES[severity])
    good, blank = outcome(labels["outcome_passed"], "good"), outcome(labels["outcome_blank"], "quiet")
    outcomes: dict[int, Any] = dict.fromkeys(run.compared, good) | dict.fromkeys(run.failed, bad)
    ended: Any = [outcomes.get(place, blank) for place in frame.index]
    names = _looked_at(run, frame)
    codes = [cell for name in names if cell_kind(frame, name) == "code" for cell in frame[name]]
    columns = readable_columns(names, tables["indicators"])
    rest = {"more_rows": int(compared.sum()) - len(frame), "more_blank": int((~compared).sum())}
    headings = _headings(language)
    return to_table(
        frame.assign(outcome=ended),
        [
            *(replace(column, label=headings.get(column.name, column.name)) for column in columns),
            TableColumn("outcome", label=labels["column_outcome"]),
        ],
        name="rule_rows",
        caption=labels["caption_rule_rows"].format(rule=run.expectation.meta.rule),
        language=language,
        class_names=class_names,
        citables=named_citables(tables, codes, language, class_names),
        note=" ".join(
            labels.counted(key, number).format(count=count(number, language))
            for key, number in rest.items()
            if number
        ),
    )


def _headings(language: str) -> dict[str, str]:
    """What columns are called; in a view a name may mean something else than in a table."""
    return {**words(language, "column"), **words(language, "view_column")}


def _looked_at(run: RuleRun, frame: pd.DataFrame) -> list[str]:
    """The key of the table, then the columns in the order of the arguments, then those a finding names."""
    kwargs = run.expectation.kwargs
    named = [kwargs.get(name, "") for name in ("column", "column_A", "column_B")]
    key = [TABLES[run.table].key] if run.table in TABLES else list(frame)[:1]
    ordered = [*key, *named, *kwargs.get("column_list", ()), *sorted(run.expectation.columns)]
    return [name for name in dict.fromkeys(ordered) if name in frame]
