"""A profile becomes the styles of a Word file: Word's own where it has one, so that offices can restyle all.

Every line of the form is of a style and carries nothing of its own but what its words ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from khacphuc.render.docx.lists import BULLETS, NUMBERS, RECIPIENTS
from khacphuc.render.docx.xml import Indent, escaped, points, twips
from khacphuc.report.words import document_words

if TYPE_CHECKING:
    from khacphuc.render.profiles import Profile

FONT: Final = "Times New Roman"
LOCALES: Final = {"vi": "vi-VN", "en": "en-GB"}
"""How Word names our languages."""

_LINE: Final = 268  # of 240: lines of text as far apart as in the PDF
_RULE_WIDTH: Final = points(40)
_SHADE: Final = "ECECEC"
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="5A5A5A"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CELL_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))
)
# Word's own styles of letters (on paper a link looks like any other word) and of tables
_OTHERS: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr>'
    '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>'
    f'<w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
    f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
)


@dataclass(frozen=True, kw_only=True)
class Style:
    """A style of paragraphs; lengths are in points.

    ``outline`` is the level in Word's navigation; ``line`` counts in 240ths of a line, ``exact`` is a
    height; ``numbering`` is a list (see ``docx.lists``); ``ruled`` draws a line below.
    """

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    default: bool = False
    custom: bool = False
    keep: bool = False
    page_break: bool = False
    numbering: int = 0
    ruled: bool = False
    before: float | None = None
    after: float | None = None
    line: int = 0
    exact: float = 0
    indent: Indent | None = None
    align: str = ""
    outline: int = 0
    bold: bool = False
    italic: bool = False
    size: float = 0

    @property
    def xml(self) -> str:
        """The style as ``styles.xml`` holds it."""
        kind = ' w:default="1"' * self.default + ' w:customStyle="1"' * self.custom
        others = f'<w:basedOn w:val="{self.based_on}"/>' if self.based_on else ""
        others += f'<w:next w:val="{self.next}"/>' if self.next else ""
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{self.id}"><w:name w:val="{escaped(self.name)}"/>'
            f"{others}<w:qFormat/><w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._letters()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        look = "<w:keepNext/><w:keepLines/>" * self.keep + "<w:pageBreakBefore/>" * self.page_break
        look += f'<w:numPr><w:numId w:val="{self.numbering}"/></w:numPr>' if self.numbering else ""
        line = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
        look += f"<w:pBdr>{line}</w:pBdr>" * self.ruled
        spacing = "" if self.before is None else f' w:before="{twips(self.before)}"'
        spacing += "" if self.after is None else f' w:after="{twips(self.after)}"'
        spacing += f' w:line="{self.line}" w:lineRule="auto"' if self.line else ""
        spacing += f' w:line="{twips(self.exact)}" w:lineRule="exact"' if self.exact else ""
        look += f"<w:spacing{spacing}/>" if spacing else ""
        look += self.indent.xml if self.indent else ""
        look += f'<w:jc w:val="{self.align}"/>' if self.align else ""
        return look + (f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else "")

    def _letters(self) -> str:
        size = _half_points(self.size)
        height = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
        return "<w:b/>" * self.bold + "<w:i/>" * self.italic + height


def styles(profile: Profile, language: str, page: float) -> str:
    """Write what ``styles.xml`` holds.

    Args:
        profile: the form.
        language: of the document, and of the names of styles of ours.
        page: how wide the text is, in points.
    """
    ours = (*_word_styles(profile), *_own_styles(profile, language, page))
    return _defaults(profile, language) + "".join(style.xml for style in ours) + _OTHERS


def _defaults(profile: Profile, language: str) -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    locale, size = LOCALES[language], _half_points(profile.text_pt)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )


def _word_styles(profile: Profile) -> list[Style]:
    """The styles Word knows by name and shows in the office's language."""
    gap, indent = profile.paragraph_gap_pt, Indent(first=points(profile.first_line_mm))
    text = Style(id="BodyText", name="Body Text", after=gap, line=_LINE, align="both")
    heading = replace(text, next="BodyText", before=gap + 4, keep=True, bold=True, indent=indent)
    return [
        Style(id="Normal", name="Normal", based_on="", default=True),
        replace(text, indent=indent),
        replace(heading, id="Heading1", name="heading 1", outline=1),
        replace(heading, id="Heading2", name="heading 2", outline=2),
        replace(heading, id="Heading3", name="heading 3", outline=3, italic=True),
        Style(
            id="Title",
            name="Title",
            next="Subtitle",
            size=profile.title_pt,
            bold=True,
            before=points(11),
            after=4,
            align="center",
            keep=True,
        ),
        Style(id="Subtitle", name="Subtitle", size=profile.subject_pt, bold=True, align="center", keep=True),
        Style(id="Date", name="Date", size=profile.place_date_pt, italic=True, before=6, align="center"),
        Style(id="Signature", name="Signature", size=profile.signature_pt, align="center"),
        Style(id="Header", name="header", size=profile.page_number_pt, align="center"),
        Style(id="Caption", name="caption", size=profile.caption_pt, italic=True, before=gap, after=gap),
        replace(text, id="ListBullet", name="List Bullet", numbering=BULLETS),
        replace(text, id="ListNumber", name="List Number", numbering=NUMBERS),
        replace(text, id="ListContinue", name="List Continue"),
        Style(id="FootnoteText", name="footnote text", size=profile.note_pt, align="both"),
    ]


def _own_styles(profile: Profile, language: str, page: float) -> list[Style]:
    """The styles of lines that only this form has."""
    names = document_words(language)

    def style(identity: str, **look: Any) -> Style:
        return Style(id=identity, name=names[f"style_{identity}"], custom=True, **look)

    around = (page - _RULE_WIDTH) / 2
    status = {"size": profile.status_note_pt, "italic": True, "align": "center"}
    note = {"size": profile.note_pt, "italic": True, "before": 3, "after": profile.paragraph_gap_pt}
    return [
        style("Superior", size=profile.superior_pt, align="center"),
        style("IssuingBody", size=profile.body_pt, bold=True, align="center"),
        style("Organisation", size=profile.organisation_pt, bold=True, align="center", ruled=True),
        style("DocumentNumber", size=profile.number_pt, before=6, align="center"),
        # the short rule under the subject: an empty line with a border
        style("Rule", ruled=True, exact=4, before=4, after=12, indent=Indent(around, around), keep=True),
        style("StatusNote", after=points(4), **status),
        style("RecipientsLabel", size=profile.recipients_label_pt, bold=True, italic=True, before=points(8)),
        style("Recipients", size=profile.recipients_pt, numbering=RECIPIENTS),
        style("Signatory", based_on="Signature", before=points(8), keep=True),
        style("SignatoryName", based_on="Signature", bold=True, before=points(profile.signature_space_mm)),
        style(
            "AnnexHeading", based_on="Heading1", page_break=True, before=0, indent=Indent(), align="center"
        ),
        style("AnnexOf", after=12, keep=True, **status),
        style("TableText", size=profile.table_pt),
        style("AnnexTableText", size=profile.annex_table_pt),
        style("TableNote", **note),
        style("AfterTable", exact=profile.paragraph_gap_pt),
        style("Figure", before=profile.paragraph_gap_pt, keep=True, align="center"),
    ]


def _half_points(size: float) -> int:
    return round(size * 2)
