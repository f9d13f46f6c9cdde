"""What a reading process may do: no more memory than its share, no network, no life after the process it works for."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

#: What a reader needs to know of the machine; proxies, tokens and whatever else stands in the environment stay outside.
_KEPT: tuple[str, ...] = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TZ",
)  # fmt: skip
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def environment(desk: str) -> dict[str, str]:
    """The environment of a reading process, whose home and place for temporary files is its desk."""
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), desk)
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | places | {"OMP_THREAD_LIMIT": "1"}


def held() -> int:
    """The most bytes this process has held in memory since it began."""
    # Linux counts in getrusage what the parent held when it made this process; the kernel's own status does not.
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) << 10
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def end_with_parent() -> None:
    """End this process when the one that started it ends. For a child, between fork and exec."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def confine(parent: int, limits: Mapping[int, int]) -> None:
    """Confine this process to ``limits`` (bytes by resource), and end it where the process ``parent`` ends."""
    for what, most in {**limits, resource.RLIMIT_CORE: 0}.items():
        resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when the user interrupts
    end_with_parent()
    if sys.platform == "linux":  # pragma: no branch - a confined process stays so: this is no place for a test to be in
        libc = ctypes.CDLL(None, use_errno=True)
        # Where the machine does not allow it, readers still never ask for the network; this only makes sure.
        libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
    if os.getppid() != parent:  # it ended before we could ask to be told
        os._exit(1)  # pragma: no cover - it ends before anything could be counted
