"""What the numbers of a document are: a module for each subject, and here the order in which they are asked.

Whatever counts nothing is asked for first, the surest first: the number of a document can be mistaken for
nothing, a number behind ``đợt`` for much. What no pattern claims is read as a quantity (`quantity_spans`),
and what is none is ``other``.
"""

from typing import Final

from khacphuc.text.span_patterns.dates import DATES, LONE_YEARS, PERIODS
from khacphuc.text.span_patterns.documents import DOCUMENTS, REFERENCES
from khacphuc.text.span_patterns.names import NAMES, PERSONS
from khacphuc.text.span_patterns.pattern import Pattern
from khacphuc.text.span_patterns.places import ITEMS, NOTES, ORDINALS, PAGES
from khacphuc.text.span_patterns.times import STAMPS, TIMES

PATTERNS: Final[tuple[Pattern, ...]] = (
    *STAMPS,
    *PERSONS,
    *DOCUMENTS,
    *DATES,
    *TIMES,
    *PERIODS,
    *PAGES,
    *NOTES,
    *ITEMS,
    *REFERENCES,
    *NAMES,
    *ORDINALS,
    *LONE_YEARS,
)
"""Every pattern of what counts nothing, in the order in which they are asked; the first that fits decides."""
