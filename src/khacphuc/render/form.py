"""A document's head and foot become the lines that every writer prints: names, number, date, recipients.

They are put into words here once, so that HTML, PDF and DOCX print the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from khacphuc.report.document import nodes
from khacphuc.report.words import BLANK, document_words, long_date, parse_iso_date

if TYPE_CHECKING:
    from khacphuc.render.profiles import Profile
    from khacphuc.report.document.nodes import Signatory

CHART_SHARES: Final = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)
"""Widths of charts, of that of the text, in the order in which pages are filled with them.

Narrower charts spare the last lines and the signature a page of their own; the letters of charts narrower
still are hard to read.
"""

_SINGLE_LINE: Final = 80  # letters, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The lines at the head and the foot of one document, as printed.

    Signatories stand from left to right: who is named first signs at the right, where one alone would.
    """

    superior: str
    body: str
    stars: str
    number: str
    draft: str
    organisation: str
    place_date: str
    kind: str
    subject: str
    status_note: str
    synthetic: str
    basis: str
    recipients_label: str
    recipients: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    annex_of: str

    def as_data(self) -> dict[str, Any]:
        """The lines as plain data, for the template of the PDF."""
        return asdict(self)


def form(document: nodes.Document, profile: Profile) -> Form:
    """Put the head and the foot of a document into words.

    What is not known yet (number, date) is printed as the blanks an office fills in by hand. Names of
    bodies, the authority, the office and the type name stand in capitals, however they were typed.
    """
    cover, signature = document.cover, document.signature
    labels = document_words(cover.language)
    number, day = f"{cover.number or BLANK}-{cover.symbol}", long_date(cover.date, cover.language)
    return Form(
        superior=cover.superior.upper(),
        body=cover.body.upper(),
        stars=profile.stars,
        number=f"{labels['number']}{profile.number_separator} {number}",
        draft=labels["draft"] if cover.status == "draft" else "",
        organisation=profile.organisation,
        place_date=labels["place_date"].format(place=cover.place, date=day) if cover.place else day,
        kind=cover.kind.upper(),
        subject=cover.subject,
        status_note=cover.status_note,
        synthetic=labels["synthetic"] if cover.synthetic else "",
        basis=cover.basis,
        recipients_label=f"{labels['recipients']}:",
        recipients=_recipients(signature.recipients),
        signatories=tuple(
            replace(signatory, authority=signatory.authority.upper(), office=signatory.office.upper())
            for signatory in reversed(signature.signatories)
        ),
        annex_of=labels["annex_of"].format(kind=cover.kind.capitalize(), number=number, date=day),
    )


def with_signature(body: tuple[nodes.Block, ...]) -> int:
    """How many of the last blocks stand on the page of the signature, of a list its last item.

    The last one; where it is a single line the text before it, too: a signature under one line looks forged.
    """
    match body:
        case (*_, nodes.Paragraph() | nodes.ItemList(), nodes.Paragraph() as last):
            return 2 if len(nodes.plain(last)) <= _SINGLE_LINE else 1
        case _:
            return 1


def day_of(cover: nodes.Cover) -> dt.date:
    """The date a document bears: its own, or the last day of its year while that is not known."""
    return parse_iso_date(cover.date) if cover.date else dt.date(cover.year, 12, 31)


def author(cover: nodes.Cover) -> str:
    """The author in the properties of a file: the issuing body and the one above it."""
    return f"{cover.body}, {cover.superior}" if cover.superior else cover.body


def _recipients(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """End each line with a semicolon and the last one with a full stop, as the form prescribes."""
    bare = [recipient.strip().removeprefix("-").strip().rstrip(";.").rstrip() for recipient in recipients]
    return tuple(f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, 1))
