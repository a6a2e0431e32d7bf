"""Several processes read what one would."""

from __future__ import annotations

import pytest

from khacphuc.data.returns.forms import pool as pools
from khacphuc.data.returns.forms.batch import ReceivedName, read_batch
from khacphuc.data.returns.forms.pool import ReaderPool, usual_workers

from .hand_forms import CATALOGUE, form_bytes, workbook


@pytest.fixture
def received(tmp_path, monkeypatch):
    """A folder of nine forms, and their names; a batch is one of them."""
    monkeypatch.setattr(pools, "_BATCH", 1)
    for number in range(9):
        book = workbook(answers=(number, 2, 3, 4), unit="DV02" if number % 2 else "DV01")
        (tmp_path / f"{number}.xlsx").write_bytes(form_bytes(book))
    return tmp_path, [ReceivedName(f"{number}.xlsx") for number in range(9)]


def joined(batches):
    """The values and forms of all batches."""
    return [(*batch.forms, *batch.values) for batch in batches]


def test_workers_give_what_one_process_gives_in_the_same_order(received):
    """Whoever reads a batch, it stands where it stood; who waits is told how far it is."""
    folder, names = received
    alone = [read_batch(folder, [name], CATALOGUE) for name in names]
    steps = []
    with ReaderPool(3) as pool:
        together = pool.read(folder, names, CATALOGUE, advance=steps.append)
        assert joined(pool.read(folder, names, CATALOGUE)) == joined(alone)
    assert joined(together) == joined(alone)
    assert sum(steps) == len(names)


def test_a_worker_that_dies_loses_nothing(received):
    """What a worker had taken is read by the others."""
    folder, names = received
    with ReaderPool(2) as pool:
        pool.start()
        for process in pool._processes:
            process.kill()
        assert len(pool.read(folder, names, CATALOGUE)) == len(names)


def test_few_files_start_no_process(received):
    """A handful of files is read before another process would have started."""
    folder, names = received
    with ReaderPool(4) as pool:
        pool.read(folder, names[:2], CATALOGUE)
        assert pool._processes == []


def test_there_is_a_worker_at_least():
    """This process reads itself."""
    assert usual_workers() >= 1
