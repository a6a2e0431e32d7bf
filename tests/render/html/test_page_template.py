"""Tests of `khacphuc.render.html.page_template`."""

import unicodedata

import pytest

from khacphuc.render.html.page_template import write_page
from khacphuc.review import changes_page

from ... import run2021


def written(title):
    """A page with this title."""
    parameters = run2021.parameters().model_copy(update={"title": title})
    return write_page(changes_page._TEMPLATE, parameters, groups=[], total=0, same=0)


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\x07",
        "\t",
        "\r",
        "\x1b",
        "\x7f",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200b",
        "\U000e0041",
        "\ufdd0",
        "\u2028",
        "\ufeff",
        "\ud800",
    ],
)
def test_nothing_hides_or_disguises_words(sign):
    """Controls, marks that turn the writing and half letters are replaced, so that a file can be written."""
    html = written(f"a{sign}b")
    assert "a\N{REPLACEMENT CHARACTER}b" in html
    html.encode("utf-8")
    assert {unicodedata.category(letter) for letter in html} & {"Cc", "Cf", "Cs"} <= {"Cc"}
    assert {letter for letter in html if unicodedata.category(letter) == "Cc"} == {"\n"}


def test_letters_stay():
    """Vietnamese letters, composed or not, stay as they are, and markup is words."""
    assert "Đoàn “Ban” hoà <b>".replace("<", "&lt;").replace(">", "&gt;") in written("Đoàn “Ban” hoà <b>")


def test_the_font_comes_with_the_page():
    """All four faces are in the page, and nothing points elsewhere."""
    html = written("x")
    assert html.count("@font-face") == 4
    assert "url(http" not in html
    assert "@import" not in html


def test_invented_figures_are_called_so():
    """The page says so where the parameters do, and is the same as ever where they do not."""
    parameters = run2021.parameters()
    pages = [
        write_page(
            changes_page._TEMPLATE,
            parameters.model_copy(update={"synthetic": synthetic, "language": "en"}),
            groups=[],
            total=0,
            same=0,
        )
        for synthetic in (True, False)
    ]
    assert '<p class="synthetic">SIMULATED DATA, NOT REAL FIGURES</p>' in pages[0]
    assert "synthetic" not in pages[1]
