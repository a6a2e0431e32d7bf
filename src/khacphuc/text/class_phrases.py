"""The sentences of a text that state a class by hand: ``Khuyết điểm đã khắc phục``. Pure.

A phrase counts where it is said of the shortcoming: behind ``khuyết điểm`` or its code, or where a sentence
opens with it. What only holds such words is none: they are denied (``không phải đã khắc phục``), asked,
intended (``phấn đấu …``) or made another degree (``chưa khắc phục xong``), they have another subject or
object (``đã khắc phục việc họp chậm``), or they stand in a title or a quotation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from khacphuc.text.letters import plain_d
from khacphuc.text.statement_subjects import SEVERAL, Sentence, subject_code, subject_grammar
from khacphuc.text.tokens import in_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NOT_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{1,300})[”\"»]")
_NUMBER_IN_TITLE = re.compile(r"\d[\d.,/]*%?")
_TITLE_WORDS = 4
"""A title of fewer words is no title a sentence could not hold by chance."""
# TP. and Q. are abbreviations of names; a point in a number has no blank behind it
_SENTENCE_END = re.compile(r"(?<![A-ZĐ]{2}\.)(?<!\b[A-ZĐ]\.)(?<=[.!?;…])[”\"»)]*(?=\s)")
_LEGEND = 3
"""So many classes in a sentence about one shortcoming are a list of the classes there are."""


@dataclass(frozen=True, slots=True)
class ClassPhrase:
    """A class stated by hand.

    Attributes:
        words: the phrase, as typed.
        classes: the classes it stands for.
        subject: the code or the number of the shortcoming it is said of; empty for the one in whose section
            it stands; ``SEVERAL``.
        quote: the phrase in brackets among the words around it.
        offset: where it begins.
    """

    words: str
    classes: tuple[str, ...]
    subject: str
    quote: str
    offset: int


def class_phrases(
    text: str,
    phrases: Mapping[str, tuple[str, ...]],
    *,
    titles: Mapping[str, str],
    codes: Iterable[str] = (),
    row: str | None = None,
) -> list[ClassPhrase]:
    """Find the classes a text states by hand.

    Args:
        text: one paragraph, heading or cell in NFC; citations stand in it as ``@SL041``.
        phrases: the classes each phrase stands for (``Policy.class_phrases``).
        titles: titles a text may name, of shortcomings with their code, of documents with nothing.
        codes: the codes of shortcomings.
        row: of a cell the words of the other cells of its row; None outside tables.

    Returns:
        Them in order.

    >>> phrases = {"đã khắc phục": ("remedied",), "chưa khắc phục": ("not_remedied",)}
    >>> text = "Khuyết điểm 2 đã khắc phục; KD1 chưa khắc phục."
    >>> stated = class_phrases(text, phrases, titles={}, codes=["KD1"])
    >>> [(phrase.words, phrase.subject) for phrase in stated]
    [('đã khắc phục', '2'), ('chưa khắc phục', 'KD1')]
    >>> class_phrases("Các đơn vị đã khắc phục việc họp chậm.", phrases, titles={})
    []
    """
    if not (listed := _spans(plain_d(text), phrases)):
        return []
    grammar = subject_grammar(tuple(codes))
    plain = _without_titles(plain_d(text), phrases, titles)
    others = None if row is None else _without_titles(plain_d(row), phrases, titles)
    stated = []
    ends = [*(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    for place, group in groupby(listed, key=lambda span: bisect_left(ends, span[1])):
        start, stop = ends[place - 1] if place else 0, ends[place]
        sentence = Sentence(plain[start:stop], others, grammar)
        spans = [(first - start, last - start) for first, last in group if start <= first]
        # what stands in a title or a quotation is no longer there
        spans = [span for span in spans if phrase_key(sentence.text[slice(*span)]) in phrases]
        classes = [phrases[phrase_key(sentence.text[slice(*span)])] for span in spans]
        if len({*classes}) >= _LEGEND > len(sentence.subjects()) + 1:
            continue
        for (first, last), of in zip(spans, classes, strict=True):
            if (subject := sentence.subject_of(first, last)) is not None:
                words = " ".join(text[start + first : start + last].split())
                quote = in_brackets(text, start + first, start + last)
                stated.append(ClassPhrase(words, of, subject, quote, start + first))
    return stated


def holds_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text holds a phrase at all, whatever it is said of."""
    plain = plain_d(text)
    return any(_phrase_pattern(words).search(plain) for words in phrases)


def subjects_named(text: str, titles: Mapping[str, str], codes: Iterable[str]) -> list[str]:
    """The shortcomings a heading names by code, number or title: their codes and numbers.

    >>> subjects_named("Khuyết điểm 2: Họp chậm", {}, ["KD2"])
    ['2']
    """
    named = subject_grammar(tuple(codes)).finditer(_without_titles(plain_d(text), {}, titles))
    return [subject for match in named if (subject := subject_code(match)) not in {"", SEVERAL}]


def phrase_key(words: str) -> str:
    """A phrase as phrases are compared: small letters, single blanks."""
    return " ".join(plain_d(unicodedata.normalize("NFC", words)).casefold().split())


def _spans(text: str, phrases: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where phrases stand, in order; of phrases within one another the longest."""
    spans: list[tuple[int, int]] = []
    taken = bytearray(len(text))
    matches = [match.span() for words in phrases for match in _phrase_pattern(words).finditer(text)]
    for start, stop in sorted(matches, key=lambda span: (span[0] - span[1], span[0])):
        if not any(taken[start:stop]):
            taken[start:stop] = b"x" * (stop - start)
            spans.append((start, stop))
    return sorted(spans)


@lru_cache(maxsize=256)
def _phrase_pattern(words: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![\w@]){spaced}(?!\w)", re.IGNORECASE)


def _without_titles(text: str, phrases: Mapping[str, tuple[str, ...]], titles: Mapping[str, str]) -> str:
    """A text as long as before, with gaps in the place of quotations, and of titles their codes."""
    for title, code in titles.items():
        if len(title.split()) >= _TITLE_WORDS:
            for start, end in [match.span() for match in _title_pattern(title).finditer(text)]:
                sign = f"@{code}" if code else ""
                text = f"{text[:start]}{sign.ljust(end - start, '·')}{text[end:]}"

    def gap(match: re.Match[str]) -> str:
        phrase = phrase_key(match[1].strip(" .,;"))
        return match[0] if phrase in phrases else "·" * len(match[0])

    return _NOT_QUOTED.sub(gap, text)


@lru_cache(maxsize=1024)
def _title_pattern(title: str) -> re.Pattern[str]:
    """A title in a text, where its numbers may be cited."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in _NUMBER_IN_TITLE.split(plain_d(title))]
    return re.compile(r"\s*(?:@\w+|\d[\d.,/]*%?)\s*".join(parts), re.IGNORECASE)
