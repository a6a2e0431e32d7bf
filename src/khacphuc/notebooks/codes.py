"""What the codes a notebook names stand for, so that they become links to where they are explained."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from khacphuc.report.prose.citations import citables
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from khacphuc.report.prose.citable import Citable


def named_citables(
    tables: Mapping[str, pd.DataFrame],
    cells: Iterable[object],
    language: str,
    class_names: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Citable]:
    """What codes stand for, as they are printed.

    Args:
        tables: the clean tables.
        cells: the cells that name codes, several in a cell perhaps: of thousands of figures only these are
            looked up.
        language: of our own words.
        class_names: how each class is printed; without them no code stands for a class.
    """
    listed = (code for cell in cells for code in str(cell).split(SEPARATOR))
    codes = {code.partition(":")[0] for code in listed}
    figures, computed = tables["figures"], tables["computed"]
    chosen = dict(tables)
    chosen["computed"] = computed[computed["computed_id"].isin(codes)]
    operands = SEPARATOR.join(chosen["computed"]["operands"]).split(SEPARATOR)
    codes |= {code.partition(":")[0] for code in operands}
    chosen["figures"] = figures[figures["figure_id"].isin(codes)]
    if not class_names:
        chosen["declared"] = tables["declared"].head(0)
    known = citables(chosen, class_names, language=language)
    return {code: known[code] for code in known.keys() & codes}
