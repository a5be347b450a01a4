"""One start a data folder: two would write to the same database files."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kooperacje.embedded.texts import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kooperacje.embedded.places import Places


@contextmanager
def only_start(places: Places) -> Iterator[None]:
    """Hold the folder's lock; the kernel lets go of it however this process ends."""
    descriptor = os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = places.lock.read_text().strip() or "?"
            raise Fault("already-running", folder=places.root, pid=holder) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def held(places: Places) -> bool:
    """Whether a start uses this folder right now."""
    try:
        descriptor = os.open(places.lock, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)
