"""A Dask cluster as a ``concurrent.futures.Executor``: runs are made by workers that share the folder.

Who reaches a Dask port without certificates executes code, so an address is on this machine or ``tls://``,
and the cluster is asked where it listens (``cluster_ports``).
Dask is an extra, and imported only when a cluster is named.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
import warnings
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from khacphuc.errors import KhacphucError, SourceError, UsageError
from khacphuc.project.files import read_text, write_text
from khacphuc.run.cluster_ports import HERE, check_scheduler_ports, check_worker_ports, is_here
from khacphuc.run.manifest import Manifest
from khacphuc.run.staleness import elsewhere
from khacphuc.run.versions import system, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dask.distributed import Client

    from khacphuc.project.layout import Layout

#: Dask's own default.
_PORT: Final = 8786
#: Seconds until a scheduler that does not answer counts as unreachable.
_PATIENCE: Final = 5
# the loggers of Dask and of what it works with
_NOISY: Final = frozenset({"distributed", "dask", "tornado", "bokeh", "asyncio", "concurrent"})
# the message has no observation of its own: the address in its place is what is wrong
_EXPECTED: Final = (
    "expected tls://HOST:PORT, or tcp://127.0.0.1:PORT on this machine: "
    "who reaches a port of Dask without certificates executes code there"
)


def check_address(address: str) -> str:
    """The address of a scheduler, put together anew from what was checked of it.

    >>> check_address("localhost:8786")
    'tcp://localhost:8786'

    Raises:
        UsageError: it is neither ``tls://`` nor on this machine, or no address at all.
    """
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        host, port = "", 0
    allowed = host and (parts.scheme == "tls" or (parts.scheme == "tcp" and is_here(host)))
    if not allowed or parts.username is not None or parts.path or parts.query or parts.fragment:
        raise UsageError(_EXPECTED, place=f"--cluster {address}")
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


@contextmanager
def cluster_executor(address: str, layout: Layout) -> Iterator[Executor]:
    """What has runs made by the workers of a Dask cluster.

    A run whose worker is lost is given to another, as often as the scheduler allows
    (``distributed.scheduler.allowed-failures``, 3); one that fails by itself is not made again. After an
    error or an interrupt nothing is begun any more; what is at work on the cluster ends by itself.

    Args:
        address: where the scheduler is. Certificates for ``tls://`` are those of Dask's own configuration
            (``distributed.comm.tls``).
        layout: the project; every worker must see its folder, under the same path.

    Raises:
        UsageError: the address is refused or does not answer, Dask is not installed, there is no worker or
            one that would not make the same, or one of its ports is open to other machines.
    """
    address = check_address(address)
    try:
        from dask.distributed import Client  # noqa: PLC0415 - an extra, and slow
    except ImportError as error:
        raise UsageError(
            "Dask is not installed here",
            place="--cluster",
            remedy="pip install 'khacphuc[cluster]', or in a clone pip install -e '.[cluster]'",
        ) from error
    with _quiet():
        _check_scheduler(address)
        with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
            check_scheduler_ports(client, address)
            _check_workers(client, address, layout)
            check_worker_ports(client, address)
            # not pure: the same run requested twice is made twice
            executor = _ClusterExecutor(client.get_executor(pure=False), address)
            try:
                yield executor
            except BaseException:
                executor.shutdown(wait=False)
                raise
            executor.shutdown()


class _ClusterExecutor(Executor):
    """Dask's executor; a lost scheduler or worker becomes an error of ours.

    Args:
        dask: Dask's executor.
        address: of its scheduler, for messages.
    """

    def __init__(self, dask: Executor, address: str) -> None:
        self._dask = dask
        self._address = address

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        theirs = self._dask.submit(fn, *args, **kwargs)
        ours: Future[Any] = Future()
        ours.add_done_callback(lambda _: ours.cancelled() and theirs.cancel())
        theirs.add_done_callback(partial(self._pass_on, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._dask.shutdown(wait=wait and not cancel_futures)

    def _pass_on(self, ours: Future[Any], theirs: Future[Any]) -> None:
        from dask.distributed import KilledWorker  # noqa: PLC0415

        if not ours.set_running_or_notify_cancel():
            return
        if theirs.cancelled():  # by nobody here
            ours.set_exception(
                KhacphucError(
                    f"the scheduler at {self._address} was lost",
                    remedy="start it again and run again: what was published meanwhile is not made twice",
                )
            )
        elif isinstance(error := theirs.exception(), KilledWorker):
            ours.set_exception(
                KhacphucError(
                    f"every worker that made it was lost, the last at {error.last_worker.address}",
                    remedy="see whether workers have memory enough",
                )
            )
        elif error is not None:
            ours.set_exception(error)
        else:
            ours.set_result(theirs.result())


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's log out of the terminal; errors of ours report what matters of it."""
    there = [logging.getLogger(name) for name in [*logging.root.manager.loggerDict]]
    levels = {logger: logger.level for logger in there if logger.name.partition(".")[0] in _NOISY}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def _check_scheduler(address: str) -> None:
    """Shake hands once: a client waits for ever where something listens that never answers."""
    from distributed.comm import connect  # noqa: PLC0415
    from distributed.security import Security  # noqa: PLC0415

    async def shake() -> None:
        certificates = Security().get_connection_args("client")
        comm = await asyncio.wait_for(connect(address, timeout=_PATIENCE, **certificates), _PATIENCE)
        comm.abort()

    try:
        asyncio.run(shake())
    # a server that is no scheduler sends what cannot be read, or announces more than memory holds
    except (OSError, ValueError, MemoryError) as error:
        raise UsageError(
            f"no Dask scheduler answers there ({str(error) or type(error).__name__})",
            place=f"--cluster {address}",
            remedy="is it started, and does this machine reach it?",
        ) from error
    except (TypeError, RuntimeError) as error:
        raise UsageError(
            f"found no certificates that serve ({error})",
            place=f"--cluster {address}",
            remedy="expected in Dask's configuration distributed.comm.tls.ca-file, .client.cert and "
            ".client.key, or in the environment DASK_DISTRIBUTED__COMM__TLS__CA_FILE, __CLIENT__CERT and "
            "__CLIENT__KEY",
        ) from error


def _check_workers(client: Client, address: str, layout: Layout) -> None:
    # no run has a name with a dot
    token, mark = layout.root / ".runs" / ".cluster", uuid.uuid4().hex
    write_text(token, mark)
    try:
        answers = client.run(_see, token, on_error="return")
    finally:
        token.unlink(missing_ok=True)
    if not answers:
        option = f" {HERE}" if address.startswith("tcp:") else ""
        raise UsageError(
            "it has no worker",
            place=f"--cluster {address}",
            remedy=f"start some: dask worker {address}{option}",
        )
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            raise UsageError(
                f"worker {worker} cannot make runs ({type(answer).__name__}: {answer})",
                remedy="install khacphuc there as it is here",
            )
        text, record = answer
        if text != mark:
            raise UsageError(
                f"worker {worker} does not see {layout.root}",
                remedy="mount this folder there under the same path",
            )
        if different := [*elsewhere(record)]:
            raise UsageError(
                f"worker {worker} would not make the same: {'; '.join(different)}",
                remedy="install it from the same requirements.lock",
            )


def _see(token: Path) -> tuple[str, Manifest]:
    """What a worker finds where it is: what is in a file, and the versions it has."""
    try:
        text = read_text(token)
    except SourceError:
        text = ""
    return text, Manifest("", "failed", versions=versions(), system=system())
