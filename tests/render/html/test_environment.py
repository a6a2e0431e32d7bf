"""What the templates of all pages are rendered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import pytest

from khacphuc.fonts import FACES
from khacphuc.render.html.environment import count, environment, font_faces

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template."""
    (tmp_path / "a.j2").write_text("{% if name %}\n{{ name }} {{ number|count }}\n{% endif %}\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("trim", "expected"), [(True, "&lt;b&gt; 1.000\n"), (False, "\n&lt;b&gt; 1.000\n\n")]
)
def test_statements_leave_empty_lines_only_untrimmed(folder: Path, trim: bool, expected: str) -> None:
    """Texts are escaped and counts are grouped either way."""
    template = environment(folder, trim=trim).get_template("a.j2")
    assert template.render(name="<b>", number=1000, language="vi") == expected


def test_what_a_template_needs_must_be_there(folder: Path) -> None:
    """A name that was not passed is an error, not an empty text."""
    with pytest.raises(jinja2.UndefinedError, match="name"):
        environment(folder).get_template("a.j2").render()


def test_each_face_has_a_rule_with_its_file() -> None:
    """Nothing of the typeface is loaded from elsewhere."""
    rules = font_faces().split("\n")
    assert len(rules) == len(FACES)
    assert all("url(data:font/woff2;base64," in rule for rule in rules)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0"), (999, "999"), (1231, "1.231"), (1234567, "1.234.567")]
)
def test_count(number, expected):
    """Digits are grouped as Vietnamese groups them."""
    assert count(number) == expected
