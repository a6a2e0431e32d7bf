"""A document as Typst lays it out on pages, which can be asked where things are, and becomes a PDF.

Typst remembers what it has laid out while all that went into it stays the same, and ``sys_inputs`` go into
everything. So what varies between layouts of a document reaches the template as a file: that goes only into
what reads it, and text is not laid out again because a chart is narrower.
"""

from __future__ import annotations

import json
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import typst

from khacphuc.fonts import FONT_DIR

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from khacphuc.render.pdf.pages import Fit

TEMPLATE: Final = Path(__file__).with_name("report.typ")
STANDARDS: Final = ("ua-1", "a-2a")
_LABELS: Final = ("chart", "foot-alone", "end-alone")
_MARKS: Final = "selector({})".format(").or(".join(f"<{label}>" for label in _LABELS))


class PageLayout:
    """One layout of a document.

    Args:
        data: what the template prints, as JSON.
        fit: what may vary between layouts.
    """

    def __init__(self, data: str, fit: Fit) -> None:
        # the stubs of Typst know no files by name
        self._files = cast("str", {"main.typ": TEMPLATE, "fit.json": json.dumps(fit._asdict()).encode()})
        self._compiler = typst.Compiler(
            self._files, root=TEMPLATE.parent, font_paths=_fonts(), sys_inputs={"data": data}
        )

    @cached_property
    def marks(self) -> Mapping[str, list[Any]]:
        """What the template says about its pages, by label: ``chart``, ``foot-alone`` and ``end-alone``.

        Raises:
            typst.TypstError: the document cannot be laid out.
        """
        try:
            marks = json.loads(self._compiler.query(_MARKS))
        except RuntimeError:
            self._compiler.compile(self._files, format="pdf")  # raises the same fault in parts
            raise
        values: dict[str, list[Any]] = {label: [] for label in _LABELS}
        for mark in marks:
            values[mark["label"].strip("<>")].append(mark["value"])
        return values

    def to_pdf(self, time: dt.datetime) -> bytes:
        """Print it.

        Args:
            time: when it was made, as the file will say.

        Raises:
            typst.TypstError: the document cannot be printed.
        """
        # the files once more: a compiler forgets them when it has answered
        pdf = self._compiler.compile(self._files, format="pdf", pdf_standards=list(STANDARDS), timestamp=time)
        return cast("bytes", pdf)  # a list only for pictures of pages


@cache
def _fonts() -> typst.Fonts:
    """The typeface of documents, and no other."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])
