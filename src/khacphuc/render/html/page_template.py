"""Pages for people who decide: one file each, offline, without scripts, in the look of the report."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup as Safe

from khacphuc.fonts import FACES, FAMILY
from khacphuc.locale import marks, words
from khacphuc.project.files import read_bytes
from khacphuc.text.characters import is_disguise, replaced
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from khacphuc.config.parameters import RunParameters

TEMPLATES: Final = Path(__file__).parent / "templates"


def write_page(template: Path, parameters: RunParameters, **content: object) -> str:
    """Write a page.

    Args:
        template: the file of the template; what it extends or includes lies beside it or in ``TEMPLATES``.
        parameters: of the run, for its title and the language of our words.
        content: what the template shows; every text is escaped.

    Returns:
        The page. What could hide or disguise words (control characters) became ``\N{REPLACEMENT CHARACTER}``.
    """
    page = (
        _environment(template.parent)
        .get_template(template.name)
        .render(
            language=parameters.language,
            office=Safe(marks(parameters.language)[0]),  # noqa: S704 - our own attribute
            words=words(parameters.language, "review"),
            title=parameters.title,
            year=parameters.year,
            status=words(parameters.language, "status")[parameters.status],
            font_faces=_font_faces(),
            **content,
        )
    )
    return replaced(page, is_disguise, allowed="\n")


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader((folder, TEMPLATES)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = _count
    return environment


def count(number: int, language: str = "vi") -> str:
    """A number of things as the house groups digits: ``10.000``.

    >>> count(10000), count(10000, "en")
    ('10.000', '10,000')
    """
    return format_decimal(number, 0, language=language)


@jinja2.pass_context
def _count(context: Context, number: int) -> str:
    return count(number, context["language"])


@cache
def _font_faces() -> Safe:
    faces = []
    for face in FACES:
        data = base64.b64encode(read_bytes(face.woff2)).decode("ascii")
        faces.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{face.weight};font-style:{face.style};"
            f"font-display:block;src:url(data:font/woff2;base64,{data})format('woff2')}}"
        )
    return Safe("\n".join(faces))  # noqa: S704 - our own files
