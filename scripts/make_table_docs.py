"""Write docs/tables.md, which lists every table and column, from the data dictionary."""

from __future__ import annotations

from pathlib import Path

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


if __name__ == "__main__":
    (ROOT / "docs" / "tables.md").write_text(table_docs(), encoding="utf-8")
