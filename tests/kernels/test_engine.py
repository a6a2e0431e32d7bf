"""Warm kernels for others: papermill's engine, and the kernel of nbclient and nbconvert."""

from __future__ import annotations

import nbformat
import papermill
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbclient.exceptions import DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor

from khacphuc.kernels.zygote import start_zygote

PARENT = "import os\nprint(n, os.getppid(), 'fractions' in __import__('sys').modules)"


@pytest.fixture
def notebook(tmp_path):
    """A notebook with a parameter, that tells whose child its kernel is."""
    cells = [
        nbformat.v4.new_code_cell("n = 1", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(PARENT),
    ]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = tmp_path / "in.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec}), file)
    return file


def test_papermill_has_an_engine(notebook):
    """Its name is enough; what to import may be said."""
    result = papermill.execute_notebook(
        notebook, None, {"n": 2}, engine_name="khacphuc", progress_bar=False, preload=["fractions"]
    )
    assert result.cells[-1].outputs[0].text == f"2 {start_zygote().pid} True\n"


def test_what_a_killed_kernel_has_done_is_saved(notebook, tmp_path):
    """Without papermill's writing after every cell, too, its file holds what was done until then."""
    out = tmp_path / "out.ipynb"
    document = nbformat.read(notebook, as_version=4)
    document.cells.append(
        nbformat.v4.new_code_cell("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    )
    nbformat.write(document, notebook)
    with pytest.raises(DeadKernelError):
        papermill.execute_notebook(
            notebook,
            out,
            {"n": 2},
            engine_name="khacphuc",
            progress_bar=False,
            request_save_on_cell_execute=False,
            rescue=out,
        )
    assert nbformat.read(out, as_version=4).cells[2].outputs[0].text.startswith("2 ")


def test_nbconvert_has_a_kernel(notebook):
    """``--ExecutePreprocessor.kernel_name=khacphuc`` is enough, with jupyter_client's own manager."""
    executed, _ = ExecutePreprocessor(kernel_name="khacphuc").preprocess(
        nbformat.read(notebook, as_version=4)
    )
    assert executed.cells[-1].outputs[0].text.startswith(f"1 {start_zygote().pid} ")


def test_the_kernel_is_the_plain_one_but_for_the_provisioner():
    """Whoever changes from one to the other changes nothing else."""
    ours, plain = (KernelSpecManager().get_kernel_spec(name).to_dict() for name in ("khacphuc", "python3"))
    assert ours["metadata"].pop("kernel_provisioner")["provisioner_name"] == "khacphuc"
    assert ours.pop("display_name") != plain.pop("display_name")
    assert ours == plain
