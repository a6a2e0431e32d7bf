"""Tests of `khacphuc.render.notebook.pandas_table`."""

import pandas as pd
import pytest

from khacphuc.render.notebook.pandas_table import read_frame


def texts(rows):
    """The words of rows of cells."""
    return [[cell.text.strip() for cell in row] for row in rows]


def test_a_frame_is_read_back():
    """Head, index and cells of what pandas writes, signs of HTML included, come back as words."""
    frame = pd.DataFrame({"a": ["<b>&", "x"], "b": [1, 2]}, index=["p", "q"])
    read = read_frame(frame.to_html())
    assert texts(read.head) == [["", "a", "b"]]
    assert texts(read.body) == [["p", "<b>&", "1"], ["q", "x", "2"]]
    assert [cell.header for cell in read.body[0]] == [True, False, False]
    assert read.size is None


def test_spans_are_kept():
    """Columns in two levels keep how many columns a head spans."""
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")]))
    assert [cell.columns for cell in read_frame(frame.to_html()).head[0]] == [1, 2]


def test_a_shortened_table_tells_its_size():
    """Where pandas shows only some rows, the true size is known."""
    with pd.option_context("display.max_rows", 4):
        read = read_frame(pd.DataFrame({"a": range(77)})._repr_html_())
    assert read.size == (77, 1)


@pytest.mark.parametrize("html", ["", "<p>Không có bảng</p>", "<table></table>"])
def test_what_is_no_table(html):
    """HTML without a table gives none."""
    assert read_frame(html) is None
