"""Tests of `khacphuc.report.records`."""

from typing import get_args

from khacphuc.report.prose.fence_requests import OPTIONS, ChartRequest, TableRequest
from khacphuc.report.records import RECORD_BLOCKS, RatingBlocks, ScoreBlocks

from . import rated
from .scored import context


def test_each_system_has_a_table_and_a_chart():
    """A kind of its name is one of both fences, and takes nothing but a caption."""
    for model in (ChartRequest, TableRequest):
        assert set(RECORD_BLOCKS) <= set(get_args(model.model_fields["kind"].annotation))
    assert {OPTIONS[kind] for kind in RECORD_BLOCKS} == {""}


def test_a_run_that_scores_nobody_prints_nothing():
    """Without sheets there is nobody to print; sheets alone print units without points."""
    assert ScoreBlocks(context(scores=(), sheets=())).is_empty
    assert not ScoreBlocks(context(scores=())).is_empty


def test_a_run_that_rates_nobody_prints_nothing():
    """Without ratings there is nothing to print; with some there is a table and a chart."""
    assert RatingBlocks(rated.context(ratings=[])).is_empty
    blocks = RatingBlocks(rated.context())
    assert (blocks.table("Tên").id, blocks.chart("Tên").id) == ("bang-ratings", "hinh-ratings")
