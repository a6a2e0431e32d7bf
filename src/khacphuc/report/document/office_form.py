"""What the office's form puts around every document: its head, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.data.decisions import RECONSTRUCTION
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.text.dates import parse_date

if TYPE_CHECKING:
    from khacphuc.config.parameters import RunParameters


def report_cover(parameters: RunParameters) -> nodes.Cover:
    """The head of the report: numbered, dated and called as the parameters say, with its status."""
    labels = document_words(parameters.language)
    date = parameters.document.date
    return _cover(
        parameters,
        number=parameters.document.number,
        date=parse_date(date).isoformat() if date else "",
        year=parameters.year,
        kind=labels["kind"],
        subject=parameters.title,
        status=parameters.status,
        status_note=labels["reconstruction"] if parameters.status == RECONSTRUCTION else "",
    )


def paper_cover(parameters: RunParameters, *, kind: str, subject: str, year: int) -> nodes.Cover:
    """The head of another paper of the office.

    It is numbered and dated by hand: number and date of the parameters are the report's.
    """
    return _cover(parameters, number="", date="", year=year, kind=kind, subject=subject)


def signature(parameters: RunParameters, recipients: tuple[str, ...] = ()) -> nodes.Signature:
    """Who gets a document, and who signs it.

    Args:
        parameters: of the run.
        recipients: of a paper that goes to others than the report does; it is filed where the report is,
            which its last recipient says.
    """
    second = parameters.second_signatory
    return nodes.Signature(
        recipients=(*recipients, parameters.recipients[-1]) if recipients else parameters.recipients,
        authority=parameters.signatory.authority,
        office=parameters.signatory.office,
        name=parameters.signatory.name,
        second=nodes.Signatory(authority=second.authority, office=second.office, name=second.name)
        if second
        else None,
    )


def _cover(
    parameters: RunParameters,
    *,
    number: str,
    date: str,
    year: int,
    kind: str,
    subject: str,
    status: str = "",
    status_note: str = "",
) -> nodes.Cover:
    return nodes.Cover(
        profile=parameters.profile,
        language=parameters.language,
        superior=parameters.issuer.superior,
        body=parameters.issuer.body,
        symbol=parameters.issuer.symbol,
        number=number,
        place=parameters.issuer.place,
        date=date,
        year=year,
        kind=kind,
        subject=subject,
        status=status,
        status_note=status_note,
        synthetic=parameters.synthetic,
    )
