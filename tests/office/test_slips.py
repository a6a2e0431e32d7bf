"""Slips of who fills in a register for the first time: one failed run each, and a message that mends it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from khacphuc.commands.check import review_run
from khacphuc.data.xlsx.register import REGISTER
from khacphuc.errors import UsageError
from khacphuc.locale import LANGUAGES
from khacphuc.office.new import new_run
from khacphuc.office.workbook import FIRST_ROW, HEADER_ROW, example_rows
from khacphuc.project.files import read_text, write_text
from khacphuc.project.layout import Layout
from khacphuc.schema.tables import TABLES

from . import forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

RUN = "2022"


class Slip(NamedTuple):
    """What somebody does, and what is said of it.

    Attributes:
        make: does it to an open register; or keys of the parameters with what is typed.
        rules: the critical findings, that of the slip first; none where the run does not begin (code 2).
        place: the sheet and row the first of them names, or the file and cell.
        words: what is said besides, by language; English where the run does not begin.
    """

    make: Callable[[Workbook], None] | dict[str, str]
    rules: tuple[str, ...]
    place: tuple[str, int | str]
    words: dict[str, tuple[str, ...]]


def cell(workbook: Workbook, table: str, code: str, column: str) -> Cell:
    """A cell by the code of its row and the name of its column."""
    sheet = workbook[table]
    places = {heading.value: heading.column for heading in sheet[HEADER_ROW]}
    key = places[TABLES[table].key]
    row = next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, key).value == code)
    return sheet.cell(row, places[column])


def type_in(table: str, code: str, column: str, value: object, shown_as: str = "@") -> Callable:
    """Types a value into a cell."""

    def make(workbook: Workbook) -> None:
        typed = cell(workbook, table, code, column)
        typed.value, typed.number_format = value, shown_as

    return make


def rename(workbook: Workbook) -> None:
    """A sheet gets the name people call it by."""
    workbook["measures"].title = "Giải pháp"


def delete_row(workbook: Workbook) -> None:
    """A row is deleted that other rows name."""
    workbook["figures"].delete_rows(cell(workbook, "figures", "SL002", "figure_id").row)


def leave_example(workbook: Workbook) -> None:
    """The example of a form stays above what was typed."""
    sheet = workbook["measures"]
    sheet.insert_rows(FIRST_ROW)
    typed = [example_rows()["measures"][heading.value] for heading in sheet[HEADER_ROW]]
    for column, text in enumerate(typed, start=1):
        sheet.cell(FIRST_ROW, column).value = text


def both(*words: str) -> dict[str, tuple[str, ...]]:
    """The same words in every language."""
    return dict.fromkeys(LANGUAGES, words)


SLIPS = {
    "a renamed sheet": Slip(
        rename,
        (),
        ("register.xlsx", ""),
        both("no sheet measures; rename its sheet 'Giải pháp' to measures"),
    ),
    "a word in the place of a code": Slip(
        type_in("criteria", "KD2.3", "status", "đạt"),
        ("TC-04",),
        ("criteria", 8),
        {
            "vi": ("Kết quả: «đạt», chỉ nhận achieved (đạt)", "sửa ô"),
            "en": ("Result: «đạt», expected one of achieved", "correct the cell"),
        },
    ),
    "no parts where there are some": Slip(
        type_in("targets", "CT01", "itemised", "không"),
        ("CT-10",),
        ("targets", 4),
        {"vi": ("«không»", "có như bảng target_parts"), "en": ("«no»", "yes, as in the table target_parts")},
    ),
    "a wrong percentage": Slip(
        type_in("figures", "SL004", "printed", "124%"),
        ("SL-18",),
        ("figures", 7),
        {"vi": ("«124%»", "không quá 100", "đối chiếu"), "en": ("«124%»", "at most 100", "compare")},
    ),
    "a sign to fill in that stays": Slip(
        {"status": "final", "name": '"[…]"'},
        (),
        ("params/2022.yml", ""),
        both('the key "signatory.name" is still to be filled in ([…]); write it'),
    ),
    "a ratio that became a date": Slip(
        type_in("figures", "SL008", "printed", dt.date(2022, 3, 1), "dd/mm"),
        (),
        ("register.xlsx, sheet figures", "cell D11 (column printed)"),
        both("a date", "format the column as Text and type it again as printed"),
    ),
    "an example left in": Slip(
        leave_example,
        ("VD-01",),
        ("measures", FIRST_ROW),
        {"vi": ("xóa cả dòng này",), "en": ("delete the whole row",)},
    ),
    "a row that is missing": Slip(
        delete_row,
        ("CP-06",),
        ("target_parts", 4),
        {
            "vi": ("một dòng mang mã «SL002»", "bổ sung dòng"),
            "en": ("a row with the code «SL002»", "add the row"),
        },
    ),
    "a misspelt office": Slip(
        {"office": "tayninh"},
        (),
        ("params/2022.yml", ""),
        both('the key "office" names tayninh; did you mean tay-ninh?'),
    ),
    "a code of another form": Slip(
        type_in("targets", "CT01", "target_id", "CT1"),
        ("CT-02", "CT-10", "CP-05"),  # its parts are of no target, and it has none
        ("targets", 4),
        {"vi": ("«CT1»", "như CT01"), "en": ("«CT1»", "as CT01")},
    ),
    "a section typed as it is not printed": Slip(
        type_in("figures", "SL002", "section", "mở đầu"),
        ("SL-07",),
        ("figures", 5),
        {
            "vi": ("«mở đầu»", "ví dụ III.1.2", "sửa cột section"),
            "en": ("«mở đầu»", "III.1.2", "correct the column"),
        },
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """2022 filled in without a slip."""
    layout = forms.make_project(tmp_path_factory.mktemp("slips"))
    new_run(layout, RUN, "tay-ninh", previous="2021")
    forms.fill(layout.raw(RUN) / REGISTER, forms.YEAR_2022)
    return layout


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_with_its_place_and_remedy(filled, slip, language, tmp_path):
    """One run fails, with the code the guide says; whoever does what its message says is through."""
    layout = Layout(tmp_path / "project")
    shutil.copytree(filled.root, layout.root)
    text = read_text(layout.parameters(RUN)).replace('language: "vi"', f'language: "{language}"')
    if callable(slip.make):
        workbook = openpyxl.load_workbook(layout.raw(RUN) / REGISTER)
        slip.make(workbook)
        workbook.save(layout.raw(RUN) / REGISTER)
    else:
        for key, value in slip.make.items():
            text = re.sub(rf"(?m)^( *{key}): .*", rf"\1: {value}", text, count=1)
    write_text(layout.parameters(RUN), text)
    message = refused(layout, slip) if not slip.rules else explained(layout, slip)
    for words in slip.words[language]:
        assert words in message, message


def refused(layout: Layout, slip: Slip) -> str:
    """What is said of a run that does not begin."""
    with pytest.raises(UsageError) as caught:
        review_run(layout, RUN)
    assert caught.value.exit_code == 2
    assert all(str(part) in str(caught.value) for part in slip.place)
    return str(caught.value)


def explained(layout: Layout, slip: Slip) -> str:
    """What is said of the row a slip was made in."""
    review = review_run(layout, RUN)
    assert review.exit_code == 1
    critical = {finding.rule: finding for finding in review.findings if finding.severity == "critical"}
    assert set(critical) == set(slip.rules)
    about, (sheet, row) = critical[slip.rules[0]], slip.place
    assert (about.location.file, about.location.line) == (f"data/raw/2022/{REGISTER}#{sheet}", row)
    message = f"{about.observed} {about.expected} {about.description}"
    assert not {"«»", "True", "False"} & set(message.split())
    return message
