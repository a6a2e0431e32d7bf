"""The parts of a Word file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from docx import Document
from lxml import etree

from khacphuc.render.docx.package import Package

from .. import word


def packed(title: str = "Báo cáo <mẫu>") -> bytes:
    """A file of one line."""
    package = Package()
    header = package.header("<w:p/>")
    package.fill(
        body=f'<w:p/><w:sectPr><w:headerReference w:type="default" r:id="{header}"/></w:sectPr>',
        styles="<w:docDefaults/>",
        numbering="",
        notes='<w:footnote w:id="1"><w:p/></w:footnote>',
        settings="",
    )
    day = dt.datetime(2032, 1, 5)  # noqa: DTZ001 - Word's properties have no zone
    package.describe(title=title, subject="Về mẫu", author="Tỉnh đoàn mẫu", language="vi-VN", day=day)
    return package.to_bytes()


def test_a_file_holds_our_parts_and_no_others() -> None:
    """Nothing of python-docx's template is left: theme, thumbnail, its styles, its name."""
    parts = word.parts(packed())
    assert list(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/numbering.xml",
        "word/header1.xml",
        "word/footnotes.xml",
    ]
    assert not [name for name, data in parts.items() if b"python-docx" in data or b"Theme" in data]
    assert [child.tag for child in word.part(packed(), "styles")] == [f"{word.W}docDefaults"]
    assert b"wordprocessingml.footnotes+xml" in parts["[Content_Types].xml"]


def test_properties_say_what_it_is_and_when() -> None:
    """Title, subject, author and language are there, the date is the document's, and no other fact."""
    root = etree.fromstring(word.parts(packed())["docProps/core.xml"])
    properties = {etree.QName(child).localname: child.text for child in root}
    assert properties == {
        "title": "Báo cáo <mẫu>",
        "subject": "Về mẫu",
        "creator": "Tỉnh đoàn mẫu",
        "language": "vi-VN",
        "created": "2032-01-05T00:00:00Z",
        "modified": "2032-01-05T00:00:00Z",
    }


def test_a_long_title_is_cut_in_the_properties() -> None:
    """Word takes 255 letters."""
    title = Document(io.BytesIO(packed("Báo cáo " * 50))).core_properties.title
    assert 200 < len(title) <= 255
    assert title.endswith("…")


def test_notes_have_their_separators() -> None:
    """The lines above notes come first and are named in the settings, as Word writes them."""
    notes = [
        (note.get(f"{word.W}type"), note.get(f"{word.W}id")) for note in word.part(packed(), "footnotes")
    ]
    assert notes == [("separator", "-1"), ("continuationSeparator", "0"), (None, "1")]
    settings = word.part(packed(), "settings")
    assert [note.get(f"{word.W}id") for note in settings.iter(f"{word.W}footnote")] == ["-1", "0"]


def test_no_entry_tells_when_it_was_packed() -> None:
    """Every entry has the same day, long ago, and is compressed."""
    with zipfile.ZipFile(io.BytesIO(packed())) as opened:
        entries = opened.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
