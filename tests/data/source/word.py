"""Word documents of a few lines of XML, for the tests of the reader."""

import io
import zipfile

from khacphuc.data.source.docx.reader import docx_document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}


def root(name, xml):
    """A part's XML."""
    return f"<w:{name} {_SPACES}>{xml}</w:{name}>"


def packed(body, **parts):
    """A Word document as bytes: the XML of its body, and of other parts by their kind."""
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
        )
        archive.writestr("word/document.xml", root("document", f"<w:body>{body}</w:body>"))
        for kind, xml in parts.items():
            archive.writestr(f"word/{kind}.xml", root(_ROOTS.get(kind, kind), xml))
    return stream.getvalue()


def read(body, **parts):
    """What is read of such a document."""
    return docx_document(packed(body, **parts), "a.docx")


def lines(body, **parts):
    """The text of such a document, line by line."""
    return read(body, **parts).text.splitlines()


def marks(document):
    """The marks of a document: the text of each, and its kind."""
    return [(document.text[mark.start : mark.end], mark.kind.value) for mark in document.marks]


def run(text, look=""):
    """A run of text that looks like that."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text="", look="", *, number=None, level=0):
    """A paragraph of a text or of XML; ``number`` is its list."""
    if number is not None:
        look += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inside = text if text.startswith("<") or not text else run(text)
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def lvl(level, text, form="decimal", *, start=1, more=""):
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(code, *levels):
    """A definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{code}">{"".join(levels)}</w:abstractNum>'


def num(code, definition, more=""):
    """A list."""
    return f'<w:num w:numId="{code}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def field(code, result=""):
    """A field, with its result where it has one."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>{separate}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows):
    """A table of rows of cells, each a text or the XML of a cell."""
    xml = "".join(
        f"<w:tr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{xml}</w:tbl>"


def tc(text, look=""):
    """A cell."""
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{p(text)}</w:tc>"
