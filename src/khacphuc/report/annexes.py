"""The annexes as blocks: every figure with its place in the source, and how shortcomings are assessed.

The clean tables, the citations and the policy go in; ``compose`` puts the blocks behind the signature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.clean import locator
from khacphuc.data.computed import SIGNS, operand_text
from khacphuc.data.decisions import RECONSTRUCTION, replacements, with_decisions
from khacphuc.data.values import Values
from khacphuc.report.annex_rows import codes, count_rows, printed_rows, shortened_note
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date
from khacphuc.text.rows import format_row
from khacphuc.text.units import with_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from khacphuc.assess.classes import Condition, Policy
    from khacphuc.assess.run import Assessment
    from khacphuc.data.decisions import Decision
    from khacphuc.report.annex_rows import AnnexRow
    from khacphuc.report.prose.citations import Citations


def figures_annex(
    tables: Mapping[str, pd.DataFrame],
    citations: Citations,
    language: str,
    *,
    status: str = RECONSTRUCTION,
    cited: Collection[str] = (),
) -> list[nodes.Block]:
    """Figures, computed numbers, documents and declared classes, a row each; the row's id is the code.

    A figure is printed as its source prints it; where another is used in its place, its row says which.
    Of a table with more than ``LONGEST_TABLE`` only rows that are cited are printed, and a sentence says so.

    Args:
        tables: the clean tables.
        citations: what codes print.
        language: of our own words.
        status: of the document.
        cited: the codes the document cites.
    """
    labels = document_words(language)
    used = with_decisions(dict(tables), status, language)
    used["computed"] = printed_rows(used["computed"], cited)
    computed = _computed_rows(used, citations, language)
    printed = printed_rows(tables["figures"], {*cited, *codes(computed)})
    figures = _figure_rows(printed, citations, language, replacements(tables, status))
    return [
        nodes.Heading(level=1, children=_text(labels["figures_heading"]), annex=True),
        nodes.Paragraph(children=_text(labels["figures_intro"])),
        *shortened_note("figures.csv", len(tables["figures"]), len(figures), language),
        _table(
            labels,
            "phu-luc-so-lieu",
            "figures_caption",
            {"code": 1, "item": 3.3, "printed": 1.9, "place": 2.4, "row": 2.4},
            figures,
            coded=True,
        ),
        nodes.Paragraph(children=_text(labels["computed_intro"])),
        *shortened_note("computed.csv", len(tables["computed"]), len(computed), language),
        _table(
            labels,
            "phu-luc-so-tinh",
            "computed_caption",
            {"code": 1, "item": 3.8, "working": 2.3, "result": 1.3, "row": 2.6},
            computed,
            coded=True,
        ),
        *_count_blocks(count_rows(used, citations, {*cited, *codes(computed)}, language), labels),
        nodes.Paragraph(children=_text(labels["documents_intro"])),
        _table(
            labels,
            "phu-luc-van-ban",
            "documents_caption",
            {"code": 1.2, "document": 2.4, "issuer": 1.7, "subject": 2.8, "row": 2.9},
            _document_rows(tables, citations, language),
            coded=True,
        ),
        _table(
            labels,
            "phu-luc-cong-bo",
            "declared_caption",
            {"code": 1, "shortcoming": 4, "class": 2.2, "section": 1.6, "row": 2.2},
            _declared_rows(tables, citations, language),
            coded=True,
        ),
    ]


def _figure_rows(
    figures: pd.DataFrame,
    citations: Citations,
    language: str,
    replaced: Mapping[str, Decision],
) -> list[AnnexRow]:
    citables, labels = citations.citables, document_words(language)
    return [
        (
            row["figure_id"],
            citables[row["figure_id"]].label if row["figure_id"] in citables else row["indicator"],
            labels["figure_replaced"].format(
                printed=_printed(row), used=citables[row["figure_id"]].text, code=replaced[code].uses
            )
            if (code := row["figure_id"]) in replaced
            else _printed(row),
            locator(row["section"], row["paragraph"], "", language),
            _place(row, language),
        )
        for row in figures.pipe(row_dicts)
    ]


def _computed_rows(tables: Mapping[str, pd.DataFrame], citations: Citations, language: str) -> list[AnnexRow]:
    citables, values = citations.citables, Values.of_operands(tables)
    return [
        (
            row["computed_id"],
            row["label"],
            _working(row, values, citations, language),
            citables[row["computed_id"]].text if row["computed_id"] in citables else row["printed"],
            _place(row, language),
        )
        for row in tables["computed"].pipe(row_dicts)
    ]


def _count_blocks(rows: Sequence[AnnexRow], labels: Mapping[str, str]) -> list[nodes.Block]:
    if not rows:
        return []
    widths = {"code": 2.2, "item": 3.2, "printed": 0.9, "unit": 1.2, "counted_rows": 3.5}
    table = _table(labels, "phu-luc-so-dem", "counts_caption", widths, rows, coded=True)
    return [nodes.Paragraph(children=_text(labels["counts_intro"])), table]


def _document_rows(tables: Mapping[str, pd.DataFrame], citations: Citations, language: str) -> list[AnnexRow]:
    labels = document_words(language)
    return [
        (
            row["document_id"],
            _dated(row, citations.citables[row["document_id"]].text, labels)
            if row["symbol"]
            else row["type"],
            row["issuer"],
            row["subject"],
            _place(row, language),
        )
        for row in tables["documents"].pipe(row_dicts)
    ]


def _declared_rows(tables: Mapping[str, pd.DataFrame], citations: Citations, language: str) -> list[AnnexRow]:
    labels = document_words(language)
    titles = dict(zip(tables["shortcomings"]["shortcoming_id"], tables["shortcomings"]["title"], strict=True))
    return [
        (
            row["shortcoming_id"],
            titles.get(row["shortcoming_id"], ""),
            citations.citables[row["shortcoming_id"]].text,
            f"{labels['section']} {row['section']}" if row["section"] else "",
            _place(row, language),
        )
        for row in tables["declared"].pipe(row_dicts)
    ]


def method_annex(
    tables: Mapping[str, pd.DataFrame], assessment: Assessment, policy: Policy, language: str
) -> list[nodes.Block]:
    """The decision table and the criteria with their statuses; the declared classes stand in the body."""
    labels = document_words(language)
    aspects = tables["criteria"].drop_duplicates("criterion_id").set_index("criterion_id")["aspect"]
    criteria, names = assessment.criteria, policy.class_names(language)
    return [
        nodes.Heading(level=1, children=_text(labels["method_heading"]), annex=True),
        nodes.Paragraph(children=_text(labels["method_intro"].format(version=policy.version))),
        _table(
            labels,
            "phu-luc-chinh-sach",
            "policy_caption",
            {"code": 0.8, "condition": 4, "class": 4},
            [(rule.id, _condition(rule.when, labels), names[rule.result]) for rule in policy.rules],
        ),
        _table(
            labels,
            "phu-luc-tieu-chi",
            "criteria_caption",
            {"code": 1, "item": 4.2, "result": 1.8, "evidence": 2.4},
            [
                (
                    row["criterion_id"],
                    labels["proxy"].format(aspect=aspects[row["criterion_id"]])
                    if row["proxy"]
                    else aspects[row["criterion_id"]],
                    labels[f"status_{row['status']}"],
                    row["evidence"].replace(SEPARATOR, ", "),
                )
                for row in criteria.pipe(row_dicts)
            ],
        ),
    ]


def _table(
    labels: Mapping[str, str],
    name: str,
    caption: str,
    columns: Mapping[str, float],
    rows: Sequence[AnnexRow],
    *,
    coded: bool = False,
) -> nodes.Table:
    """A table of an annex.

    Args:
        labels: the suite's own words.
        name: its id.
        caption: the key of its caption in ``labels``.
        columns: the keys of its columns, without ``column_``, and their relative widths.
        rows: cells as words or as nodes.
        coded: whether citations lead to its rows, by the code in the first column.
    """
    return nodes.Table(
        id=name,
        caption=_text(labels[caption]),
        columns=tuple(labels[f"column_{column}"] for column in columns),
        rows=tuple(
            tuple(cell if isinstance(cell, tuple) else _text(str(cell)) for cell in row) for row in rows
        ),
        align=tuple("left" for _ in columns),
        widths=tuple(columns.values()),
        row_ids=tuple(str(row[0]) for row in rows) if coded else (),
    )


def _condition(condition: Condition, labels: Mapping[str, str]) -> str:
    (name,) = condition.model_fields_set
    statuses = getattr(condition, name)
    if statuses is True:
        return labels[f"condition_{name}"]
    return labels[f"condition_{name}"].format(
        statuses=", ".join(labels[f"status_{status}"] for status in statuses)
    )


def _working(
    row: Mapping[Any, Any], values: Values, citations: Citations, language: str
) -> tuple[nodes.Inline, ...]:
    """A formula with its operands as printed, each leading to its own row."""
    if not row["working"]:  # it could not be computed
        return ()
    parts: list[nodes.Inline] = []
    for code in row["operands"].split(SEPARATOR):
        text = operand_text(values[code], language)
        sign = SIGNS[row["formula"]] if parts else ""
        parts += [*_text(sign), citations.quote(code.partition(":")[0], text)]
    return tuple(parts)


def _dated(row: Mapping[Any, Any], short: str, labels: Mapping[str, str]) -> str:
    """A document with its date, where it has one."""
    day = row["issued_on"]
    if not isinstance(day, pd.Timestamp):
        return short
    return labels["document_dated"].format(short=short, date=format_date(day.date()))


def _place(row: Mapping[Any, Any], language: str) -> str:
    return format_row(str(row["file"]).rpartition("/")[2], row["line"], language)


def _printed(row: Mapping[Any, Any]) -> str:
    """A figure as the source prints it: ``hơn 19.732 lượt``, ``từ 10 thành viên trở lên``."""
    text = with_unit(str(row["printed"]), str(row["unit"]))
    around = str(row["qualifier"])
    return around.replace("…", text) if "…" in around else f"{around} {text}".strip()


def _text(text: str) -> tuple[nodes.Text, ...]:
    return (nodes.Text(text=text),) if text else ()
