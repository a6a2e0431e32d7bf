"""Runs on a Dask cluster: where it may be, what its workers must be, and what is lost with one."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import dask
import pytest
from dask.distributed import Security

from khacphuc.errors import KhacphucError, UsageError
from khacphuc.project.layout import Layout
from khacphuc.run import cluster
from khacphuc.run.cluster import check_address, cluster_executor
from khacphuc.run.manifest import Manifest
from khacphuc.run.versions import system, versions

from . import clusters


@pytest.fixture
def layout(tmp_path):
    """A folder every worker of a cluster on this machine sees."""
    return Layout(tmp_path / "shared")


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A cluster of two workers that nobody hurts."""
    with clusters.cluster_of(2, tmp_path_factory.mktemp("two") / "cluster") as running:
        yield running


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tcp://127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("127.0.0.1:9000", "tcp://127.0.0.1:9000"),  # a Dask address without a scheme is tcp
        ("localhost", "tcp://localhost:8786"),  # Dask's own port
        ("tcp://127.9.9.9:1", "tcp://127.9.9.9:1"),  # the whole of 127/8 is this machine
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
        ("TLS://Cluster.example:8786", "tls://cluster.example:8786"),
        ("tls://10.0.0.7:8786", "tls://10.0.0.7:8786"),
        ("tls://[fd00::7]:8786", "tls://[fd00::7]:8786"),
    ],
)
def test_an_address_on_this_machine_or_with_certificates_is_taken(address, expected):
    """It is written out in full, as Dask shall read it."""
    assert check_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "tcp://10.0.0.7:8786",  # anyone on the network executes code there
        "10.0.0.7:8786",
        "cluster.example:8786",
        "tcp://0.0.0.0:8786",
        "tcp://[fd00::7]:8786",
        "tcp://localhost.example:8786",  # begins like this machine, and is another
        "tcp://127.0.0.1.example:8786",
        "tcp://127.0.0.1@10.0.0.7:8786",  # a user, not a host
        "tcp://10.0.0.7:8786#@127.0.0.1",
        "tcp://127.1:8786",  # half an address
        "tcp://127.0.0.1:x",
        "tcp://127.0.0.1:99999",
        "tcp://[::1",
        "tls://",
        "tls://cluster.example:8786/status",
        "inproc://127.0.0.1/1/2",  # other ways Dask knows
        "ws://127.0.0.1:8786",
        "ucx://127.0.0.1:8786",
        "http://127.0.0.1:8787",
        "",
    ],
)
def test_any_other_address_is_refused(address, layout):
    """Before anything is sent there; the message names it and what is expected."""
    with pytest.raises(UsageError, match="tls://HOST:PORT") as caught, cluster_executor(address, layout):
        pass
    assert str(caught.value).startswith(f"--cluster {address}: ")
    assert caught.value.exit_code == 2


def test_without_dask_it_is_said_how_to_get_it(layout, monkeypatch):
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with (
        pytest.raises(UsageError, match=r"pip install 'khacphuc\[cluster\]'"),
        cluster_executor("localhost", layout),
    ):
        pass


@pytest.mark.parametrize("answer", [None, b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" + b"x" * 99])
def test_what_is_no_scheduler_is_an_error_that_names_the_address(answer, layout, monkeypatch):
    """Silence, a closed connection and a server of another kind, each within the patience."""
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        if answer is not None:

            def serve():
                while True:
                    try:
                        connection, _ = server.accept()
                    except OSError:
                        return
                    with connection:
                        connection.sendall(answer)

            threading.Thread(target=serve, daemon=True).start()
        with (
            pytest.raises(UsageError, match=f"{address}: no Dask scheduler"),
            cluster_executor(address, layout),
        ):
            pass


def test_nobody_there_is_an_error_that_names_the_address(layout, monkeypatch):
    """A port nobody listens at."""
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(UsageError, match=f"{address}: no Dask scheduler"), cluster_executor(address, layout):
        pass


@pytest.mark.parametrize("error", [TimeoutError(), OSError(), MemoryError()])
def test_an_error_without_words_is_named(error, monkeypatch):
    """The message has its kind in brackets, and no empty ones."""

    def fail(coroutine):
        coroutine.close()
        raise error

    monkeypatch.setattr(cluster.asyncio, "run", fail)
    with pytest.raises(UsageError, match=rf"answers there \({type(error).__name__}\)"):
        cluster._check_scheduler("tcp://127.0.0.1:1")


@pytest.mark.full
def test_results_and_errors_come_back(two, layout):
    """Values, exceptions as they were raised, and nothing left in the folder."""
    with cluster_executor(two.address, layout) as executor:
        futures = [executor.submit(divmod, 17, n) for n in (5, 0)]
        assert futures[0].result() == (3, 2)
        with pytest.raises(ZeroDivisionError):
            futures[1].result()
    assert [*layout.root.rglob("*")] == [layout.root / ".runs"]


@pytest.mark.full
def test_the_same_asked_for_twice_is_made_twice(two, layout):
    """Dask would take equal calls for one."""
    with cluster_executor(two.address, layout) as executor:
        first, second = (executor.submit(os.urandom, 16) for _ in range(2))
        assert first.result() != second.result()


@pytest.mark.full
def test_what_is_cancelled_is_not_begun(two, layout):
    """Those waiting for a worker are taken back, and those who wait for them hear of it."""
    with cluster_executor(two.address, layout) as executor:
        futures = [executor.submit(time.sleep, 0.5) for _ in range(2)]
        waiting = [executor.submit(Path(layout.root / f"made-{n}").touch) for n in range(3)]
        assert all(future.cancel() for future in waiting)
        assert [future.result() for future in futures] == [None, None]
    assert all(future.cancelled() for future in waiting)
    assert not [*layout.root.glob("made-*")]


@pytest.mark.full
def test_after_an_error_nothing_is_begun(two, layout):
    """Whoever leaves with an error leaves no work behind that has not begun."""

    def fail(executor):
        for n in range(6):
            executor.submit(time.sleep, 0.3)
            executor.submit(Path(layout.root / f"made-{n}").touch)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), cluster_executor(two.address, layout) as executor:
        fail(executor)
    assert len([*layout.root.glob("made-*")]) < 6


@pytest.mark.full
def test_a_lost_worker_loses_no_run(tmp_path, layout):
    """What the killed one was at is done by the other."""

    def work(number, folder):
        (folder / f"{number}-{os.getpid()}").touch()
        time.sleep(0.3)
        return number, os.getpid()

    begun = tmp_path / "begun"
    begun.mkdir()
    with (
        clusters.cluster_of(2, tmp_path / "cluster") as running,
        cluster_executor(running.address, layout) as executor,
    ):
        futures = [executor.submit(work, number, begun) for number in range(10)]
        lost, other = running.workers
        clusters.wait_for(lambda: [*begun.glob(f"*-{lost}")])
        os.kill(lost, signal.SIGKILL)
        results = [future.result() for future in futures]
    assert [number for number, _ in results] == [*range(10)]
    assert other in {process for _, process in results}
    twice = [number for number in range(10) if len([*begun.glob(f"{number}-*")]) == 2]
    assert twice
    assert all(results[number] == (number, other) for number in twice)


@pytest.mark.full
def test_a_run_that_takes_every_worker_along_is_an_error(tmp_path, layout):
    """The scheduler gives it up, and the message says what to look at."""
    with (
        clusters.cluster_of(
            1, tmp_path / "cluster", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0"
        ) as running,
        cluster_executor(running.address, layout) as executor,
        pytest.raises(KhacphucError, match="every worker that made it was lost, the last at tcp://127"),
    ):
        executor.submit(os._exit, 1).result()


@pytest.mark.full
def test_a_lost_scheduler_is_an_error_and_no_endless_wait(tmp_path, layout):
    """It names the address."""
    with (
        clusters.cluster_of(1, tmp_path / "cluster") as running,
        cluster_executor(running.address, layout) as executor,
    ):
        future = executor.submit(time.sleep, 60)
        running.scheduler.kill()
        with pytest.raises(KhacphucError, match=f"the scheduler at {running.address} was lost"):
            future.result()


@pytest.mark.full
def test_a_cluster_without_workers_is_refused(tmp_path, layout):
    """It would wait for ever; the message has the command that starts one."""
    with (
        clusters.cluster_of(0, tmp_path / "cluster") as running,
        pytest.raises(UsageError, match=f"no worker; start some: dask worker {running.address}"),
        cluster_executor(running.address, layout),
    ):
        pass


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (ModuleNotFoundError("No module named 'khacphuc'"), "cannot make runs .*No module named 'khacphuc'"),
        (("", Manifest("", "failed")), "does not see .*shared; mount this folder"),
        (
            (None, Manifest("", "failed", versions={**versions(), "pandas": "2.0"}, system=system())),
            r"would not make the same: pandas: 2\.0 there",
        ),
    ],
)
def test_a_worker_that_would_not_make_the_same_is_refused(answer, message, layout):
    """Before any run is sent: it has no khacphuc, not this folder, or other versions."""

    def run(_see, token, *, on_error):
        assert on_error == "return"
        reply = answer if isinstance(answer, Exception) or answer[0] == "" else (token.read_text(), answer[1])
        return {"tls://10.0.0.7:1": reply}

    with pytest.raises(UsageError, match=f"worker tls://10.0.0.7:1 {message}"):
        cluster._check_workers(SimpleNamespace(run=run), "tls://10.0.0.7:8786", layout)
    assert not (layout.root / ".runs" / ".cluster").exists()


def test_a_worker_sees_what_is_in_the_folder(tmp_path):
    """The text there, nothing where there is none, and its own versions."""
    (tmp_path / "token").write_text("here", encoding="utf-8")
    text, record = cluster._see(tmp_path / "token")
    assert (text, record.versions) == ("here", versions())
    assert cluster._see(tmp_path / "nothing")[0] == ""


@pytest.mark.full
def test_certificates_are_those_of_dasks_configuration(tmp_path, layout):
    """Without them it is said which are expected; with them runs are made."""
    certificates = Security.temporary()
    files = {}
    for name in ("tls_ca_file", "tls_scheduler_cert", "tls_scheduler_key"):
        files[name] = tmp_path / f"{name}.pem"
        files[name].write_text(getattr(certificates, name), encoding="ascii")
    ca, cert, key = map(str, files.values())
    options = ("--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key)
    with clusters.cluster_of(1, tmp_path / "cluster", options=options, protocol="tls") as running:
        assert running.address.startswith("tls://")
        with (
            pytest.raises(UsageError, match=r"distributed\.comm\.tls\.ca-file"),
            cluster_executor(running.address, layout),
        ):
            pass
        tls = "distributed.comm.tls"
        with (
            dask.config.set({f"{tls}.ca-file": ca, f"{tls}.client.cert": cert, f"{tls}.client.key": key}),
            cluster_executor(running.address, layout) as executor,
        ):
            assert executor.submit(divmod, 17, 5).result() == (3, 2)
