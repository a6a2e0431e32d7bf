"""Tests of the style sheets of `khacphuc.render.notebook`."""

from importlib.resources import files

import pytest

TEMPLATES = files("khacphuc.render.notebook") / "templates"


def declarations(sheet, selector):
    """What a style sheet says of a selector."""
    text = TEMPLATES.joinpath(sheet).read_text(encoding="utf-8")
    return text.partition(f"{selector} {{")[2].partition("}")[0]


def test_the_heading_beside_a_number_wraps_on_a_phone():
    """A number never wraps, and the heading before it inherits that."""
    assert "nowrap" in declarations("notebook.css", ".records .right")
    assert "white-space: normal" in declarations("notebook.css", ".records td[data-column]::before")


@pytest.mark.parametrize(
    ("sheet", "selector"),
    [
        ("notebook.css", ".records td:not(.right)"),
        ("aside.css", "[data-aside=ID][data-aside] table tbody td:not(.right)"),
    ],
)
def test_a_column_of_words_has_room_for_one(sheet, selector):
    """«insufficient» stays whole, where a longer word may break."""
    width = declarations(sheet, selector).strip()
    assert float(width.removeprefix("min-width: ").rstrip("rem;")) >= 6
