"""Tests of `khacphuc.kernels.imports_beside_cells`."""

import asyncio
import sys
import time

import nbformat
import papermill

from khacphuc.kernels import imports_beside_cells
from khacphuc.kernels.imports_beside_cells import ImportsBesideCells


def test_modules_are_imported_beside_a_cell_that_takes_its_time(monkeypatch):
    """A kernel that answers at once waits for nobody."""
    imported = []
    monkeypatch.setattr(imports_beside_cells, "_BUSY_AFTER", 0.02)
    monkeypatch.setattr("importlib.import_module", imported.append)

    async def at_work(seconds):
        imports = ImportsBesideCells(("a", "b"))
        imports.sent(cell=None, cell_index=0)
        await asyncio.sleep(seconds)
        imports.executed(cell=None, cell_index=0, execute_reply={})
        await asyncio.sleep(0.1)
        return list(imported)

    assert asyncio.run(at_work(0)) == []
    assert asyncio.run(at_work(0.1)) == ["a", "b"]


def test_the_kernel_is_at_work_meanwhile(tmp_path, monkeypatch):
    """The hooks of nbclient are called when a cell is sent and when it is answered, in this order."""
    (tmp_path / "imported_beside.py").write_text("import time\nAT = time.time()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    cell = nbformat.v4.new_code_cell("import time\ntime.sleep(0.8)\nprint(time.time())")
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec}), tmp_path / "in.ipynb"
    )
    imports = ImportsBesideCells(("imported_beside",))
    done = papermill.execute_notebook(
        tmp_path / "in.ipynb",
        None,
        engine_name="khacphuc",
        progress_bar=False,
        on_cell_complete=imports.sent,
        on_cell_executed=imports.executed,
    )
    imported = sys.modules.pop("imported_beside").AT
    assert imported < float(done.cells[-1].outputs[0].text) < time.time()
