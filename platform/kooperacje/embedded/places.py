"""Where an installation on one machine keeps its data, and who may read it.

Everything lies below one folder of the user (0700): database, queue, files, keys, logs, state.
As root the database is the exception: PostgreSQL refuses to run as root, so it lies in a folder
that its unprivileged account can reach.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kooperacje.embedded.texts import Fault

_MARK = "kooperacje-data.json"
_ROOT_HOME = Path("/var/lib/kooperacje")
_LARGE_LOG = 5_000_000
_ACCOUNTS = ("kooperacje", "postgres", "nobody")


def default_data_dir() -> Path:
    """`KOOPERACJE_DATA_HOME`, else the user's data directory, else `./var` of the checkout."""
    named = os.environ.get("KOOPERACJE_DATA_HOME")
    if named:
        return Path(named).expanduser().absolute()
    xdg = os.environ.get("XDG_DATA_HOME")
    base = Path(xdg) if xdg else Path("~/.local/share").expanduser()
    if _can_make(base):
        return base.absolute() / "kooperacje"
    return checkout() / "var" / "data"


def checkout() -> Path:
    """The folder that holds the launcher."""
    return Path(__file__).resolve().parents[3]


def _can_make(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK | os.X_OK)


@dataclass(frozen=True, slots=True)
class Account:
    """The unprivileged account that PostgreSQL runs under when we are root."""

    uid: int
    gid: int


def unprivileged_account() -> Account | None:
    """None for an ordinary user, who runs everything under the own account."""
    if os.geteuid() != 0:
        return None
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Fault("no-account")


def reachable(folder: Path, account: Account | None) -> bool:
    """Whether the account may pass through every folder above (and the folder itself)."""
    if account is None:
        return True
    for part in (folder, *folder.parents):
        if not part.exists():
            continue
        info = part.stat()
        if info.st_uid == account.uid:
            needed = 0o100
        elif info.st_gid == account.gid:
            needed = 0o010
        else:
            needed = 0o001
        if not info.st_mode & needed:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and small files of one data directory."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> Places:
        """Make the folder when it is new; refuse one that holds somebody else's files."""
        places = cls(root.expanduser().absolute())
        try:
            places.root.mkdir(parents=True, exist_ok=True)
            # The database account passes through (x) but lists and reads nothing.
            places.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
            names = {entry.name for entry in places.root.iterdir()}
            if names and _MARK not in names:
                raise Fault("data-dir-foreign", folder=places.root)
            (places.root / _MARK).touch(mode=0o600)
            for folder in (places.logs, places.run, places.files):
                folder.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise Fault("data-dir-unwritable", folder=places.root, reason=error.strerror or error) from error
        return places

    @property
    def logs(self) -> Path:
        """One file a process, begun anew when it grew large."""
        return self.root / "logs"

    @property
    def run(self) -> Path:
        """What only matters while we run: process files, the addresses in use."""
        return self.root / "run"

    @property
    def files(self) -> Path:
        """The product's own files and keys (`KOOPERACJE_DATA_DIR`)."""
        return self.root / "files"

    @property
    def lock(self) -> Path:
        """Held by the one start that may use this folder."""
        return self.run / "lock"

    @property
    def environment(self) -> Path:
        """Addresses and keys of the running services, for commands run beside the demo."""
        return self.run / "environment.json"

    @property
    def database(self) -> Path:
        """Here, or where the unprivileged account can reach it when we are root."""
        if reachable(self.root, unprivileged_account()):
            return self.root / "postgres"
        mark = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
        return _ROOT_HOME / mark / "postgres"

    def secret(self, name: str) -> str:
        """A random word made at first use and kept in a file that only this user can read."""
        file = self.root / "secrets.json"
        known: dict[str, str] = read_json(file)
        if name not in known:
            known[name] = secrets.token_urlsafe(36)
            write_json(file, known)
        return known[name]

    def state(self) -> dict[str, Any]:
        """What earlier starts finished (so that a later one may skip it)."""
        return read_json(self.root / _MARK)

    def remember(self, **values: object) -> None:
        """Add to the state; written whole or not at all."""
        write_json(self.root / _MARK, {**self.state(), **values})

    def log(self, name: str) -> Path:
        """The log of one process; begun anew beyond 5 MB, the previous one kept beside it."""
        file = self.logs / f"{name}.log"
        if file.exists() and file.stat().st_size > _LARGE_LOG:
            file.replace(file.with_suffix(".old.log"))
        return file

    def erase(self) -> None:
        """Remove the data (`--reset`), but never a folder that is not ours, nor a held lock."""
        database = self.database
        shutil.rmtree(database, ignore_errors=True)
        if database.parent.parent == _ROOT_HOME:
            shutil.rmtree(database.parent, ignore_errors=True)
        for entry in self.root.iterdir():
            if entry in {self.run, self.root / _MARK}:
                continue  # the lock is held, the mark says that the folder is ours
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        write_json(self.root / _MARK, {})
        Places.open(self.root)


def read_json(file: Path) -> dict[str, Any]:
    """An empty answer for a missing or cut-off file: it is then made again."""
    try:
        return cast("dict[str, Any]", json.loads(file.read_text()))
    except (OSError, ValueError):
        return {}


def write_json(file: Path, value: object) -> None:
    """Private to the user; a kill -9 leaves the old file or the new one, never a half."""
    scratch = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(value, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    scratch.replace(file)
