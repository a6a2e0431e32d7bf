"""Tests of `khacphuc.explore.controls`: what drop-downs do, where ipywidgets is installed."""

from importlib.util import find_spec

import pytest

from khacphuc.explore import controls
from khacphuc.explore.explorer import explore
from khacphuc.explore.what_if import Trial

pytestmark = pytest.mark.skipif(find_spec("ipywidgets") is None, reason="ipywidgets comes with the extra lab")


@pytest.fixture
def explorer(invented_inputs, monkeypatch):
    """The invented run, whose findings nobody looks at, and what was displayed of it."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    return explore(invented_inputs)


@pytest.fixture
def displayed(monkeypatch):
    """What drop-downs displayed."""
    outputs = []
    monkeypatch.setattr("IPython.display.display", outputs.append)
    return outputs


@pytest.mark.full
def test_a_status_is_chosen_and_tried(explorer, displayed):
    """Only what fits the row can be set; choices are tried at once and together, until undone."""
    form = explorer.what_if()
    code, status, number, clear, _ = form.box.children
    assert status.disabled
    code.value = "KD91.2"
    assert (status.disabled, number.disabled) == (False, True)
    status.value = "achieved"
    code.value = "SL902"
    assert (status.disabled, number.disabled) == (True, False)
    number.value = "1.500"
    assert "KD91.2" in str(displayed[-1])
    assert "SL902" in str(displayed[-1])
    assert len(displayed) == 2
    clear.click()
    code.value = "KD91.2"
    status.value = "missing"
    assert "SL902" not in str(displayed[-1])


def test_a_mistake_is_displayed(explorer, displayed):
    """A number that cannot be read is refused in the words of the run, and the form stays."""
    form = explorer.what_if()
    code, _, number, _, _ = form.box.children
    code.value = "SL902"
    number.value = "03/3/2031"
    refusal = {"vi": "không phải số liệu", "en": "is not a quantity"}[explorer.language]
    assert refusal in str(displayed[-1])
    code.value = "KD91.2"
    form.box.children[1].value = "achieved"
    assert "SL902" not in str(displayed[-1])


@pytest.mark.full
def test_tables_are_chosen_filtered_and_grouped(explorer, displayed):
    """A table opens when it is chosen; a column with words filters it, another groups it."""
    table, column, text, by, _ = explorer.table().box.children
    table.value = "figures"
    column.value = "figure_id"
    text.value = "SL902"
    assert len(displayed[-1].parts[0].rows) == 1
    assert by.index == 0
    count = len(displayed)
    text.value = ""
    by.value = "kind"
    assert len(displayed[-1].parts) == 2
    assert len(displayed) == count + 2
    table.value = "criteria"
    assert (column.index, by.index, len(displayed)) == (0, 0, count + 3)


def test_its_output_is_a_sentence_elsewhere(explorer):
    """Where no widgets are displayed nobody reads the name of an object."""
    form = explorer.what_if()
    bundle = form._repr_mimebundle_()
    assert bundle["text/plain"] == str(form) == form.sentence
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert isinstance(form, controls.ControlForm)
