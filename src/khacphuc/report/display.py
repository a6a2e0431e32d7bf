"""What a notebook displays: blocks in, outputs that people read and ``assemble`` gathers again.

A notebook does ``display(*block_outputs(blocks))``; JupyterLab shows the HTML, and the block itself is in
the output as JSON under a type of its own.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from khacphuc.report.document import nodes
from khacphuc.report.document.assemble import MIME
from khacphuc.report.document.json import block_to_json
from khacphuc.report.markup import Markup
from khacphuc.report.plain_text import to_text
from khacphuc.report.words import BLANK, document_words, long_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["DARK_THEME", "MIME", "BlockOutput", "block_outputs", "narrowed"]

# Charts are drawn dark on white; JupyterLab and VS Code write into the body whether their theme is dark,
# whatever the system's scheme is. The report and the pages of notebooks have a rule of their own.
DARK_THEME: Final = (
    '<style>:is([data-jp-theme-light="false"], .vscode-dark) figure > img[src^="data:image/svg+xml"] '
    "{ filter: invert(1) hue-rotate(180deg); mix-blend-mode: screen }</style>"
)


@dataclass(frozen=True, slots=True)
class BlockOutput:
    """A block as a notebook displays it: HTML for people, plain words, and the block as JSON."""

    block: nodes.Block
    language: str = "vi"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        data = block_to_json(self.block)
        bundle = {"text/html": self._html(data), "text/plain": self._plain(), MIME: data}
        return narrowed(bundle, include, exclude)

    def _plain(self) -> str:
        match self.block:
            case nodes.Cover():
                return f"{self.block.kind}: {self.block.subject}"
            case nodes.Signature():
                return f"{self.block.office}: {self.block.name}"
        return to_text(self.block)

    def _html(self, data: dict[str, Any]) -> str:
        if isinstance(self.block, nodes.Cover):
            return _cover(self.block)
        if isinstance(self.block, nodes.Signature):
            return _signature(self.block, self.language)
        # ids of one output must not meet those of another on the page
        digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:8]
        markup = Markup(self.language, prefix=f"b{digest}-")
        style = DARK_THEME if isinstance(self.block, nodes.Figure) else ""
        return style + markup.block(self.block) + markup.endnotes()


def narrowed(
    bundle: Mapping[str, Any], include: Collection[str] | None, exclude: Collection[str] | None
) -> dict[str, Any]:
    """The kinds of an output that IPython asks for."""
    return {
        kind: value
        for kind, value in bundle.items()
        if (include is None or kind in include) and (exclude is None or kind not in exclude)
    }


def block_outputs(blocks: Iterable[nodes.Block], language: str = "vi") -> list[BlockOutput]:
    """Wrap blocks so that a notebook can do ``display(*block_outputs(blocks))``.

    Args:
        blocks: in the order of the document.
        language: of the suite's own words, until a cover has another.
    """
    wrapped = []
    for block in blocks:
        language = block.language if isinstance(block, nodes.Cover) else language
        wrapped.append(BlockOutput(block, language))
    return wrapped


def _cover(cover: nodes.Cover) -> str:
    number = f"{document_words(cover.language)['number']} {cover.number or BLANK}-{cover.symbol}"
    place = f"{cover.place}, {long_date(cover.date, cover.language)}"
    head = (
        f"{escape(cover.superior)}<br><strong>{escape(cover.body)}</strong><br>"
        f"{escape(number)}<br><em>{escape(place)}</em>"
    )
    below = "".join(f"<p><em>{escape(line)}</em></p>" for line in (cover.status_note, cover.basis) if line)
    label = escape(document_words(cover.language)["synthetic"])
    above = f"<p><strong>{label}</strong></p>" if cover.synthetic else ""
    return f"{above}<p>{head}</p><h1>{escape(cover.kind)}: {escape(cover.subject)}</h1>{below}"


def _signature(signature: nodes.Signature, language: str) -> str:
    recipients = "".join(f"<li>{escape(recipient)}</li>" for recipient in signature.recipients)
    signatories = "".join(
        f"<p><strong>{escape(signatory.authority)}</strong><br>{escape(signatory.office)}<br>"
        f"<strong>{escape(signatory.name)}</strong></p>"
        for signatory in signature.signatories
    )
    return (
        f"{signatories}<p><em>{escape(document_words(language)['recipients'])}:</em></p><ul>{recipients}</ul>"
    )
