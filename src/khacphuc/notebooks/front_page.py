"""The front page of the notebooks: each question with its answer in a sentence, computed from the run.

Who reviews a run begins here. Every answer leads to the place on a notebook's page where it is explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.locale import words
from khacphuc.render.html.environment import count
from khacphuc.render.html.page_template import write_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.config.parameters import RunParameters
    from khacphuc.render.notebook.aside_markup import PageHeading

FRONT_PAGE: Final = "index.html"
"""The file of the front page, beside the pages of the notebooks."""

_TEMPLATE: Final = Path(__file__).parent / "templates" / "index.html.j2"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A notebook the front page leads to.

    Attributes:
        name: its file name without the ending.
        title: its title.
        answer: the answer to its question; empty where it gives none.
        headings: the headings of its page, each with what is said first below it.
        has_page: whether it was executed; the notebook of a report that is withheld was not.
    """

    name: str
    title: str
    answer: str = ""
    headings: tuple[PageHeading, ...] = ()
    has_page: bool = True

    @property
    def topics(self) -> tuple[tuple[PageHeading, str], ...]:
        """The headings a reader may begin at, and what is said there first and not in the answer already.

        Those of its parts, and lower ones that something is said below.
        """
        return tuple(
            (heading, next((text for text in heading.paragraphs if text not in self.answer), ""))
            for heading in self.headings
            if heading.level == 1 or heading.paragraphs
        )


def to_front_page(chapters: Sequence[Chapter], parameters: RunParameters, *, has_report: bool) -> str:
    """The front page as HTML: one file, offline, without scripts.

    Args:
        chapters: the notebooks, in their order.
        parameters: of the run.
        has_report: whether the report lies beside the folder of the notebooks.
    """
    labels = words(parameters.language, "front")
    return write_page(
        _TEMPLATE,
        parameters,
        front=labels,
        chapters=chapters,
        questions={chapter.name: labels.get(f"question_{chapter.name}", "") for chapter in chapters},
        has_report=has_report,
    )


def withheld(blocking: int, language: str) -> str:
    """Why there is no report.

    Args:
        blocking: how many critical findings no answer closes.
        language: of the run.
    """
    return words(language, "front").counted("withheld", blocking).format(count=count(blocking, language))
