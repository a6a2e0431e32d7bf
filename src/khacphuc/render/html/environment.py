"""What the templates of all pages are rendered with: where they lie, the typeface, how counts are printed."""

from __future__ import annotations

import base64
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup as Safe

from khacphuc.fonts import FACES, FAMILY
from khacphuc.project.files import read_bytes
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from jinja2.runtime import Context

TEMPLATE_DIR: Final = Path(__file__).parent / "templates"


@cache
def environment(*folders: Path, trim: bool = True) -> jinja2.Environment:
    """Return what renders the templates of some folders, with every text escaped.

    Args:
        folders: searched in this order.
        trim: leave no empty line where a line holds only a statement. The template of the report says by
            its own marks what is left out.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=trim,
        lstrip_blocks=trim,
        keep_trailing_newline=True,
    )
    environment.filters["count"] = _count
    return environment


@cache
def font_faces() -> Safe:
    """Return the ``@font-face`` rules of all faces, each with its file inside, so that a page is whole."""
    faces = []
    for face in FACES:
        data = base64.b64encode(read_bytes(face.woff2)).decode("ascii")
        faces.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{face.weight};font-style:{face.style};"
            f"font-display:block;src:url(data:font/woff2;base64,{data})format('woff2')}}"
        )
    return Safe("\n".join(faces))  # noqa: S704 - our own files


@lru_cache(maxsize=4096, typed=True)  # a page counts the same few hundreds of times
def count(number: int, language: str = "vi") -> str:
    """Print a number of things with grouped digits.

    >>> count(10000), count(10000, "en")
    ('10.000', '10,000')
    """
    return format_decimal(number, 0, language=language)


@jinja2.pass_context
def _count(context: Context, number: int) -> str:
    """The filter ``count`` of templates, in the language of the page."""
    return count(number, context["language"])
