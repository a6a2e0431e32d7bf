"""Tests of `khacphuc.kernels.import_ahead`."""

import gc
import threading

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
    monkeypatch.setattr("importlib.import_module", lambda _: collecting.append(gc.isenabled()))
    frozen = gc.get_freeze_count()
    try:
        import_ahead(("a module", "another one"))
        assert collecting == [False, False]
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
        frozen = gc.get_freeze_count()
        import_ahead(("sys",))  # it is there
        assert gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
