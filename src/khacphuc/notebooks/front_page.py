"""The front page of the notebooks: each question with its answer in a sentence, computed from the run.

Who reviews a run begins here. Every answer leads to the place on a notebook's page where it is explained.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup as Safe

from khacphuc.locale import HOUSE, marks, words
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import write_page
from khacphuc.render.notebook.aside_markup import AsideMarkup, is_page_address
from khacphuc.report.anchors import REVIEW_PAGE, finding_anchor
from khacphuc.report.document import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khacphuc.checks.findings import Finding
    from khacphuc.config.parameters import RunParameters
    from khacphuc.render.notebook.aside_markup import PageHeading

FRONT_PAGE: Final = "index.html"
"""The file of the front page, beside the pages of the notebooks."""

_TEMPLATE: Final = Path(__file__).parent / "templates" / "index.html.j2"
# the review page has them all
_MOST_BLOCKING: Final = 10


@dataclass(frozen=True, slots=True)
class Chapter:
    """A notebook the front page leads to.

    Attributes:
        name: its file name without the ending.
        title: its title.
        answer: the answer to its question; empty where it gives none.
        headings: the headings of its page, each with what is said first below it.
        has_page: whether it was executed; the notebook of a report that is withheld was not.
        lang: the attribute of the language its title is in, where that is the office's.
    """

    name: str
    title: str
    answer: tuple[nodes.Paragraph, ...] = ()
    headings: tuple[PageHeading, ...] = ()
    has_page: bool = True
    lang: str = ""

    @property
    def topics(self) -> tuple[tuple[PageHeading, nodes.Paragraph | None], ...]:
        """The headings a reader may begin at, and what is said there first and not in the answer already.

        Those of its parts, and lower ones that something is said below.
        """
        answer = " ".join(map(nodes.plain, self.answer))
        return tuple(
            (heading, next((below for below in heading.paragraphs if nodes.plain(below) not in answer), None))
            for heading in self.headings
            if heading.level == 1 or heading.paragraphs
        )


def to_front_page(
    chapters: Sequence[Chapter],
    parameters: RunParameters,
    *,
    has_report: bool,
    has_returns: bool = False,
    addresses: Mapping[str, str] | None = None,
    blocking: Sequence[Finding] = (),
) -> str:
    """The front page as HTML: one file, offline, without scripts.

    Args:
        chapters: the notebooks, in their order.
        parameters: of the run.
        has_report: whether the report lies beside the folder of the notebooks.
        has_returns: whether the page of returns does.
        addresses: where codes are explained, by code.
        blocking: the critical findings that no answer closes, where they withhold the report.
    """
    language = parameters.language
    labels = words(language, "front")
    chapters = [_in_language(chapter, language) for chapter in chapters]

    def sentences(paragraphs: Iterable[nodes.Paragraph], name: str) -> Safe:
        markup = _Sentences(language, f"{name}.html", addresses)
        written = " ".join(markup.inline(paragraph.children) for paragraph in paragraphs)
        return Safe(written)  # noqa: S704 - escaped by Markup

    return write_page(
        _TEMPLATE,
        parameters,
        front=labels,
        chapters=chapters,
        questions={chapter.name: labels.get(f"question_{chapter.name}", "") for chapter in chapters},
        sentences=sentences,
        has_report=has_report,
        returns=words(language, "returns") if has_returns else None,
        withheld=withheld(len(blocking), language) if blocking else "",
        blocking=[(finding, _address(finding)) for finding in blocking[:_MOST_BLOCKING]],
        more_blocking=max(len(blocking) - _MOST_BLOCKING, 0),
        missing=[chapter for chapter in chapters if not chapter.has_page],
    )


def withheld(blocking: int, language: str) -> str:
    """Why there is no report.

    Args:
        blocking: how many critical findings no answer closes.
        language: of the run.
    """
    return words(language, "front").counted("withheld", blocking).format(count=count(blocking, language))


def _in_language(chapter: Chapter, language: str) -> Chapter:
    """A notebook with its title and parts as they are called in a language; an office's own stay its own."""
    names = {} if language == HOUSE else words(language, "notebook_part")
    headings = tuple(
        replace(heading, text=names[heading.text], lang="") if heading.text in names else heading
        for heading in chapter.headings
    )
    lang = "" if chapter.title in names else marks(language)[0]
    return replace(chapter, title=names.get(chapter.title, chapter.title), lang=lang, headings=headings)


class _Sentences(AsideMarkup):
    """Sentences of a notebook's page on the front page: what they link to is seen from there.

    Args:
        language: of the run.
        page: the page the sentences are from.
        addresses: where codes are explained, by code.
    """

    def __init__(self, language: str, page: str, addresses: Mapping[str, str] | None) -> None:
        super().__init__(language, addresses=addresses)
        self._page = page

    def _inline(self, node: nodes.Inline) -> str:
        match node:
            case nodes.Note():  # the notes stay on the page
                return ""
            case nodes.Reference() if not (node.text and is_page_address(node.target)):
                return self.inline((nodes.Text(text=node.text),))
            case nodes.Reference() if node.target.startswith("#"):
                return super()._inline(nodes.Reference(target=f"{self._page}{node.target}", text=node.text))
            case _:
                return super()._inline(node)


def _address(finding: Finding) -> str:
    return f"../{REVIEW_PAGE}#{finding_anchor(finding.rule, finding.row_id)}"
