"""Tests of `khacphuc.office.form_words`."""

from khacphuc.office.form_words import heading_note
from khacphuc.schema.tables import TABLES


def field(table, name):
    """A column."""
    return next(field for field in TABLES[table].raw if field.name == name)


def test_a_note_says_what_holds_of_a_column():
    """Its name, whether it must be filled in, its values in words, and an example."""
    note = heading_note(
        TABLES["declared"],
        field("declared", "class"),
        "vi",
        example="partly",
        classes={"partly": "khắc phục một phần"},
    )
    assert note.splitlines()[:2] == ["Mức công bố (class)", "Có thể để trống."]
    assert "partly (khắc phục một phần)" in note
    assert note.endswith("Ví dụ: partly")


def test_a_note_names_the_tables_of_a_code():
    """Where the code must stand."""
    note = heading_note(TABLES["criteria"], field("criteria", "figure"), "en", classes={})
    assert "A code of: Printed figures (figures) or Computed numbers (computed)" in note


def test_a_note_says_how_a_code_is_written():
    """Of the table's own rows and of those it names."""
    for table, name in (("targets", "target_id"), ("target_parts", "target_id")):
        assert "as CT01" in heading_note(TABLES[table], field(table, name), "en", classes={})
