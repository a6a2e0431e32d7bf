"""Where the processes of a cluster listen, whatever the address they answer at."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from distributed.comm import listen

from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout
from khacphuc.run.cluster import cluster_executor
from khacphuc.run.cluster_ports import (
    check_scheduler_ports,
    check_worker_ports,
    has_nanny,
    is_here,
    listen_addresses,
)

from . import clusters

ADDRESS = "tcp://127.0.0.1:8786"


def spoken_addresses(place):
    """What a process that listens at a place says; its listener is Dask's, and does nothing."""

    async def ask():
        async with listen(place, lambda comm: comm.close()) as listener:
            return listen_addresses(SimpleNamespace(listeners=[listener]))

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("place", "here"),
    [
        ("tcp://127.0.0.1:0", True),
        ("tcp://localhost:0", True),
        ("inproc://", True),  # nothing of the network
        ("tcp://0.0.0.0:0", False),
        ("tcp://:0", False),  # what Dask listens at by itself
    ],
)
def test_a_scheduler_is_believed_where_it_listens(place, here):
    """Not the address it is reached at: one that listens on all interfaces answers here as well."""
    client = SimpleNamespace(run_on_scheduler=lambda function: spoken_addresses(place))  # noqa: ARG005
    if here:
        check_scheduler_ports(client, ADDRESS)
        return
    with pytest.raises(UsageError, match=r"its scheduler listens at tcp://0.0.0.0:") as caught:
        check_scheduler_ports(client, ADDRESS)
    assert str(caught.value).startswith(f"--cluster {ADDRESS}: ")
    assert "dask scheduler --host 127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(
    ("addresses", "open_one"),
    [
        (["tls://0.0.0.0:8786"], ""),  # certificates keep strangers out
        (["tls://0.0.0.0:8786", "tcp://127.0.0.1:1"], ""),
        (["tls://0.0.0.0:8786", "tcp://0.0.0.0:1"], "tcp://0.0.0.0:1"),
        (["tcp://127.0.0.1:1", "tcp://10.0.0.7:1"], "tcp://10.0.0.7:1"),  # a name of two addresses
        (["tcp://[::1]:1"], ""),
        (["tcp://[::ffff:127.0.0.1]:1"], ""),
        (["tcp://[::]:1"], r"tcp://\[::\]:1"),
        (["ws://0.0.0.0:1"], "ws://0.0.0.0:1"),
    ],
)
@pytest.mark.parametrize("process", ["scheduler", "worker", "nanny"])
def test_every_port_of_every_process_counts(process, addresses, open_one):
    """A worker that listens for others is as open as a scheduler; so is its nanny."""
    closed = ["tcp://127.0.0.1:2"]

    def run(function, *, nanny=False, **_how):
        if function is has_nanny:
            return {"tcp://w": True, "tcp://v": False}
        there = addresses if nanny == (process == "nanny") else closed
        return {"tcp://w": there} if nanny else {"tcp://w": there, "tcp://v": closed}

    client = SimpleNamespace(
        run=run, run_on_scheduler=lambda _: addresses if process == "scheduler" else closed
    )
    check = check_scheduler_ports if process == "scheduler" else check_worker_ports
    if not open_one:
        check(client, ADDRESS)
        return
    with pytest.raises(UsageError, match=f"{process}.* listens at {open_one} without certificates"):
        check(client, ADDRESS)


def test_a_name_of_several_addresses_has_a_socket_for_each():
    """Dask names the first only."""
    sockets = {n: SimpleNamespace(getsockname=lambda host=host: (host, 1)) for n, host in enumerate("ab")}
    listener = SimpleNamespace(listen_address="tcp://a:1", tcp_server=SimpleNamespace(_sockets=sockets))
    assert listen_addresses(SimpleNamespace(listeners=[listener])) == ["tcp://a:1", "tcp://b:1"]


@pytest.mark.parametrize("error", [ModuleNotFoundError("No module named 'khacphuc'"), OSError("gone")])
def test_who_does_not_say_where_is_refused(error):
    """Of scheduler and workers alike; the message says what is missing there."""

    def fail(_function):
        raise error

    with pytest.raises(UsageError, match=r"its scheduler does not say where it listens .*install khacphuc"):
        check_scheduler_ports(SimpleNamespace(run_on_scheduler=fail), ADDRESS)
    with pytest.raises(UsageError, match="worker tcp://w does not say where it listens"):
        check_worker_ports(SimpleNamespace(run=lambda *_, **__: {"tcp://w": error}), ADDRESS)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "10.0.0.7", "localhost.example"])  # noqa: S104
def test_what_is_not_the_loopback_is_elsewhere(host):
    """All interfaces are no loopback."""
    assert not is_here(host)


@pytest.mark.full
def test_a_scheduler_on_all_interfaces_is_refused_at_localhost(tmp_path):
    """The address is spelled like this machine, and the port is everybody's."""
    with clusters.cluster_of(0, tmp_path / "cluster", host="0.0.0.0") as running:  # noqa: S104 - the case
        address = f"localhost:{urlsplit(running.address).port}"
        with (
            pytest.raises(UsageError, match=r"its scheduler listens at tcp://0.0.0.0"),
            cluster_executor(address, Layout(tmp_path)),
        ):
            pass


@pytest.mark.full
def test_a_worker_on_all_interfaces_is_refused(tmp_path):
    """As Dask starts them by itself."""
    with clusters.cluster_of(1, tmp_path / "cluster") as running:
        running.start_workers(1, host=())
        with (
            pytest.raises(UsageError, match=r"worker tcp://127.* listens at tcp://0.0.0.0"),
            cluster_executor(running.address, Layout(tmp_path)),
        ):
            pass
