"""The lines of a form become the head and the foot of a Word file, as grids without lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.fonts.widths import even_width, width
from khacphuc.render.docx.xml import Indent, paragraph, points, text_run, twips

if TYPE_CHECKING:
    from khacphuc.render.form import Form
    from khacphuc.render.profiles import Profile
    from khacphuc.report.document.nodes import Signatory

# shares of the width of the text, the same as in the PDF (see report.typ)
_GUTTER: Final = points(4)
_WIDEST_RIGHT: Final = 0.54  # the names at the left keep nearly half
_WIDEST_SUBJECT: Final = 0.92
_RIGHT_OF_FOOT: Final = 1.15 / 2.15
_SLACK: Final = 3.0  # points, so that what just fits does


def head(form: Form, profile: Profile, page: float) -> str:
    """Write who issues the document, number, place and date, title, subject and status.

    The date keeps to one line and the names share what is left; what needs more lines has even ones.

    Args:
        form: the lines.
        profile: how high they are.
        page: how wide the text is, in points.
    """
    organisation = width(form.organisation, profile.organisation_pt, bold=True) + _SLACK
    date = width(form.place_date, profile.place_date_pt, italic=True) + _SLACK
    right = min(max(organisation, date), page * _WIDEST_RIGHT)
    left = page - right - _GUTTER
    names = [
        paragraph(style, text_run(text), indent=_centred(text, left, left, size, bold=bold))
        for style, text, size, bold in (
            ("Superior", form.superior, profile.superior_pt, False),
            ("IssuingBody", form.body, profile.body_pt, True),
        )
        if text
    ]
    around = max(0, (right - organisation) / 2)
    ruled = paragraph("Organisation", text_run(form.organisation), indent=Indent(around, around))
    number = paragraph("DocumentNumber", text_run(form.number))
    if form.draft:
        number += paragraph("DocumentNumber", text_run(form.draft, bold=True, border=True))
    rows = (
        ("".join([*names, paragraph("Superior", text_run(form.stars))]), ruled),
        (number, paragraph("Date", text_run(form.place_date))),
    )
    subject = _centred(form.subject, page, page * _WIDEST_SUBJECT, profile.subject_pt, bold=True)
    below = [
        paragraph("Title", text_run(form.kind)),
        paragraph("Subtitle", text_run(form.subject), indent=subject),
        paragraph("Rule", ""),
    ]
    if form.status_note:
        below.append(paragraph("StatusNote", text_run(f"({form.status_note})")))
    if form.basis:
        below.append(paragraph("BodyText", text_run(form.basis)))
    return _grid((left + _GUTTER, right), rows) + "".join(below)


def foot(form: Form, page: float) -> str:
    """Write the recipients at the left and who signs at the right; below two who sign, at full width.

    Args:
        form: the lines.
        page: how wide the text is, in points.
    """
    recipients = "".join(
        [
            paragraph("RecipientsLabel", text_run(form.recipients_label)),
            *(paragraph("Recipients", text_run(recipient)) for recipient in form.recipients),
        ]
    )
    if len(form.signatories) == 1:
        (signatory,) = form.signatories
        right = (page - _GUTTER) * _RIGHT_OF_FOOT
        return _grid((page - right, right), ((recipients, _signs(signatory) + _name(signatory)),))
    first, last = form.signatories
    names = (_signs(first), _signs(last)), (_name(first), _name(last))
    return _grid((page / 2, page / 2), names) + recipients


def _signs(signatory: Signatory) -> str:
    return paragraph("Signatory", text_run(signatory.authority, bold=True)) + paragraph(
        "Signature", text_run(signatory.office)
    )


def _name(signatory: Signatory) -> str:
    return paragraph("SignatoryName", text_run(signatory.name))


def _centred(text: str, room: float, widest: float, size: float, *, bold: bool) -> Indent:
    around = max(0, (room - even_width(text, widest, size, bold=bold) - _SLACK) / 2)
    return Indent(around, around)


def _grid(widths: tuple[float, float], rows: tuple[tuple[str, str], ...]) -> str:
    """Two columns without lines; a row never breaks over a page."""
    left, right = (twips(width) for width in widths)
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    written = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        f'<w:tc><w:tcPr><w:tcW w:w="{left}" w:type="dxa"/>'
        f'<w:tcMar><w:right w:w="{twips(_GUTTER)}" w:type="dxa"/></w:tcMar></w:tcPr>{first}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="{right}" w:type="dxa"/></w:tcPr>{second}</w:tc></w:tr>'
        for first, second in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{left + right}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>{written}</w:tbl>'
    )
