"""A bar for every section of the source: how many figures of each kind it prints.

The picture is written without matplotlib: the first notebook of a run draws it, and should not wait a third
of a second for an import. Its words are letters of the reader's machine; each line is given the width it has
in our typeface, so that it stands on nothing, whatever the letters.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from khacphuc.fonts.widths import width
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.characters import is_disguise, replaced
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

# the colours of charts.drawing, which imports matplotlib; a test compares them
INK, QUIET, FULL, SHORT = "#1a1a1a", "#4a4a4a", "#2f5d8a", "#9a4a0f"
MOST_BARS: Final = 30
"""Sections with a bar of their own; what more there are share the last."""

_WIDTH: Final = 453.6
_SIZE: Final = 12
_ROW: Final = 21
_BAR: Final = 14
_GAP: Final = 6
_LABELS: Final = 150
_LONGEST: Final = 40
_KEY_GAP: Final = 18
_FONTS: Final = "Tinos, 'Times New Roman', 'Liberation Serif', serif"
# each kind differs by its pattern, too: the chart is read on grey paper
_FILLS: Final[Mapping[str, str]] = {
    "count": f'fill="{FULL}" stroke="{FULL}"',
    "percentage": f'fill="url(#stripes)" stroke="{SHORT}"',
    "ratio": f'fill="#ffffff" stroke="{FULL}"',
    "money": f'fill="url(#dots)" stroke="{INK}"',
    "range": f'fill="url(#lines)" stroke="{FULL}"',
    "rank": f'fill="{SHORT}" stroke="{FULL}"',
    "rate": f'fill="url(#grid)" stroke="{SHORT}"',
    "duration": f'fill="url(#rings)" stroke="{INK}"',
    "unreadable": f'fill="#ffffff" stroke="{QUIET}" stroke-dasharray="2 2"',
}
_PATTERNS: Final = (
    '<defs><pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/>'
    f'<rect width="2" height="5" fill="{SHORT}"/></pattern>'
    '<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">'
    f'<rect width="4" height="4" fill="#ffffff"/><circle cx="2" cy="2" r="1.1" fill="{INK}"/></pattern>'
    '<pattern id="lines" width="4" height="4" patternUnits="userSpaceOnUse">'
    f'<rect width="4" height="4" fill="#ffffff"/><rect width="4" height="1.5" fill="{FULL}"/></pattern>'
    '<pattern id="grid" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<rect width="5" height="5" fill="#ffffff"/><path d="M0 2H5M2 0V5" stroke="{SHORT}"/></pattern>'
    '<pattern id="rings" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="#ffffff"/><circle cx="3.5" cy="3.5" r="2" fill="none" '
    f'stroke="{INK}"/></pattern>'
    "</defs>"
)


def section_chart(
    counts: pd.DataFrame, places: Sequence[str], caption: str, language: str = "vi"
) -> nodes.Figure:
    """Draw how many figures of each kind every section prints.

    Args:
        counts: ``data.clean_summary.count_kinds``'s result; at least one row.
        places: what each section is called.
        caption: what stands below the chart.
        language: of the run.
    """
    labels = words(language, "cleaning")
    rows = [
        (place, {str(kind): int(number) for kind, number in row.items()})
        for place, row in zip(places, counts.pipe(row_dicts), strict=True)
    ]
    if len(rows) > MOST_BARS:
        rest = counts.iloc[MOST_BARS - 1 :]
        others = labels.counted("other_sections", len(rest)).format(count=_count(len(rest), language))
        sums = {str(kind): int(number) for kind, number in rest.sum().items()}
        rows = [*rows[: MOST_BARS - 1], (others, sums)]
    names = {kind: words(language, "code").get(kind, labels["unreadable"]) for kind in map(str, counts)}
    sentences = [f"{place}: {kinds_text(row, language)}" for place, row in rows]
    return nodes.Figure(
        id="hinh-sections",
        caption=(nodes.Text(text=caption),),
        alt=f"{caption}. {'; '.join(sentences)}.",
        svg=_draw(rows, names, language),
    )


def kinds_text(counts: Mapping[str, int], language: str) -> str:
    """How many there are of each kind, in words.

    >>> kinds_text({"count": 61, "money": 1, "ratio": 0}, "en")
    '61 counts, 1 sum of money'
    """
    labels = words(language, "cleaning")
    return ", ".join(
        labels.counted(f"kind_{kind}", number).format(count=_count(number, language))
        for kind, number in counts.items()
        if number
    )


def _count(number: int, language: str) -> str:
    # no zero in front: these are numbers of rows, not figures of a document
    return format_decimal(number, 0, language=language)


def _draw(rows: Sequence[tuple[str, Mapping[str, int]]], names: Mapping[str, str], language: str) -> str:
    left = min(max(_text_width(_cut(place)) for place, _ in rows), _LABELS) + _GAP
    most = max(sum(row.values()) for _, row in rows) or 1
    end = max(_text_width(_count(sum(row.values()), language)) for _, row in rows) + _GAP
    scale = (_WIDTH - left - end - 2) / most
    parts = []
    for line, (place, row) in enumerate(rows):
        top = line * _ROW + (_ROW - _BAR) / 2
        parts.append(_words(_cut(place), left - _GAP, top + _BAR - 3, anchor="end", room=_LABELS))
        x = float(left)
        for kind, number in row.items():
            if number:
                parts.append(_bar(kind, x, top, number * scale))
                x += number * scale
        parts.append(_words(_count(sum(row.values()), language), x + _GAP, top + _BAR - 3))
    key, height = _key(names, len(rows) * _ROW + _GAP)
    content = "".join([*parts, *key])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}pt" height="{height:g}pt" '
        f'viewBox="0 0 {_WIDTH} {height:g}" font-family="{_FONTS}" font-size="{_SIZE}" fill="{INK}">'
        f'{_PATTERNS}<path fill="#ffffff" d="M0 0H{_WIDTH}V{height:g}H0Z"/>{content}</svg>'
    )


def _key(names: Mapping[str, str], top: float) -> tuple[Iterable[str], float]:
    parts, x = [], 1.0
    for kind, name in names.items():
        length = _BAR + _GAP + _text_width(name)
        if x > 1 and x + length > _WIDTH:
            x, top = 1.0, top + _ROW
        parts.append(_bar(kind, x, top + (_ROW - _BAR) / 2, _BAR))
        parts.append(_words(name, x + _BAR + _GAP, top + _ROW / 2 + 4))
        x += length + _KEY_GAP
    return parts, top + _ROW


def _bar(kind: str, x: float, top: float, length: float) -> str:
    place = f'x="{x:.2f}" y="{top:.2f}" width="{max(length, 0.5):.2f}" height="{_BAR}"'
    return f"<rect {place} {_FILLS[kind]}/>"


def _words(text: str, x: float, baseline: float, *, anchor: str = "start", room: float = _WIDTH) -> str:
    """A line of words, as wide as it is in our typeface, or as its room."""
    length = min(_text_width(text), room)
    return (
        f'<text x="{x:.2f}" y="{baseline:.2f}" text-anchor="{anchor}" textLength="{length:.2f}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )


def _text_width(text: str) -> float:
    return width(text, _SIZE)


def _cut(text: str) -> str:
    """A name of a section on its room, without characters a picture may not hold."""
    plain = replaced(text[:_LONGEST], is_disguise)
    if plain == text and _text_width(plain) <= _LABELS:
        return plain
    while plain and _text_width(f"{plain}…") > _LABELS:
        plain = plain[:-1]
    return f"{plain}…"
