"""The document as one HTML file that works offline, and the exporters ``jupyter nbconvert`` knows.

``to_html`` and the exporter render the same template with the same data, so both give the same bytes.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup as Safe
from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets import default

from khacphuc.fonts import FACES, FAMILY
from khacphuc.locale import marks
from khacphuc.render import profiles
from khacphuc.render.form import form
from khacphuc.render.pdf.typst import to_pdf
from khacphuc.report.anchors import REVIEW_PAGE
from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import from_notebook
from khacphuc.report.markup import Links, Markup, linked_rows

TEMPLATES: Final = Path(__file__).parent / "templates"
TEMPLATE_NAME: Final = "khacphuc"
_SIDES: Final = ("top", "right", "bottom", "left")


def to_html(document: nodes.Document, *, review: str = REVIEW_PAGE) -> str:
    """Write a document as one self-contained HTML page.

    Args:
        document: numbered (see ``report.document``).
        review: the review page beside it, which the marks of findings lead to; empty for no marks.

    Raises:
        ParameterError: the document names an unknown profile.
    """
    template = environment().get_template(f"{TEMPLATE_NAME}/index.html.j2")
    return template.render(resources={"khacphuc": _page(document, review)})


@cache
def environment(folder: Path = TEMPLATES) -> jinja2.Environment:
    """What renders the templates in a folder."""
    # the template switches autoescaping on itself, because nbconvert's environment does not
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )


@cache
def _font_faces() -> Safe:
    faces = []
    for face in FACES:
        data = base64.b64encode(face.woff2.read_bytes()).decode("ascii")
        faces.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{face.weight};font-style:{face.style};"
            f"font-display:block;src:url(data:font/woff2;base64,{data})format('woff2')}}"
        )
    return Safe("\n".join(faces))  # noqa: S704 - our own files


def _page(document: nodes.Document, review: str = REVIEW_PAGE) -> dict[str, Any]:
    """Everything the template needs; what is ``Safe`` was escaped by ``Markup``."""
    profile = profiles.load(document.cover.profile)
    links = Links(linked_rows(document), nodes.cited(document), review)
    markup = Markup(document.cover.language, links)
    body = markup.blocks(document.body)
    annexes = [_annex(markup, blocks) for blocks in _split(document.annexes)]
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
        "words": dict(markup.words),  # nbconvert copies deeply, and a frozen mapping cannot be copied
        "form": form(document, profile),
        "margins": " ".join(f"{getattr(profile.margins_mm, side):g}mm" for side in _SIDES),
        "contents": contents,
        "body": Safe(body),  # noqa: S704
        "annexes": annexes,
        "notes": Safe(markup.endnotes()),  # noqa: S704
        "font_faces": _font_faces(),
    }


def _split(annexes: tuple[Any, ...]) -> list[list[Any]]:
    parts: list[list[Any]] = []
    for block in annexes:
        if isinstance(block, nodes.Heading) and block.level == 1:
            parts.append([])
        parts[-1].append(block)
    return parts


def _annex(markup: Markup, blocks: list[Any]) -> dict[str, Any]:
    heading, *rest = blocks
    return {
        "anchor": Safe(markup.anchor(heading)),  # noqa: S704
        "heading": Safe(markup.block(heading)),  # noqa: S704
        "body": Safe(markup.blocks(rest)),  # noqa: S704
    }


class ReportHTMLExporter(HTMLExporter):
    """``jupyter nbconvert --to khacphuc-html``: the executed notebook as the HTML report."""

    export_from_notebook = "Báo cáo (HTML)"
    template_name = TEMPLATE_NAME

    @default("extra_template_basedirs")
    def _our_templates(self) -> list[str]:
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render an executed notebook.

        Raises:
            DocumentError: the notebook is not a document.
        """
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["khacphuc"] = _page(from_notebook(nb))
        # HTMLExporter would only parse and write the page again to add what ours already has
        page: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(self, nb, resources, **kwargs)
        return page


class ReportPDFExporter(Exporter):
    """``jupyter nbconvert --to khacphuc-pdf``: the executed notebook as the official PDF."""

    export_from_notebook = "Báo cáo (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _pdf(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Print an executed notebook.

        Raises:
            DocumentError: the notebook is not a document, or cannot be printed.
        """
        _, resources = super().from_notebook_node(nb, resources, **kwargs)
        return to_pdf(from_notebook(nb)), resources
