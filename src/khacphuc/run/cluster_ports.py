"""Where the processes of a Dask cluster listen: without certificates on this machine only.

How an address is spelled does not tell: a scheduler that listens on all interfaces answers at ``localhost``,
too, and whoever reaches such a port executes code. So scheduler, workers and nannies are asked.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from khacphuc.errors import UsageError

if TYPE_CHECKING:
    from dask.distributed import Client

# with certificates, or within a process: no stranger gets in
_CLOSED = frozenset({"tls", "wss", "inproc"})
#: The option that has a process of Dask listen on this machine only.
HERE = "--host 127.0.0.1"


def is_here(host: str) -> bool:
    """Whether a host is the loopback of this machine, in IPv4, in IPv6 or by name."""
    with suppress(ValueError):
        ip = ipaddress.ip_address(host)
        return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback
    return host == "localhost"


def check_scheduler_ports(client: Client, address: str) -> None:
    """See that nobody elsewhere reaches the scheduler without certificates.

    Args:
        client: of the cluster.
        address: of its scheduler.

    Raises:
        UsageError: the scheduler listens for other machines, or does not say where it listens.
    """
    try:
        addresses = client.run_on_scheduler(listen_addresses)
    except (ImportError, AttributeError, OSError) as error:
        raise _silent("its scheduler", error, address) from error
    _check("its scheduler", addresses, address, f"dask scheduler {HERE}")


def check_worker_ports(client: Client, address: str) -> None:
    """See that nobody elsewhere reaches a worker, or the nanny of one, without certificates.

    Args:
        client: of the cluster.
        address: of its scheduler.

    Raises:
        UsageError: one of them listens for other machines, or does not say where it listens.
    """
    replies = client.run(listen_addresses, on_error="return")
    _check_replies("worker", replies, address)
    if with_nanny := [worker for worker, reply in client.run(has_nanny).items() if reply]:
        replies = client.run(listen_addresses, workers=with_nanny, nanny=True, on_error="return")
        _check_replies("the nanny of worker", replies, address)


def has_nanny(dask_worker: Any) -> bool:
    """Whether a worker was started by a nanny, a process that starts it again when it dies."""
    return bool(dask_worker.nanny)


def listen_addresses(dask_worker: Any) -> list[str]:
    """Every address a scheduler, worker or nanny listens at; Dask hands it over under this name.

    A name of several addresses has a socket for each, of which Dask names the first.
    """
    addresses = []
    for listener in dask_worker.listeners:
        address = str(listener.listen_address)
        addresses.append(address)
        sockets = getattr(getattr(listener, "tcp_server", None), "_sockets", {}).values()
        hosts = (socket.getsockname()[0] for socket in sockets)
        scheme, port = urlsplit(address).scheme, urlsplit(address).port
        addresses += [f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}" for host in hosts]
    return list(dict.fromkeys(addresses))


def _check_replies(kind: str, replies: dict[str, Any], cluster: str) -> None:
    for worker, reply in sorted(replies.items()):
        if isinstance(reply, BaseException):
            raise _silent(f"{kind} {worker}", reply, cluster)
        _check(f"{kind} {worker}", reply, cluster, f"dask worker {cluster} {HERE}")


def _check(process: str, addresses: list[str], cluster: str, command: str) -> None:
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in _CLOSED and not is_here(parts.hostname or ""):
            raise UsageError(
                f"{process} listens at {address} without certificates: who reaches that port from another "
                "machine executes code here",
                place=f"--cluster {cluster}",
                remedy=f"start it with {command}, or give the cluster certificates (tls://)",
            )


def _silent(process: str, error: BaseException, cluster: str) -> UsageError:
    return UsageError(
        f"{process} does not say where it listens ({type(error).__name__}: {error})",
        place=f"--cluster {cluster}",
        remedy="install khacphuc there as it is here",
    )
