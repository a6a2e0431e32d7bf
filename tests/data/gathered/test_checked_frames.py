"""Tests of `khacphuc.data.gathered.checked_frames`."""

import pandas as pd

from khacphuc.data.gathered.checked_frames import CHECKED_FRAMES, checked_frames
from khacphuc.data.gathered.printed_totals import Totals
from khacphuc.data.returns.fault_table import fault_frame
from khacphuc.data.returns.faults import Fault, FaultKind

from .test_printed_totals import FIGURES, INDICATORS, TOTALS

PLACE = ("monthly", "DV1101", "2021-03", "teams", "received/0a-x.xlsx", "Tháng 3")
VALUES = pd.DataFrame(
    {
        "unit_id": ["DV2", "DV1", "DV1", "DV3"],
        "indicator": "teams",
        "value": [float("nan"), 1.0, 2.0, float("nan")],
        "status": ["nil", "normal", "normal", "missing"],
    }
)


def frames(*faults):
    """The frames of some faults."""
    rates = TOTALS[["period", "parent"]].assign(collection="monthly")
    gathered = {"faults": fault_frame(faults), "totals": TOTALS, "rates": rates, "values": VALUES}
    tables = {
        "units": pd.DataFrame({"unit_id": ["DV1101"], "name": ["Xã Nắng"]}),
        "figures": FIGURES,
    }
    totals = Totals(TOTALS, INDICATORS)
    return checked_frames(tables, gathered, totals, folder="data/raw/2021", language="vi")


def test_a_fault_stands_in_a_cell_of_a_file():
    """As a row of a register does: file with its sheet, and row; for people the unit and the period."""
    checked = frames(
        *(
            Fault(FaultKind.FORMULA, *PLACE, cell="D12"),
            Fault(FaultKind.HIDDEN_ROW, *PLACE, cell="14"),
            Fault(FaultKind.MISSING_FORM, "monthly", "DV9", "2021-04"),
        )
    )
    faults = checked["form_faults"].set_index("fault")
    assert faults.loc["formula", "file"] == "data/raw/2021/received/0a-x.xlsx#Tháng 3"
    assert faults.loc[["formula", "hidden_row"], "line"].tolist() == [12, 14]
    assert faults.loc["formula", "source"] == "Xã Nắng, tháng 3/2021"
    assert faults.loc["missing_form", ["file", "source"]].tolist() == ["", "DV9, tháng 4/2021"]
    assert pd.isna(faults.loc["missing_form", "line"])


def test_what_suites_see_of_the_rest():
    """The year and all units; and who reported anything, were it that there was nothing."""
    checked = frames()
    assert set(checked) == set(CHECKED_FRAMES)
    assert checked["return_totals"]["indicator"].tolist() == ["teams", "spending", "counselling", "silent"]
    assert len(checked["return_rates"]) == 4
    assert checked["returned"].to_numpy().tolist() == [["DV1", "teams"], ["DV2", "teams"]]
