"""Tests of `khacphuc.explore.filterable_table`."""

import pandas as pd
from bs4 import BeautifulSoup

from khacphuc.explore.filterable_table import Filterable

FRAME = pd.DataFrame(
    {
        "mã": ["<b>A", "B"],
        "số": pd.array([1231, None], dtype="Int64"),
        "giá trị": [82.5, 3.0],
        "ngày": [pd.Timestamp("2021-03-03"), pd.NaT],
        "đúng": [True, False],
    }
)


def parsed(frame=FRAME, caption="Tên & bảng"):
    """A table as a browser reads it."""
    return BeautifulSoup(Filterable(frame, caption)._repr_html_(), "html.parser")


def test_every_cell_is_there_as_words():
    """Without scripts the whole table can be read, signs of HTML as they are."""
    rows = [[cell.text for cell in row.find_all("td")] for row in parsed().tbody.find_all("tr")]
    assert rows == [["<b>A", "1231", "82.5", "2021-03-03", "true"], ["B", "", "3", "", "false"]]
    assert parsed().caption.text == "Tên & bảng"


def test_numbers_carry_what_they_are_sorted_by():
    """Numbers of every type of pandas have their value; words and truth values have none."""
    cells = parsed().tbody.tr.find_all("td")
    assert [cell.get("data-value") for cell in cells] == [None, "1231", "82.5", None, None]


def test_a_filter_a_column_and_one_for_all():
    """Each column has a header that sorts and a filter with a name; one search goes over all."""
    table = parsed()
    name = table.table["id"]
    assert [button.text for button in table.find_all("button")] == list(FRAME)
    filters = table.find_all("input", attrs={"data-filters": name})
    assert [cell["data-column"] for cell in filters] == ["-1", "0", "1", "2", "3", "4"]
    assert [cell["aria-label"] for cell in filters[1:]] == [f"Lọc cột {column}" for column in FRAME]


def test_nothing_is_fetched():
    """The output is all a table needs: no address stands in it."""
    html = Filterable(FRAME, "x")._repr_html_()
    assert not BeautifulSoup(html, "html.parser").find_all(src=True)
    assert "http" not in html


def test_two_tables_do_not_meet():
    """The same table gives the same bytes, another one has ids of its own."""
    assert parsed().table["id"] == parsed().table["id"] != parsed(caption="Khác").table["id"]


def test_plain_words():
    """Where HTML cannot be shown, the caption and all rows are."""
    assert repr(Filterable(FRAME, "Tên")).splitlines()[0] == "Tên"
    assert len(repr(Filterable(FRAME, "Tên")).splitlines()) == 4
