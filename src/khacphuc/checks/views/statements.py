"""The table ``statements``: every class a prose states by hand, beside the one that was declared. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.checks.views.lookups import by_key
from khacphuc.checks.views.numbering import section_numbers
from khacphuc.checks.views.prose_rows import prose_rows
from khacphuc.locale import words
from khacphuc.text.class_phrases import class_phrases, subjects_named
from khacphuc.text.statement_subjects import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from khacphuc.checks.prose import Passage, Prose
    from khacphuc.text.class_phrases import ClassPhrase

_COLUMNS = ("statement", "code", "quote", "declared_class", "standing", "cite", "line", "file", "source")
_FULL_PLACE = 3
"""Numbers of a place like ``III.1.3``: the last is a heading within the section of the shortcoming."""


def statements(tables: Mapping[str, pd.DataFrame], prose: Prose | None, language: str = "vi") -> pd.DataFrame:
    """What a prose states of classes by hand.

    Args:
        tables: the clean tables.
        prose: what was read of the prose; None gives an empty table.
        language: of the labels and the places.

    Returns:
        One row a statement: ``statement`` (the code of the shortcoming and the phrase, numbered when they
        come again), ``code`` (of the shortcoming it is said of, if one is), ``quote`` (the phrase among its
        words), ``declared_class``, ``standing`` (``contradicts`` in the section of a shortcoming whose
        declared class is another, else ``repeats``), ``cite`` (what to cite in its place), and its place:
        ``line``, ``file`` and ``source``.
    """
    rows = [] if prose is None else list(_rows(tables, prose, words(language, "checks")))
    return prose_rows(rows, _COLUMNS, file="" if prose is None else prose.file, language=language)


def _rows(
    tables: Mapping[str, pd.DataFrame], prose: Prose, labels: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    shortcomings = _Shortcomings(tables)
    declared = by_key(tables["declared"], "shortcoming_id", "class")
    occurrences: Counter[str] = Counter()
    for passage in prose.passages:
        for phrase in shortcomings.stated(passage, prose.class_phrases):
            section = shortcomings.section_of(passage)
            code = shortcomings.code_of(phrase, section)
            class_ = declared.get(code, "")
            contradicts = code and code == section and class_ and class_ not in phrase.classes
            statement = " ".join(filter(None, [code, phrase.words]))
            occurrences[statement] += 1
            again = f" ({occurrences[statement]})" if occurrences[statement] > 1 else ""
            cited = labels["cite"].format(codes=f"@{code}")
            example = next(iter(tables["declared"]["shortcoming_id"]), "KD1")
            yield {
                "statement": f"{statement}{again}",
                "code": code,
                "quote": phrase.quote,
                "declared_class": class_,
                "standing": "contradicts" if contradicts else "repeats",
                "cite": cited if code else labels["cite_class"].format(code=example),
                "line": passage.line_at(phrase.offset),
            }


class _Shortcomings:
    """How a prose names shortcomings, and which of its sections are theirs."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        shortcomings, declared = tables["shortcomings"], tables["declared"]
        self._orders = {
            str(order): code for code, order in by_key(shortcomings, "shortcoming_id", "order").items()
        }
        self._codes = tuple(dict.fromkeys([*shortcomings["shortcoming_id"], *declared["shortcoming_id"]]))
        self._titles = dict.fromkeys(tables["documents"]["subject"], "") | {
            title: code for code, title in by_key(shortcomings, "shortcoming_id", "title").items()
        }
        # III.1.3 stands in III.1; a section of several shortcomings is nobody's
        places = {
            code: section_numbers(section)[: _FULL_PLACE - 1]
            for code, section in by_key(declared, "shortcoming_id", "section").items()
        }
        shared = Counter(places.values())
        self._places = {place: code for code, place in places.items() if place and shared[place] == 1}

    def stated(self, passage: Passage, phrases: Mapping[str, tuple[str, ...]]) -> list[ClassPhrase]:
        return class_phrases(passage.words, phrases, titles=self._titles, codes=self._codes, row=passage.row)

    def section_of(self, passage: Passage) -> str:
        """The shortcoming whose section a passage stands in, by its headings or else by their numbers."""
        for section in reversed(passage.sections):
            named = {self._known(name) for name in subjects_named(section.words, self._titles, self._codes)}
            if len(named) == 1:
                return named.pop()
        numbers = passage.sections[-1].numbers if passage.sections else ()
        return next(
            (self._places[numbers[:depth]] for depth in (2, 1) if numbers[:depth] in self._places), ""
        )

    def code_of(self, phrase: ClassPhrase, section: str) -> str:
        """The shortcoming a phrase is said of; empty where that cannot be known."""
        if phrase.subject == SEVERAL:
            return ""
        return self._known(phrase.subject) if phrase.subject else section

    def _known(self, name: str) -> str:
        return name if name in self._codes else self._orders.get(name, "")
