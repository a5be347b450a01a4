"""The demo from nothing to the first page, and down again, in one readable order."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kooperacje.embedded import ports
from kooperacje.embedded.board import Board
from kooperacje.embedded.identity import end_group, end_leftovers
from kooperacje.embedded.lock import only_start
from kooperacje.embedded.places import Places, checkout, write_json
from kooperacje.embedded.processes import Child, Company, product
from kooperacje.embedded.services import (
    Services,
    check_given,
    embedded_services,
    given_addresses,
)
from kooperacje.embedded.spawn import dies_with_parent
from kooperacje.embedded.texts import Fault, say

_READY_SECONDS = 60.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Stop(BaseException):
    """Somebody asked us to end."""


@dataclass(slots=True)
class Demo:
    """One start of the demo."""

    data_dir: Path
    port: int = 8000
    tenants: int | None = None
    reset: bool = False
    once: bool = False
    board: Board = field(default_factory=Board)
    _renewed: bool = False

    def run(self) -> None:
        """Come up, print where to look, watch over the processes until asked to end."""
        ports.claim(self.port)
        check_given()
        places = Places.open(self.data_dir)
        with only_start(places), _told_to_stop():
            try:
                self._mend(places)
                with embedded_services_shown(places, self.board) as services:
                    self._serve(places, services)
            except _Stop:
                pass
            self.board.say("stopped", folder=places.root)

    # -- inside --------------------------------------------------------------------------------

    def _mend(self, places: Places) -> None:
        """What a kill -9 left running is ended before anything starts."""
        found = end_leftovers(places.run)
        places.environment.unlink(missing_ok=True)
        if found:
            self.board.say("recovered", names=", ".join(found))
        if self.reset:
            if given_addresses()[0]:
                self.board.say("reset-external")
            from kooperacje.embedded.postgres import Postgres

            Postgres(places).end_leftover()
            places.erase()
            self.board.say("reset-done", folder=places.root)

    def _serve(self, places: Places, services: Services) -> None:
        services.environment["KOOPERACJE_PORT"] = str(self.port)
        company = Company()
        web, *background = product(places, self.port, services.of_web(), services.worker_url)
        try:
            with self.board.shown():
                if self._told(places, services):
                    # Nothing but a check is expected: the pages may load meanwhile.
                    company.start(web)
                accounts = self._build(places, services)
                self._begin(places, services, company, web)
                for child in background:
                    company.start(child)
                self.board.end("processes")
            self.board.accounts(accounts)
            self.board.say("landing", address=f"http://localhost:{self.port}/")
            self.board.say("started-in", seconds=self.board.seconds, folder=places.root)
            if not self.once:
                self._watch(services, company)
        finally:
            _deaf()
            self.board.say("stopping")
            places.environment.unlink(missing_ok=True)
            company.stop()

    def _build(self, places: Places, services: Services) -> list[dict[str, Any]]:
        log = places.log("setup")
        self.board.begin("load")
        if self._told(places, services):
            words = ["build", "static", "accounts", *self._limit]
            accounts = self._step(words, services.of_owner(), log)
            self.board.end("stories", say("kept"))
            return accounts
        with step_process(["static"], services.of_web(), log) as static:
            accounts = self._step(["build", "accounts", *self._limit], services.of_owner(), log)
            self._step(["stories"], services.of_worker(), log)
            self._finish(static, "static", log)
        if not given_addresses()[0]:
            places.remember(stories=self._story_mark(services))
        return accounts

    @property
    def _limit(self) -> list[str]:
        return [] if self.tenants is None else [str(self.tenants)]

    def _story_mark(self, services: Services) -> dict[str, Any]:
        return {"database": services.owner_url.rpartition("/")[2], "limit": self._limit}

    def _told(self, places: Places, services: Services) -> bool:
        """Whether this set of tenants has its stories; a start that was cut off did not say so."""
        if given_addresses()[0]:
            return False
        return bool(places.state().get("stories") == self._story_mark(services))

    def _step(self, words: list[str], environment: Mapping[str, str], log: Path) -> list[Any]:
        with step_process(words, environment, log) as process:
            return self._finish(process, words[0], log)

    def _finish(self, process: subprocess.Popen[str], name: str, log: Path) -> list[Any]:
        """Show what a step tells until it ends; its failure is ours."""
        accounts: list[Any] = []
        reason, current = "", ""
        for line in process.stdout or ():
            try:
                event = json.loads(line)
            except ValueError:
                continue
            accounts = event.get("accounts", accounts)
            reason = event.get("failed", reason)
            self._renewed = event.get("renewed", self._renewed)
            if step := event.get("step"):
                if not current and name == "build":
                    self.board.end("load")
                if current and step != current:
                    self.board.end(current)
                current = step
                self.board.move(step, event["what"], event["done"], event["total"])
        if process.wait() != 0:
            raise Fault("step-failed", step=self.board.failed_in or name, reason=reason or "?", log=log)
        if current:
            self.board.end(current)
        return accounts

    def _begin(self, places: Places, services: Services, company: Company, web: Child) -> None:
        self.board.begin("ready")
        if web not in company.children:
            ports.claim(self.port)
            company.start(web)
        elif self._renewed:
            # Pages look their files' names up once, at their start.
            web.stop()
            web.start()
        write_json(
            places.environment,
            {"owner": _own(services.of_owner()), "worker": _own(services.of_worker())},
        )
        self._await_page(web)
        self.board.end("ready")
        self.board.begin("processes")

    def _await_page(self, web: Child) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline:
            if web.ended() is not None:
                raise web.fault()
            if page_status(self.port, "/gotowosc/") == http.client.OK:
                return
            time.sleep(0.1)
        address = f"http://localhost:{self.port}/gotowosc/"
        raise Fault("not-ready", address=address, seconds=int(_READY_SECONDS), log=web.log)

    def _watch(self, services: Services, company: Company) -> None:
        """Until asked to end; a process that ends by itself is started again."""
        while True:
            time.sleep(0.5)
            for child, code in [*company.watch(), *_watch_all(services)]:
                self.board.say("restarted", name=child.name, code=code, log=child.log)
            postgres = services.postgres
            if postgres is not None and postgres.process and postgres.process.poll() is not None:
                code = postgres.process.returncode
                postgres.start()
                log = postgres.places.log("postgres")
                self.board.say("restarted", name="postgres", code=code, log=log)


def _watch_all(services: Services) -> list[tuple[Any, int]]:
    return [(child, code) for child in services.watched if (code := child.watch()) is not None]


@contextmanager
def embedded_services_shown(places: Places, board: Board) -> Iterator[Services]:
    """The services, with their two steps on the board."""
    began = time.monotonic()
    with embedded_services(places) as services:
        seconds = f"{time.monotonic() - began:.1f} s"
        board.end("database", seconds if services.postgres else "DATABASE_URL")
        board.end("broker", "" if services.watched else "REDIS_URL")
        yield services


@contextmanager
def step_process(
    words: Sequence[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[str]]:
    """A step in a process of its own, ended with us however we end."""
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "kooperacje.embedded.steps", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=checkout(),
            env=dict(environment),
            start_new_session=True,
            preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one C call
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            end_group(process.pid, patience=3.0)
        if process.stdout is not None:
            process.stdout.close()


def page_status(port: int, path: str, host: str = "localhost") -> int:
    """Status of a page of ours, 0 while nobody answers; Python does not resolve *.localhost."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _own(environment: Mapping[str, str]) -> dict[str, str]:
    """What a command beside the demo needs; the rest of our environment is nobody's business."""
    names = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
    return {
        name: value
        for name, value in environment.items()
        if name in names or (name.startswith("KOOPERACJE_") and name != "KOOPERACJE_CHECKOUT")
    }


@contextmanager
def _told_to_stop() -> Iterator[None]:
    """Ctrl-C, a service manager's SIGTERM and a closed terminal all end us in order."""

    def stop(_number: int, _frame: object) -> None:
        _deaf()
        raise _Stop

    heard = [n for n in _SIGNALS if n != signal.SIGHUP or signal.getsignal(n) != signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _deaf() -> None:
    """While we end things a second Ctrl-C must not leave half of them running."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
