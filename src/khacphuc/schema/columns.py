"""The classes in which ``schema.tables`` declares the columns and tables of the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Dtype = Literal["str", "Int64", "float64", "bool", "date", "codes"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it holds, its type once clean, its unit, and where it may point.

    ``required`` cells may not be empty; ``allowed`` lists the only values; ``reference`` names the
    tables whose keys the cell holds; ``derived`` columns are computed, never typed by hand.
    ``codes`` is a list of keys in one cell, separated by semicolons. ``typeset`` words stand in documents, so
    that each letter must be one of the typeface. A ``sparse`` column is published where a row has a cell in
    it, and left out elsewhere. A ``quantity`` column holds numbers as printed, which may begin with a sign.
    The header of a raw table may lack an ``optional`` column, as tables typed before it was declared do: its
    cells are empty then. A required cell may be empty beside a filled one of the column named by
    ``unless``. In a cell of ``codes`` each must be ``allowed``.
    """

    name: str
    description: str
    dtype: Dtype = "str"
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    derived: bool = False
    typeset: bool = False
    sparse: bool = False
    quantity: bool = False
    optional: bool = False
    unless: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: what a row is, and its columns; the first is the key.

    An ``optional`` table may be missing: then it has no rows. A table that is not ``sourced`` was not
    typed from a document, so no sidecar names it.
    """

    name: str
    description: str
    fields: tuple[Field, ...]
    optional: bool = False
    sourced: bool = True

    @property
    def key(self) -> str:
        """The column whose values name the rows."""
        return self.fields[0].name

    @property
    def raw(self) -> tuple[Field, ...]:
        """The columns people type, in order."""
        return tuple(field for field in self.fields if not field.derived)

    @property
    def clean(self) -> tuple[Field, ...]:
        """The columns of the clean table, in order: its own, and where each row stands."""
        return (*self.fields, *PROVENANCE)


PROVENANCE = (
    Field("file", "Raw file the row comes from", derived=True),
    Field("line", "Line in that file", "Int64", unit="line", derived=True),
    Field("problem", "What could not be read in the row", derived=True),
)
