"""Inline nodes become runs of Word: text and marks, links of cited values, footnotes, cross-references."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Final, assert_never

from khacphuc.render.docx.xml import Bookmarks, element_run, escaped, field, paragraph, text_run
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_TIP: Final = 255  # Word shows no more letters over a link


class Inlines:
    """Turns the inline nodes of one document into runs, in reading order.

    Args:
        rows: ids of the table rows a cited value may lead to.
        numbered: ids of the tables, charts and annexes whose name (``Bảng 1``) stands where they are.
    """

    def __init__(self, rows: Iterable[str] = (), numbered: Iterable[str] = ()) -> None:
        self.bookmarks = Bookmarks()
        self.notes: list[str] = []
        self._rows = frozenset(rows)
        self._numbered = frozenset(numbered)
        self._cited: Counter[str] = Counter()

    def inline(self, children: Iterable[nodes.Inline], *, bold: bool = False, italic: bool = False) -> str:
        """Write nodes as runs."""
        return "".join(self._inline(child, bold, italic) for child in children)

    def _inline(self, node: nodes.Inline, bold: bool, italic: bool) -> str:  # noqa: PLR0911 - one return a kind
        match node:
            case nodes.Text():
                return text_run(node.text, bold=bold, italic=italic)
            case nodes.Strong():
                return self.inline(node.children, bold=True, italic=italic)
            case nodes.Emphasis():
                return self.inline(node.children, bold=bold, italic=True)
            case nodes.Break():
                return element_run("<w:br/>")
            case nodes.CitedValue():
                return self._cited_value(node, bold, italic)
            case nodes.Note():
                return self._note(node)
            case nodes.Reference():
                return self._reference(node, bold, italic)
            case _:
                assert_never(node)

    def _cited_value(self, node: nodes.CitedValue, bold: bool, italic: bool) -> str:
        """Write a cited value: a bookmark (``cite_SL041_1``), and a link to its row where there is one."""
        self._cited[node.id] += 1
        if node.id in self._rows:
            tip = f' w:tooltip="{escaped(_tip(node.trace))}"' if node.trace else ""
            words = text_run(node.text, bold=bold, italic=italic, style="Hyperlink")
            row = self.bookmarks.name("row", node.id)
            content = f'<w:hyperlink w:anchor="{row}"{tip} w:history="1">{words}</w:hyperlink>'
        else:
            content = text_run(node.text, bold=bold, italic=italic)
        return self.bookmarks.around("cite", f"{node.id}_{self._cited[node.id]}", content)

    def _note(self, node: nodes.Note) -> str:
        number, place = len(self.notes) + 1, len(self.notes)
        self.notes.append("")
        sign = element_run("<w:footnoteRef/>", style="FootnoteReference") + text_run(" ")
        content = paragraph("FootnoteText", sign + self.inline(node.children))
        self.notes[place] = f'<w:footnote w:id="{number}">{content}</w:footnote>'
        return element_run(f'<w:footnoteReference w:id="{number}"/>', style="FootnoteReference")

    def _reference(self, node: nodes.Reference, bold: bool, italic: bool) -> str:
        """Write a reference as a field that keeps the look it has here when Word updates it.

        The number of a section stands in its heading as text, so a field for it is locked.
        """
        words = text_run(node.text, bold=bold, italic=italic)
        name = self.bookmarks.name("block", node.target)
        return field(rf"REF {name} \h \* MERGEFORMAT", words, locked=node.target not in self._numbered)


def _tip(trace: str) -> str:
    line = " ".join(trace.split())
    # shorten looks at every word, and few are too long
    return line if len(line) <= _LONGEST_TIP else textwrap.shorten(line, _LONGEST_TIP)
