"""A title becomes the page of a preview: the report in a frame, and above it what is wrong with the prose.

The report itself stays without scripts; the one script belongs to this page, whose policy names its hash.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup as Safe

from khacphuc.project.files import read_text
from khacphuc.render.html.environment import environment
from khacphuc.report.words import document_words

_TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page, and the content security policy to serve it with."""

    html: str
    policy: str


def to_preview(title: str, language: str) -> PreviewPage:
    """Write the page.

    Args:
        title: of the report.
        language: of our own words.
    """
    script = read_text(_TEMPLATES / "watch.js")
    template = environment(_TEMPLATES).get_template("index.html.j2")
    html = template.render(
        language=language,
        title=title,
        words=document_words(language),
        script=Safe(script),  # noqa: S704 - our own file
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; connect-src 'self'; frame-src 'self'; "
        "img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return PreviewPage(html, policy)
