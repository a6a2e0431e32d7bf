"""The annexes: every figure with where it was printed, and how shortcomings are assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.computed import SIGNS
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.assess.classes import Condition, Policy
    from khacphuc.assess.run import Assessment
    from khacphuc.report.prose.citations import Citations


def figures_annex(
    tables: Mapping[str, pd.DataFrame], citations: Citations, language: str
) -> list[nodes.Block]:
    """Figures, computed numbers, documents and declared classes, a row each; the row's id is the code."""
    labels = document_words(language)
    figures, computed, citables = tables["figures"], tables["computed"], citations.citables
    documents, declared = tables["documents"], tables["declared"]
    titles = dict(zip(tables["shortcomings"]["shortcoming_id"], tables["shortcomings"]["title"], strict=True))
    return [
        nodes.Heading(level=1, children=_text(labels["figures_heading"]), annex=True),
        nodes.Paragraph(children=_text(labels["figures_intro"])),
        _table(
            "phu-luc-so-lieu",
            labels["figures_caption"],
            [labels[f"column_{name}"] for name in ("code", "item", "printed", "place", "row")],
            [
                (
                    row["figure_id"],
                    citables[row["figure_id"]].label if row["figure_id"] in citables else row["indicator"],
                    _printed(row),
                    row["source"].partition(", ")[2] or row["source"],
                    _place(row),
                )
                for row in figures.to_dict("records")
            ],
            widths=(1.1, 3.4, 2.3, 2.4, 1.8),
            row_ids=figures["figure_id"],
        ),
        nodes.Paragraph(children=_text(labels["computed_intro"])),
        _table(
            "phu-luc-so-tinh",
            labels["computed_caption"],
            [labels[f"column_{name}"] for name in ("code", "item", "working", "result", "row")],
            [
                (
                    row["computed_id"],
                    row["label"],
                    _working(row, citations),
                    citables[row["computed_id"]].text if row["computed_id"] in citables else row["printed"],
                    _place(row),
                )
                for row in computed.to_dict("records")
            ],
            widths=(1.1, 3.8, 2.5, 1.5, 2.1),
            row_ids=computed["computed_id"],
        ),
        nodes.Paragraph(children=_text(labels["documents_intro"])),
        _table(
            "phu-luc-van-ban",
            labels["documents_caption"],
            [labels[f"column_{name}"] for name in ("code", "document", "issuer", "subject", "row")],
            [
                (
                    row["document_id"],
                    _named(row, citables[row["document_id"]].text, labels) if row["symbol"] else row["type"],
                    row["issuer"],
                    row["subject"],
                    _place(row),
                )
                for row in documents.to_dict("records")
            ],
            widths=(1.3, 2.6, 1.8, 3.1, 2.2),
            row_ids=documents["document_id"],
        ),
        _table(
            "phu-luc-cong-bo",
            labels["declared_caption"],
            [labels[f"column_{name}"] for name in ("code", "shortcoming", "class", "section", "row")],
            [
                (
                    row["shortcoming_id"],
                    titles.get(row["shortcoming_id"], ""),
                    citables[row["shortcoming_id"]].text,
                    f"{labels['section']} {row['section']}" if row["section"] else "",
                    _place(row),
                )
                for row in declared.to_dict("records")
            ],
            widths=(1.1, 3.6, 2.5, 2.0, 1.8),
            row_ids=declared["shortcoming_id"],
        ),
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
            "phu-luc-chinh-sach",
            labels["policy_caption"],
            [labels[f"column_{name}"] for name in ("code", "condition", "class")],
            [(rule.id, _condition(rule.when, labels), names[rule.result]) for rule in policy.rules],
            widths=(0.8, 4, 4),
        ),
        _table(
            "phu-luc-tieu-chi",
            labels["criteria_caption"],
            [labels[f"column_{name}"] for name in ("code", "item", "result", "evidence")],
            [
                (
                    row["criterion_id"],
                    labels["proxy"].format(aspect=aspects[row["criterion_id"]])
                    if row["proxy"]
                    else aspects[row["criterion_id"]],
                    labels[f"status_{row['status']}"],
                    row["evidence"].replace(";", ", "),
                )
                for row in criteria.to_dict("records")
            ],
            widths=(1, 4.2, 1.8, 2.4),
        ),
    ]


def _table(
    name: str,
    caption: str,
    columns: Iterable[str],
    rows: Iterable[tuple[str | tuple[nodes.Inline, ...], ...]],
    *,
    widths: tuple[float, ...],
    row_ids: Iterable[str] = (),
) -> nodes.Table:
    return nodes.Table(
        id=name,
        caption=_text(caption),
        columns=tuple(columns),
        rows=tuple(
            tuple(cell if isinstance(cell, tuple) else _text(str(cell)) for cell in row) for row in rows
        ),
        align=tuple("left" for _ in widths),
        widths=widths,
        row_ids=tuple(row_ids),
    )


def _condition(condition: Condition, labels: Mapping[str, str]) -> str:
    (name,) = condition.model_fields_set
    statuses = getattr(condition, name)
    if statuses is True:
        return labels[f"condition_{name}"]
    return labels[f"condition_{name}"].format(
        statuses=", ".join(labels[f"status_{status}"] for status in statuses)
    )


def _working(row: Mapping[Any, Any], citations: Citations) -> tuple[nodes.Inline, ...]:
    """A formula with its operands as printed, each leading to its own row."""
    codes, sign = row["operands"].split(SEPARATOR), SIGNS.get(row["formula"], "")
    printed = row["working"].split(sign) if sign else []
    if len(printed) != len(codes):  # it could not be computed
        return _text(row["working"])
    parts: list[nodes.Inline] = []
    for code, text in zip(codes, printed, strict=True):
        parts += [*_text(sign if parts else ""), citations.quote(code.partition(":")[0], text)]
    return tuple(parts)


def _named(row: Mapping[Any, Any], short: str, labels: Mapping[str, str]) -> str:
    """A document with its date, where it has one."""
    day = row["issued_on"]
    if not isinstance(day, pd.Timestamp):
        return short
    return labels["document_dated"].format(short=short, date=format_date(day.date()))


def _place(row: Mapping[Any, Any]) -> str:
    return f"{str(row['file']).rpartition('/')[2]}:{row['line']}"


def _printed(row: Mapping[Any, Any]) -> str:
    """A figure as the source prints it: ``hơn 19.732 lượt``, ``từ 10 thành viên trở lên``."""
    printed, unit = str(row["printed"]), str(row["unit"])
    text = printed if unit == "%" and printed.endswith("%") else f"{printed} {unit}"
    around = str(row["qualifier"])
    return around.replace("…", text) if "…" in around else f"{around} {text}".strip()


def _text(text: str) -> tuple[nodes.Text, ...]:
    return (nodes.Text(text=text),) if text else ()
