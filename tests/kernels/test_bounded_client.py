"""Tests of `khacphuc.kernels.bounded_client`: nbclient's messages in, the outputs of a cell out."""

from __future__ import annotations

import copy
import time
from types import SimpleNamespace

import nbformat
import pytest

from khacphuc.kernels import bounded_client
from khacphuc.kernels.bounded_client import BoundedClient
from khacphuc.kernels.printed_text import MOST_CHARACTERS, MOST_OUTPUTS, overwritten

PARENT = {"parent_header": {"msg_id": "1"}}


@pytest.fixture
def client():
    """A client of a notebook with two cells, without a kernel."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x") for _ in "ab"])
    client = BoundedClient(SimpleNamespace(nb=notebook, autosave_cell=lambda: None))
    client.reset_execution_trackers()
    client.clear_before_next_output = False  # as nbclient has it when a cell begins
    return client


def outputs(client, *messages, cell=0):
    """The outputs of a cell after messages of a kernel: a kind with its content each."""
    node = client.nb.cells[cell]
    for kind, content in messages:
        client.process_message(
            {**PARENT, "msg_type": kind, "header": {"msg_type": kind}, "content": content}, node, cell
        )
    return node.outputs


def printed(text, name="stdout"):
    """What a kernel sends when a cell prints."""
    return "stream", {"name": name, "text": text}


def displayed(transient=None, **data):
    """What a kernel sends when a cell displays."""
    data = {kind.replace("_", "/"): value for kind, value in data.items()}
    return "display_data", {"data": data, "metadata": {}, "transient": transient or {}}


@pytest.mark.parametrize(
    "pieces",
    [
        ["x" * 5_000_000],
        ["x" * 50_000] * 100,
        ["dòng\n" * 1_000_000],
        ["=" * 2_000_000 + "\r" + "-" * 2_000_000],
    ],
)
def test_a_long_text_is_cut_in_no_time(client, pieces):
    """One line or a million, at once or in pieces: its beginning stays, and a line says how much is gone."""
    since = time.monotonic()
    (output,) = outputs(client, *map(printed, pieces))
    beginning, note = output.text.rstrip("\n").rsplit("\n", 1)
    whole = overwritten("".join(pieces))
    assert beginning.rstrip() == whole[:MOST_CHARACTERS].rstrip()
    assert note == f"[characters cut: {len(whole) - MOST_CHARACTERS}]"
    assert time.monotonic() - since < 10  # a line of 5 MB took nbclient hours


def test_streams_are_joined_as_before(client):
    """One text for each stream of a cell; of two side by side standard output comes first."""
    results = outputs(
        client, printed("e1", "stderr"), printed("a\n"), displayed(text_plain="1"), printed("b")
    )
    assert [output.get("name") for output in results] == ["stdout", "stderr", None]
    assert results[0].text == "a\nb"
    (second,) = outputs(client, printed("c"), cell=1)
    assert second.text == "c"
    outputs(client, ("clear_output", {"wait": True}), printed("d"), cell=1)
    assert [output.text for output in client.nb.cells[1].outputs] == ["d"]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["10%\r", "50%\r", "100%\r"], "100%"),
        (["10%\r", "100%\n", "xong\r\n"], "100%\nxong\n"),
        (["a\r\n", "b"], "a\nb"),
        (["abc\b\b", "d\n\b"], "ad\n"),
    ],
)
def test_a_progress_bar_leaves_its_last_state(client, pieces, text):
    """Carriage returns and backspaces do what they do on a terminal, also from piece to piece."""
    assert outputs(client, *map(printed, pieces))[0].text == text


def test_an_error_is_cut_in_the_middle(client):
    """Name, beginning and end of an error stay."""
    evalue = "đầu " + "x" * 5_000_000 + " cuối"
    (output,) = outputs(
        client, ("error", {"ename": "ValueError", "evalue": evalue, "traceback": ["a", evalue]})
    )
    assert output.evalue.startswith("đầu x")
    assert output.evalue.endswith("x cuối")
    assert " characters cut]" in output.evalue
    assert sum(map(len, output.traceback)) < MOST_CHARACTERS
    assert output.traceback[0] == "a"


def test_a_long_result_is_cut(client):
    """The plain text of what is displayed is cut as a printed one is; what it is shorter for stays."""
    (output,) = outputs(client, displayed(text_plain="y" * (MOST_CHARACTERS + 7), text_html="<b>y</b>"))
    assert output.data["text/plain"] == "y" * MOST_CHARACTERS + "\n[characters cut: 7]"
    assert output.data["text/html"] == "<b>y</b>"


def test_too_many_or_too_large_outputs_are_counted(client, monkeypatch):
    """Beyond the bounds a cell's outputs are only counted; its other cells have bounds of their own."""
    results = outputs(client, *[displayed(text_plain="1")] * (MOST_OUTPUTS + 5))
    assert len(results) == MOST_OUTPUTS + 1
    assert results[-1].data == {"text/plain": "[outputs not kept: 5]"}
    monkeypatch.setattr(bounded_client, "MOST_DATA", 1000)
    pictures = [displayed(image_png="p" * 400)] * 4
    large = displayed(application_json={"a": ["b" * 2000, 1]}, text_plain="json")
    results = outputs(client, large, *pictures, cell=1)
    assert [[*output.data] for output in results] == [
        ["text/plain"],
        ["image/png"],
        ["image/png"],
        ["text/plain"],
    ]
    assert results[0].data["text/plain"] == "[outputs not kept: 1]"
    assert results[-1].data["text/plain"] == "[outputs not kept: 2]"


def test_a_display_that_changes_is_bounded_too(client, monkeypatch):
    """An update of a display is held to the same bounds, and finds its place among what was kept."""
    monkeypatch.setattr(bounded_client, "MOST_DATA", 1000)
    kind, content = displayed({"display_id": "d"}, text_plain="z" * 2000)
    results = outputs(client, printed("a"), displayed({"display_id": "d"}, text_plain="1"))
    assert results[1].data == {"text/plain": "1"}
    outputs(client, (f"update_{kind}", content))
    assert results[1].data == {"text/plain": "[outputs not kept: 1]"}


def test_blocks_of_a_document_are_never_cut(client, monkeypatch):
    """A report of many large blocks stays whole."""
    monkeypatch.setattr(bounded_client, "MOST_DATA", 10)
    monkeypatch.setattr(bounded_client, "MOST_OUTPUTS", 1)
    block = (
        "display_data",
        {
            "data": {"application/vnd.khacphuc.block+json": {"text": "x" * 99}, "text/plain": "x" * 99},
            "metadata": {},
        },
    )
    assert [output.data["text/plain"] for output in outputs(client, *[block] * 3)] == ["x" * 99] * 3


def test_what_is_displayed_is_what_nbformat_makes_of_it(client):
    """Though it is not validated one by one; nested JSON is shared by copies of the notebook."""
    nested = {"kind": "paragraph", "children": [{"text": "dòng"}]}
    data = {"application/vnd.khacphuc.block+json": nested, "text/plain": "dòng\n"}
    content = {"data": data, "metadata": {"a": {"b": 1}}, "execution_count": 3}
    displayed_output, result = outputs(client, ("display_data", content), ("execute_result", content))
    assert displayed_output == nbformat.v4.new_output("display_data", data, metadata=content["metadata"])
    assert result == nbformat.v4.new_output(
        "execute_result", data, metadata={"a": {"b": 1}}, execution_count=3
    )
    nbformat.validate(client.nb)
    copied = copy.deepcopy(client.nb).cells[0].outputs[0].data["application/vnd.khacphuc.block+json"]
    assert copied is displayed_output["data"]["application/vnd.khacphuc.block+json"]
    written = nbformat.reads(nbformat.writes(client.nb), as_version=4)
    assert written.cells[0].outputs[0].data["application/vnd.khacphuc.block+json"] == nested


def test_what_is_no_block_is_validated(client):
    """What a cell of somebody's own displays may be no output of a notebook."""
    with pytest.raises(nbformat.ValidationError):
        outputs(client, ("display_data", {"data": {"text/plain": 5}, "metadata": {}}))
