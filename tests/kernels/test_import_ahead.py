"""Tests of `khacphuc.kernels.import_ahead`."""

import gc
import importlib
import sys
import threading
from types import ModuleType

from khacphuc.kernels.import_ahead import import_ahead


def test_modules_are_imported_in_order(monkeypatch):
    """What cannot be imported keeps nobody from the rest: who needs it reports it."""
    imported = []

    def module(name):
        imported.append(name)
        if name == "missing":
            raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", module)
    names = ("first", "missing", "last")
    import_ahead(names)
    assert imported == list(names)


def test_one_thread_imports_at_a_time(monkeypatch):
    """The second begins when the first has all modules: nobody sees one half made."""
    imported, begun, go_on = [], threading.Event(), threading.Event()

    def module(name):
        imported.append(name)
        begun.set()
        if name == "a":
            go_on.wait(10)

    monkeypatch.setattr("importlib.import_module", module)
    threads = [threading.Thread(target=import_ahead, args=(names,)) for names in (("a", "b"), ("c", "d"))]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    threads[1].join(0.2)
    assert imported == ["a"]
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert imported == ["a", "b", "c", "d"]


def test_nobody_looks_for_garbage_among_modules(monkeypatch):
    """Nor while they are imported; what comes behind them is collected as ever."""
    collecting = []

    def module(name):
        collecting.append(gc.isenabled())
        monkeypatch.setitem(sys.modules, name, ModuleType(name))

    monkeypatch.setattr("importlib.import_module", module)
    frozen = gc.get_freeze_count()
    try:
        import_ahead(("a module", "another one"))
        assert collecting == [False, False]
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
        frozen = gc.get_freeze_count()
        import_ahead(("a module",))  # it is there: what came since stays to be collected
        assert gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()


def test_a_module_another_thread_imports_is_waited_for(monkeypatch, tmp_path):
    """It is among the modules by then, half made."""
    (tmp_path / "slow_module.py").write_text(
        "import sys\nsys.beginning.set(); sys.going_on.wait(10)\nwhole = True\n"
    )
    begun, go_on = threading.Event(), threading.Event()
    monkeypatch.setattr(sys, "beginning", begun, raising=False)
    monkeypatch.setattr(sys, "going_on", go_on, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    other = threading.Thread(target=importlib.import_module, args=("slow_module",))
    other.start()
    assert begun.wait(10)
    ours = threading.Thread(target=import_ahead, args=(("slow_module",),))
    ours.start()
    ours.join(0.2)
    assert ours.is_alive()
    go_on.set()
    other.join(10)
    ours.join(10)
    assert sys.modules.pop("slow_module").whole
