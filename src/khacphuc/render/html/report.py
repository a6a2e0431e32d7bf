"""A numbered document becomes one HTML file that works offline, for the web and for readers of a run."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup as Safe

from khacphuc.locale import marks
from khacphuc.render import profiles
from khacphuc.render.form import form
from khacphuc.render.html.environment import TEMPLATE_DIR, environment, font_faces
from khacphuc.report.anchors import REVIEW_PAGE
from khacphuc.report.document import nodes
from khacphuc.report.markup import Links, Markup, linked_rows

_TEMPLATE: Final = "report.html.j2"
_SIDES: Final = ("top", "right", "bottom", "left")


def to_html(document: nodes.Document, *, review: str = REVIEW_PAGE) -> str:
    """Write a document as one self-contained HTML page.

    Args:
        document: numbered (see ``report.document``).
        review: the review page beside it, which the marks of findings lead to; empty for no marks.

    Raises:
        ParameterError: the document names an unknown profile.
    """
    template = environment(TEMPLATE_DIR, trim=False).get_template(_TEMPLATE)
    return template.render(page=_page_data(document, review))


def _page_data(document: nodes.Document, review: str) -> dict[str, Any]:
    """Return everything the template needs; what is ``Safe`` was escaped by ``Markup``."""
    profile = profiles.load(document.cover.profile)
    links = Links(linked_rows(document), nodes.cited(document), review)
    markup = Markup(document.cover.language, links)
    body = markup.blocks(document.body)
    annexes = [_annex(markup, *part) for part in _split(document.annexes)]
    office, _ = marks(document.cover.language)
    contents = [
        {
            "level": block.level,
            "anchor": markup.anchor(block),
            "label": block.label,
            "text": nodes.plain(block),
            "office": Safe("" if block.annex else office),  # noqa: S704 - our own attribute
        }
        for block in (*document.body, *document.annexes)
        if isinstance(block, nodes.Heading)
    ]
    return {
        "language": document.cover.language,
        "office": Safe(office),  # noqa: S704
        "title": document.title,
        "words": markup.words,
        "form": form(document, profile),
        "margins": " ".join(f"{getattr(profile.margins_mm, side):g}mm" for side in _SIDES),
        "contents": contents,
        "body": Safe(body),  # noqa: S704
        "annexes": annexes,
        "notes": Safe(markup.endnotes()),  # noqa: S704
        "font_faces": font_faces(),
    }


def _split(annexes: tuple[nodes.Block, ...]) -> list[tuple[nodes.Heading, list[nodes.Block]]]:
    """Each annex of a numbered document: its heading, which begins it, and what follows up to the next."""
    parts: list[tuple[nodes.Heading, list[nodes.Block]]] = []
    for block in annexes:
        if isinstance(block, nodes.Heading) and block.level == 1:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return parts


def _annex(markup: Markup, heading: nodes.Heading, blocks: list[nodes.Block]) -> dict[str, Safe]:
    return {
        "anchor": Safe(markup.anchor(heading)),  # noqa: S704
        "heading": Safe(markup.block(heading)),  # noqa: S704
        "body": Safe(markup.blocks(blocks)),  # noqa: S704
    }
