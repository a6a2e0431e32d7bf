"""What the rules need to know of a document: from its symbol, and from the document it carries out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.views.lookups import by_key, look_up_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "CTR": "Chương trình",
    "CV": "Công văn",
    "ĐA": "Đề án",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "QC": "Quy chế",
    "TB": "Thông báo",
    "TT": "Thông tư",
    "TTr": "Tờ trình",
    "TTR": "Tờ trình",
}
"""The type of document each abbreviation in a symbol stands for."""


def document_columns(tables: Mapping[str, pd.DataFrame], *, year: int | None) -> pd.DataFrame:
    """The clean documents with what their symbols say, and the dates that bound their own.

    Args:
        tables: the clean tables.
        year: the year the report is about, if it is known.
    """
    documents = tables["documents"]
    register = documents["register"]
    type_ = register.str.extract(r"^(?:\d{4}/)?([^\d\W]+)[-/]", expand=False).fillna("")
    dates = by_key(documents, "document_id", "issued_on")
    carried = [dates.get(code) for code in documents["carries_out"]]
    return documents.assign(
        type_known=look_up_texts(type_, TYPES),
        symbol_year=pd.to_numeric(register.str.extract(r"^(\d{4})/", expand=False)).astype("Int64"),
        issued_year=documents["issued_on"].dt.year.astype("Int64"),
        latest_year=pd.Series(year, index=documents.index, dtype="Int64"),
        carried_on=pd.to_datetime(pd.Series(carried, index=documents.index)).astype("datetime64[us]"),
    )
