"""One template and its content become a page for people who decide: review, changes, notebooks.

Each page is one file that works offline and without scripts, in the look of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup as Safe

from khacphuc.locale import marks, words
from khacphuc.render.html.environment import TEMPLATE_DIR, environment, font_faces
from khacphuc.text.characters import is_disguise, replaced

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.config.parameters import RunParameters


def write_page(template: Path, parameters: RunParameters, **content: object) -> str:
    """Write a page.

    Args:
        template: the file of the template; what it extends or includes lies beside it or in ``TEMPLATE_DIR``.
        parameters: of the run, for its title and the language of our words.
        content: what the template shows; every text is escaped.

    Returns:
        The page (see ``render_page``).
    """
    return render_page(
        template,
        parameters.language,
        title=parameters.title,
        year=parameters.year,
        status=words(parameters.language, "status")[parameters.status],
        synthetic=words(parameters.language, "document")["synthetic"] if parameters.synthetic else "",
        **content,
    )


def render_page(template: Path, language: str, *, title: str, **content: object) -> str:
    """Write a page that may be about no run.

    Args:
        template: the file of the template; what it extends or includes lies beside it or in ``TEMPLATE_DIR``.
        language: of our words.
        title: what the page is about, in the language of offices.
        content: what the template shows; every text is escaped.

    Returns:
        The page. What could hide or disguise words (control characters) became ``\N{REPLACEMENT CHARACTER}``.
    """
    page = (
        environment(template.parent, TEMPLATE_DIR)
        .get_template(template.name)
        .render(
            language=language,
            office=Safe(marks(language)[0]),  # noqa: S704 - our own attribute
            words=words(language, "review"),
            title=title,
            font_faces=font_faces(),
            base="",
            **({"synthetic": ""} | content),
        )
    )
    return replaced(page, is_disguise, allowed="\n")
