"""Where scenarios are solved: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.manifest import package_version

if TYPE_CHECKING:
    from distributed import Client

Uitvoerder = Callable[[int], AbstractContextManager[Executor]]
"""Gives an executor for so many tasks at a time, and ends what it started when the block ends."""

_PATIENCE = 30.0
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx)://\S+:\d+")


def cores() -> int:
    """Return the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Give a pool of `jobs` processes; when the block is left early, what still runs is ended."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_interrupts_to_the_parent
    )
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    pool.shutdown()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def dask_cluster(address: str, patience: float = _PATIENCE) -> Uitvoerder:
    """Return what solves on the Dask cluster whose scheduler listens at `address`.

    Parameters
    ----------
    address : str
        Such as ``tcp://host:8786``.
    patience : float
        Seconds that the scheduler and its first worker may take to answer.

    Raises
    ------
    RunError
        If the extra is not installed or the address is none; or, on use, if the scheduler or its workers do
        not answer, or another version of plaatsing is installed there.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise RunError(_('voor --scheduler is meer nodig: pip install "plaatsing[dask]"')) from error

    if not _ADDRESS.fullmatch(address):
        raise RunError(
            _("{adres} is geen adres van een Dask-scheduler; verwacht zoiets als tcp://server:8786").format(
                adres=address
            )
        )

    @contextmanager
    def connected(jobs: int) -> Iterator[Executor]:  # noqa: ARG001 (the cluster knows its own size)
        try:
            client = Client(  # type: ignore[no-untyped-call]
                address, timeout=patience, set_as_default=False
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise RunError(_("geen Dask-scheduler gevonden op {adres}").format(adres=address)) from error
        with client:
            _check_workers(client, address, patience)
            yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    return connected


def _check_workers(client: Client, address: str, patience: float) -> None:
    """Refuse a cluster without workers, or with another version of plaatsing."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise RunError(_("de Dask-scheduler op {adres} heeft geen werkers").format(adres=address)) from error
    found = set(client.run(package_version).values())
    if found != {package_version()}:
        raise RunError(
            _("op de werkers van {adres} staat plaatsing {daar}, hier {hier}; maak ze gelijk").format(
                adres=address, daar=", ".join(sorted(found)), hier=package_version()
            )
        )
