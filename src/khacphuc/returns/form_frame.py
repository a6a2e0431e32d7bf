"""What stands around the cells of a sheet that is filled in: panes, locks, validations, paper. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.returns.form_layout import FIRST_ITEM_ROW, HEAD_ROW, ITEM_COLUMN, VALUE_COLUMN
from khacphuc.data.xlsx.sheet import column_letter
from khacphuc.returns.form_styles import WRONG_STYLE
from khacphuc.returns.sheet_xml import HEADER, MAIN, columns_of, literal, xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def sheet_start(widths: Sequence[int], last_row: int) -> str:
    """What comes before the rows: heads and labels stay in sight, and the first value is chosen.

    Args:
        widths: of the columns, in characters.
        last_row: with an item.
    """
    value = f"{column_letter(VALUE_COLUMN)}{FIRST_ITEM_ROW}"
    corner = f"{column_letter(ITEM_COLUMN + 1)}{FIRST_ITEM_ROW}"
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{column_letter(len(widths))}{last_row}"/>'
        '<sheetViews><sheetView workbookViewId="0" showGridLines="0">'
        f'<pane xSplit="{ITEM_COLUMN}" ySplit="{HEAD_ROW}" topLeftCell="{corner}" '
        'activePane="bottomRight" state="frozen"/>'
        f'<selection pane="bottomRight" activeCell="{value}" sqref="{value}"/></sheetView></sheetViews>'
        f"{columns_of(widths)}<sheetData>"
    )


def sheet_end(validations: Sequence[str], checks: str, met: str) -> str:
    """What comes after the rows.

    Args:
        validations: the elements.
        checks: the range of cells that say what is wrong.
        met: what one says where nothing is.
    """
    first = checks.partition(":")[0]
    is_wrong = xml_text(f'AND({first}<>"",{first}<>{literal(met)})')
    return (
        "</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
        f'<conditionalFormatting sqref="{checks}"><cfRule type="expression" dxfId="{WRONG_STYLE}" '
        f'priority="1"><formula>{is_wrong}</formula></cfRule></conditionalFormatting>'
        f'<dataValidations count="{len(validations)}">{"".join(validations)}</dataValidations>'
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )
