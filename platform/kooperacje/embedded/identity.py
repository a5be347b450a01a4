"""Which process is which: a process number alone may belong to somebody else by now."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from kooperacje.embedded.places import read_json, write_json

RUN_VARIABLE = "KOOPERACJE_RUN"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a start writes down about each process it begins, to find it again after a kill -9."""

    name: str
    pid: int
    began: str
    token: str

    def write(self, folder: Path) -> None:
        """One file a process."""
        write_json(folder / f"{self.name}.process", asdict(self))


def began(pid: int) -> str:
    """The moment a process began, as the kernel counts it; empty when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        if Path("/proc/self/stat").exists():
            return ""
    else:
        fields = stat.rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    ps = shutil.which("ps") or "/bin/ps"
    asked = subprocess.run([ps, "-p", str(pid), "-o", "lstart="], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def end_group(pid: int, patience: float = 10.0) -> None:
    """Ask a process group to end, then insist; returns when none of it is left."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
        try:
            os.killpg(pid, number)
        except (ProcessLookupError, PermissionError):
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not group_alive(pid):
                return
            time.sleep(0.05)


def group_alive(pid: int) -> bool:
    """Whether anything of the group still runs; a dead child is collected on the way."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.killpg(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end_leftovers(folder: Path) -> list[str]:
    """End what an earlier start left running; names of the processes found.

    A leader is ours when its number began at the noted moment. When the leader died first, its
    children are ours when they carry the start's random token in their environment.
    """
    names = []
    for file in sorted(folder.glob("*.process")):
        noted = read_json(file)
        try:
            trace = Trace(**noted)
        except TypeError:
            file.unlink()
            continue
        if (trace.began and began(trace.pid) == trace.began) or _orphans(trace):
            end_group(trace.pid)
            names.append(trace.name)
        file.unlink()
    return names


def _orphans(trace: Trace) -> bool:
    """Members of the group whose leader is gone, told by the token."""
    wanted = f"{RUN_VARIABLE}={trace.token}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) != trace.pid:
                continue
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                return True
        except OSError:
            continue
    return False
