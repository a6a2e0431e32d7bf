"""The sheet of a form that says how it is filled in, and what each item means. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.locale import words
from khacphuc.returns.form_styles import FormStyle
from khacphuc.returns.sheet_xml import HEADER, LINE, MAIN, columns_of, row_of, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.locale import Words
    from khacphuc.returns.form_definition import FormDefinition

_WIDTHS: Final = (46, 14, 50)  # characters
_LETTERS_OF_LINE: Final = 118  # what a line over all columns takes
_PARAGRAPHS: Final = 8


def guide_sheet(definition: FormDefinition, language: str) -> bytes:
    """The part of the workbook.

    Args:
        definition: the form.
        language: of the sentences.
    """
    labels = words(language, "unit_form")
    last = 1 + _PARAGRAPHS
    rows = [
        *_paragraphs(definition.title, labels),
        *_explained_items(definition, labels, last + 2),
    ]
    # the paragraphs run over all columns; nothing is typed here
    merged = "".join(f'<mergeCell ref="A{row}:C{row}"/>' for row in range(1, last + 1))
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews>'
        f"{columns_of(_WIDTHS)}"
        f'<sheetData>{"".join(rows)}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>'
        f'<mergeCells count="{last}">{merged}</mergeCells>'
        '<pageMargins left="0.6" right="0.6" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/></worksheet>'
    ).encode()


def _paragraphs(title: str, labels: Words) -> Iterator[str]:
    heading = labels["guide_title"].format(title=title)
    yield row_of(1, [text_cell("A1", FormStyle.TITLE, heading)], height=26)
    for number in range(1, _PARAGRAPHS + 1):
        text = f"{number}. " + labels[f"guide_{number}"].format(
            **{name: labels[name] for name in ("nil", "complete", "revision", "yes")},
            **{f"column_{name}": labels[f"column_{name}"] for name in ("value", "reason", "check")},
        )
        height = LINE * (1 + len(text) // _LETTERS_OF_LINE) + 5
        yield row_of(number + 1, [text_cell(f"A{number + 1}", FormStyle.PARAGRAPH, text)], height=height)


def _explained_items(definition: FormDefinition, labels: Words, first: int) -> Iterator[str]:
    heads = (labels["column_item"], labels["column_unit"], labels["item_hint"])
    yield _row(first, heads, FormStyle.HEAD)
    for number, item in enumerate(definition.items, start=first + 1):
        yield _row(number, (item.label, item.unit, item.hint), FormStyle.LISTED)


def _row(number: int, texts: tuple[str, ...], style: FormStyle) -> str:
    lines = max(1 + max(len(text) - 1, 0) // (width - 2) for text, width in zip(texts, _WIDTHS, strict=True))
    cells = [text_cell(f"{letter}{number}", style, text) for letter, text in zip("ABC", texts, strict=True)]
    return row_of(number, cells, height=LINE * lines + 4)
