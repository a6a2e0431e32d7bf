"""Write docs/tables.md (every table and column) and docs/codes.md (how codes are written) from `schema`."""

from __future__ import annotations

from pathlib import Path

from khacphuc.locale import words
from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS, CODE_FORMS, CodeForm
from khacphuc.schema.tables import OFFICE_TABLES, REFERENCE_TABLES, TABLES, Field

ROOT = Path(__file__).parent.parent
_TYPES = {
    "str": "text",
    "Int64": "whole number",
    "float64": "number",
    "bool": "có / empty",
    "date": "date",
    "codes": "codes; …",
}


def table_docs() -> str:
    """The text of docs/tables.md."""
    intro = (
        "# Tables\n\n"
        "Generated from `khacphuc.schema.tables` by `scripts/make_table_docs.py`.\n\n"
        "A raw table is UTF-8 CSV, `data/raw/<run>/<table>.csv`, or a sheet of the same name in "
        "`data/raw/<run>/register.xlsx` (reference tables: `data/raw/reference/`, those of an office in its "
        "folder there), never both; "
        "typed exactly as printed. Columns marked *computed* are not in the raw file; the clean tables have "
        "them, and `file`, `line` and `problem` besides. The first column is the key.\n"
    )
    parts = [intro]
    for table in TABLES.values():
        lines = "\n".join(f"| `{f.name}` | {_TYPES[f.dtype]} | {_about(f)} |" for f in table.fields)
        parts.append(
            f"\n## {table.name}\n\n{table.description}. In {_where(table.name)}.\n\n"
            f"| column | type | what |\n|---|---|---|\n{lines}\n"
        )
    return "".join(parts)


def _where(table: str) -> str:
    if table not in REFERENCE_TABLES:
        return "`data/raw/<run>/`"
    if table not in OFFICE_TABLES:
        return "`data/raw/reference/`"
    of_office = "`data/raw/reference/<office>/`"
    return (
        of_office
        if table == "units"
        else f"`data/raw/reference/`; those only one office counts in {of_office}"
    )


def _about(field: Field) -> str:
    notes = [field.description]
    if field.derived:
        notes.append("*computed*")
    if field.required:
        notes.append("required")
    if field.allowed:
        notes.append("one of " + ", ".join(f"`{value}`" for value in field.allowed))
    if field.reference:
        notes.append("a code of " + " or ".join(field.reference))
    return "; ".join(notes)


def code_docs() -> str:
    """The text of docs/codes.md."""
    forms = {language: words(language, "code_form") for language in ("en", "vi")}
    rows = "\n".join(
        f"| [{name}](tables.md#{name}) | `{form.example}` | {forms['en'][name].rpartition(', as ')[0]} | "
        f"{forms['vi'][name].rpartition(', như ')[0]} | {_made_of(form)} |"
        for name, form in CODE_FORMS.items()
    )
    return (
        "# Codes\n\n"
        "Generated from `khacphuc.schema.codes` by `scripts/make_table_docs.py`.\n\n"
        "Every row has a code, by which other tables, the prose (`@SL041`), findings and answers name it. "
        "It is short and ASCII, so that no keyboard makes another of it, and each stands for one row. The "
        "two letters are yours to choose; those of the examples are usual.\n\n"
        "| table | example | form | cách viết | left empty |\n|---|---|---|---|---|\n"
        f"{rows}\n\n"
        "## A code left empty\n\n"
        "Where the last column names columns, the cell may be left empty: the row then gets a code in the "
        "tables of the run (`data/raw/` is never written). Its number comes of the words in those columns, "
        f"not of where the row stands: {ASSIGNED.start}–{ASSIGNED.stop - 1}, behind a point "
        f"{ASSIGNED_PARTS.start}–{ASSIGNED_PARTS.stop - 1}. So it is the same in every run and on every "
        "machine, rows may be inserted, moved and taken away around it, and its numbers and judgements may "
        "change. When the words in those columns change it is another row with another code, and answers to "
        "findings about it are asked for again. A code somebody typed is never given to another row. Two "
        "rows of the same words count as the first and the second of them; of two that come by one number by "
        "chance (one pair in 9,000 behind a point, one in 900,000 else) one takes the next.\n\n"
        "Type the code yourself where the prose, a criterion or a formula names the row. Shortcomings, "
        "targets, indicators and units need one: other tables name them.\n"
    )


def _made_of(form: CodeForm) -> str:
    columns = ", ".join(f"`{name}`" for name in form.identity)
    return f"made of {columns}" if columns else "no"


if __name__ == "__main__":
    (ROOT / "docs" / "codes.md").write_text(code_docs(), encoding="utf-8")
    (ROOT / "docs" / "tables.md").write_text(table_docs(), encoding="utf-8")
