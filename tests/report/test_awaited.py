"""Tests of `khacphuc.report.awaited`: a number no unit has reported yet."""

from __future__ import annotations

import pandas as pd
import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.awaited import awaited_numbers
from khacphuc.report.compose import compose
from khacphuc.report.document import nodes
from khacphuc.report.prose.mistakes import refuse_mistakes_with_tables

from .. import run2021
from .returned import SESSIONS, tables, totals

COMPUTED = "TL99"
FENCES = (
    "```chart\nkind: bars\ncaption: A\nfigures: [SL046]\n```\n",
    "```table\nkind: figures\ncaption: A\nfigures: [SL046]\n```\n",
)
NONE = totals(
    ("propaganda_sessions", "", float("nan"), 0, 108),
    ("propaganda_sessions", "DV703", float("nan"), 0, 12),
)


def open_tables():
    """The tables of 2021 in which nobody has reported the sessions yet, and a number is computed of them."""
    frames = tables()
    is_open = frames["figures"]["figure_id"] == SESSIONS
    columns = {"printed": "", "value": None}
    frames["figures"] = frames["figures"].assign(
        **{name: frames["figures"][name].mask(is_open, cell) for name, cell in columns.items()}
    )
    row = (
        frames["computed"]
        .iloc[:1]
        .assign(computed_id=COMPUTED, label="Bình quân", operands=f"{SESSIONS};SL043", value=None, printed="")
    )
    frames["computed"] = pd.concat([frames["computed"], row], ignore_index=True)
    collection = {
        "collection_id": "BM1",
        "title": "Biểu",
        "period_type": "month",
        "cutoff": "calendar",
        "units": "district",
    }
    frames["collections"] = pd.DataFrame([collection])
    frames["collection_items"] = pd.DataFrame([{"collection": "BM1", "indicator": "propaganda_sessions"}])
    return frames


def composed(prose, status):
    """The blocks of a report with this prose."""
    frames = open_tables()
    parameters = run2021.parameters().model_copy(update={"status": status, "annexes": ()})
    policy = run2021.policy()
    known = (frames, run2021.assessment(frames), parameters, policy, f"# MỤC\n\n{prose}")
    refuse_mistakes_with_tables(*known, filename="x.md", totals=NONE)
    return compose(*known, filename="x.md", totals=NONE)[2:-1]


def test_the_units_that_are_awaited_are_named():
    """Of a month only the reports of the month; where no form asks, that is said."""
    reasons = awaited_numbers(open_tables(), 2021)
    assert set(reasons) == {SESSIONS, COMPUTED}
    assert reasons[SESSIONS] == (
        "«Cuộc tuyên truyền» is awaited from the units, none of 108 reports of 9 units has it: "
        "Thành phố Tây Ninh, Huyện Tân Biên, Huyện Tân Châu and 6 more"
    )
    assert reasons[COMPUTED] == f"«Bình quân» is computed of {SESSIONS} {reasons[SESSIONS]}"
    assert awaited_numbers(run2021.tables(), 2021) == {}
    frames = open_tables()
    for reference, reason in (
        ("propaganda_sessions;2021-03", "none of 9 reports of 9 units"),
        ("propaganda_teams", "no form asks for it"),
    ):
        named = frames["figures"]["from_returns"].mask(frames["figures"]["figure_id"] == SESSIONS, reference)
        known = frames | {"figures": frames["figures"].assign(from_returns=named)}
        assert reason in awaited_numbers(known, 2021)[SESSIONS]


@pytest.mark.parametrize("code", [SESSIONS, COMPUTED])
def test_a_final_document_says_what_is_awaited_and_from_whom(code):
    """The message is that of the mistakes of the prose: it comes before anything is made."""
    place = rf"x\.md, line 3: {code} has no number yet: .*awaited from"
    with pytest.raises(ParameterError, match=place) as raised:
        composed(f"Đã tổ chức @{code} cuộc.\n", "final")
    assert "108 reports" in raised.value.observed
    assert "gather the forms" in raised.value.remedy


@pytest.mark.parametrize("fence", FENCES)
def test_a_fence_of_a_final_document_says_it_too(fence):
    """As words do, with the line of the fence."""
    with pytest.raises(ParameterError, match=r"x\.md, line 3: SL046 has no number yet"):
        composed(fence, "final")


def test_a_draft_prints_dots_in_words_tables_and_charts():
    """The year begins with drafts in which nothing is reported: none of their blocks stops them."""
    words, chart, table = composed("\n".join((f"Đã có @{SESSIONS} cuộc.\n", *FENCES)), "draft")
    assert nodes.plain(words.children) == "Đã có … cuộc."
    assert chart.alt == "A. Cuộc tuyên truyền: …."
    assert [nodes.plain(cell) for cell in table.rows[0]] == ["Cuộc tuyên truyền", "…", ""]
