"""More than one machine: reading and finding done by the workers of a Dask cluster, for ``krav --workers tcp://…``.

The cluster must run the same krav: a worker that does not is told of when we connect, and one that comes later is given
nothing. Results are the same as those of this machine and come back into the one store (docs/workers.md).
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from evidence.errors import KravError, Message

if TYPE_CHECKING:
    from distributed import Client

    from claims.build import Workspace

_T = TypeVar("_T")
#: Seconds a scheduler has to answer.
_WAIT = 10


def _program() -> str:
    from claims.program import program  # only where there is a cluster

    return program()


@contextmanager
def far(work: Workspace) -> Iterator[Cluster | None]:
    """The workers named on the command line, or in case.toml; None: this machine does it.

    A case.toml that cannot be used names none: no document waits for it to be right.
    """
    address = work.workers
    if not address:
        with suppress(KravError):
            address = work.case.workers.address
    if not address:
        yield None
        return
    with cluster(address) as workers:
        yield workers


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of the scheduler at this address. KravError where it cannot be reached or has no fit worker."""
    try:
        from distributed import Client
    except ImportError:
        raise KravError(
            "Work on other machines needs Dask, which is not installed.",
            "Install krav with it: pip install 'kravsag[dask]'.",
        ) from None
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KravError(
            Message("The scheduler at {address} does not answer.", {"address": address}),
            "Start it with dask scheduler and its workers with dask worker ADDRESS, or leave out --workers.",
        ) from error
    try:
        _same_program(client)
        yield Cluster(client)
    finally:
        client.close()


def _same_program(client: Client) -> None:
    there = client.run(_program)
    if not there:
        raise KravError(
            "The scheduler has no workers.",
            "Start some with dask worker ADDRESS on machines where this krav is installed.",
        )
    if other := sorted(address for address, found in there.items() if found != _program()):
        raise KravError(
            Message("These workers run another krav than this machine: {workers}.", {"workers": other}),
            "Install the same version of krav and of its packages there, and start them again.",
        )


class Cluster(Executor):
    """An executor whose work is done by the workers of a cluster."""

    def __init__(self, client: Client) -> None:
        self._executor = client.get_executor(pure=False, retries=2)
        self.jobs = max(1, sum(client.nthreads().values()))

    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        """Have it done. The same work on the same content has the same name, and is sent and done once."""
        content = hashlib.sha256(pickle.dumps((args, kwargs))).hexdigest()
        promised: Future[_T] = self._executor.submit(
            _done_there, _program(), fn, args, kwargs, key=f"krav-{fn.__name__}-{content}"
        )
        return promised


def _done_there(expected: str, fn: Callable[..., _T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> _T:
    if _program() != expected:
        raise ValueError("this worker runs another krav")
    return fn(*args, **kwargs)
