"""Clients of a measurement: they read pages of a large town from the very server that runs in earnest."""

from __future__ import annotations

import http.client
import itertools
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.identity.models import User
from kooperacje.bench.timing import Measure
from kooperacje.embedded.ports import free_port
from tenants.context import in_tenant

CLIENTS = 4
_READY_SECONDS = 30
_SERVER_ERROR = 500


@dataclass(frozen=True)
class Town:
    """Where pages are read."""

    schema: str
    slug: str

    @property
    def host(self) -> str:
        """Its address without the port."""
        return f"{self.slug}.{settings.KOOPERACJE_BASE_DOMAIN}"


@dataclass(frozen=True)
class Reading:
    """A page, and the account that reads it."""

    path: str
    email: str


Pages = Mapping[str, Reading]


def measured(
    few: tuple[Town, Pages],
    many: tuple[Town, Pages],
    *,
    rows: int,
    rounds: int,
    web: Mapping[str, str],
    logs: Path,
    clients: int = CLIENTS,
) -> list[Measure]:
    """The pages of a large town under so many clients, `rounds` times each, and how many questions they
    put to the database there and in a town with `rows` rows of a kind: it must be the same number.
    """
    call_command("collectstatic", interactive=False, verbosity=0)
    asked_few, asked_many = questions(*few), questions(*many)
    town, pages = many
    cookies = {email: _session(town, email) for email in {page.email for page in pages.values()}}
    requests = {name: (page.path, cookies[page.email]) for name, page in pages.items()}
    with _server(web, logs / "bench-web.log") as port:
        seconds = _read_by_all(port, town, requests, rounds, clients)
    found = []
    for name, took in seconds.items():
        same = asked_few[name] == asked_many[name]
        note = f"as many for {rows} rows" if same else f"{asked_few[name]} for {rows} rows"
        found.append(Measure(f"{clients} clients", name, tuple(took), f"{asked_many[name]} queries, {note}"))
    return found


def questions(town: Town, pages: Pages) -> dict[str, int]:
    """Queries of each page, as one process asks them after a first visit."""
    clients = {email: signed_in_client(town, email) for email in {page.email for page in pages.values()}}
    numbers = {}
    for name, page in pages.items():
        client = clients[page.email]
        client.get(page.path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page.path)
        if answer.status_code != HTTPStatus.OK:
            message = f"{page.path}: {answer.status_code}"
            raise RuntimeError(message)
        numbers[name] = len(asked)
    return numbers


def signed_in_client(town: Town, email: str) -> Client:
    """A client within this process, in the name of an account."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(HTTP_HOST=town.host)
    with in_tenant(town.schema):
        user = User.objects.get(email=email)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _session(town: Town, email: str) -> str:
    cookie = signed_in_client(town, email).cookies[settings.SESSION_COOKIE_NAME]
    return f"{settings.SESSION_COOKIE_NAME}={cookie.value}"


@contextmanager
def _server(environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """The web server with the command of deploy/, under the login of the web."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "4", "--blocking-threads", "1", "--log-level", "warning"]
    command += ["kooperacje.wsgi:application"]
    with (
        log.open("w") as out,
        subprocess.Popen(command, env=dict(environment), stdout=out, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait(port, process, log)
            yield port
        finally:
            process.terminate()
            process.wait(_READY_SECONDS)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/", {}) < _SERVER_ERROR:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(log.read_text())


Requests = dict[str, tuple[str, str]]


def _read_by_all(
    port: int, town: Town, requests: Requests, rounds: int, number_of_clients: int
) -> dict[str, list[float]]:
    """What each page took, over all clients; each client begins with another page."""
    read_by_one(port, town.host, requests, 0, 2)  # what is loaded at the first word is not counted
    seconds: dict[str, list[float]] = {name: [] for name in requests}
    with ProcessPoolExecutor(number_of_clients) as clients:
        jobs = [
            clients.submit(read_by_one, port, town.host, requests, number / number_of_clients, rounds)
            for number in range(number_of_clients)
        ]
        for job in jobs:
            for name, took in job.result():
                seconds[name].append(took)
    return seconds


def read_by_one(
    port: int, host: str, requests: Requests, offset: float, rounds: int
) -> list[tuple[str, float]]:
    """One client: every page `rounds` times over one connection, without pausing."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    names = list(requests)
    start = int(offset * len(names))
    found = []
    for name in itertools.chain.from_iterable([names[start:] + names[:start]] * rounds):
        path, cookie = requests[name]
        began = time.perf_counter()
        status = _ask(link, path, {"Host": host, "Cookie": cookie})
        found.append((name, time.perf_counter() - began))
        if status != HTTPStatus.OK:
            message = f"{path}: {status}"
            raise RuntimeError(message)
    return found


def _ask(link: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> int:
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    answer.read()
    return answer.status
