"""List pages of a large town, asked for by four people at once from the very server that runs in earnest.

And how many questions each of them puts to the database in a town with ten rows of a kind and in one with
thousands: it must be the same number.
"""

from __future__ import annotations

import http.client
import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.basket import queries
from core.basket.queries.search import Wanted, find
from core.identity.models import User
from core.shared.actor import Actor
from kooperacje.bench import large_town
from kooperacje.bench.timing import Measure, in_turn
from kooperacje.embedded.ports import free_port
from tenants.context import in_tenant
from tenants.operations import prepare_database

PAGES = {
    "partners": "/partnerzy/",
    "partners, searched": f"/partnerzy/?q={quote('poradni tęcza')}",
    "meetings": "/spotkania-partnerstwa/",
    "the basket": "/koszyk/",
    "the basket, searched": f"/koszyk/?q={quote('rodzinami psycholog')}",
    "the basket, mistyped": f"/koszyk/?q={quote('psycholigczne')}",
    "the basket, narrowed": f"/koszyk/?gdzie={quote('Zmyślinie')}&wiek=7&mowa=uk",
    "the basket, free places": "/koszyk/?wolne=on",
    "places": "/koszyk/miejsca/",
    "all cards": "/koszyk/karty/?stan=",
    "all cards, last page": "/koszyk/karty/?stan=&strona=200",
    "quality of cards": "/koszyk/jakosc/",
    "confirmations": "/koszyk/potwierdzenia/",
    "stages": "/partnerstwo/etapy/",
    "resources": "/partnerstwo/zasoby/",
    "decisions of meetings": "/zadania-partnerstwa/",
    "services for citizens": "/uslugi/",
    "services for citizens, searched": f"/uslugi/?q={quote('długi')}",
}
CLIENTS = 4
_READY_SECONDS = 30
_SMALL, _LARGE = ("g_2499011", "male-miasto"), ("g_2499021", "duze-miasto")


def measure(
    *, rounds: int, web: Mapping[str, str], logs: Path, tell: Callable[[str], object]
) -> list[Measure]:
    """Make both towns, count the questions, then let four clients read every page `rounds` times."""
    tell("a town with 200 partners, 5,000 cards and 2,000 meetings…")
    prepare_database()
    large_town.make(*_SMALL, large_town.SMALL)
    large_town.make(*_LARGE, large_town.LARGE)
    call_command("collectstatic", interactive=False, verbosity=0)
    few, many = questions(*_SMALL), questions(*_LARGE)
    cookie = _session(*_LARGE)
    with _server(web, logs / "bench-web.log") as port:
        seconds = _read_by_all(port, _LARGE[1], cookie, rounds)
    found = []
    for name, took in seconds.items():
        same = "as many for 10 rows" if few[name] == many[name] else f"{few[name]} for 10 rows"
        found.append(Measure(f"{CLIENTS} clients", name, tuple(took), f"{many[name]} queries, {same}"))
    return [*_searches(_LARGE[0], rounds), *found]


def _searches(schema: str, rounds: int) -> list[Measure]:
    """The first page of a search, without the page around it: words in forms, bare, mistyped."""

    def first_page(text: str) -> Callable[[], object]:
        return lambda: list(
            find(queries.cards(Actor.system("bench", schema)), Wanted(text=text), partly=True).cards[:24]
        )

    texts = (
        "rodzinami psycholog",
        "dlugow",
        "psycholigczne",
        "kopalnia złota",
        "porady dla seniora bez pracy",
    )
    with in_tenant(schema):
        return in_turn("a search of 5,000 cards", {text: first_page(text) for text in texts}, rounds)


def questions(schema: str, slug: str) -> dict[str, int]:
    """Queries of each page for the officer, as one process asks them after a first visit."""
    client = _client(schema, slug)
    numbers = {}
    for name, path in PAGES.items():
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        if answer.status_code != HTTPStatus.OK:
            message = f"{path}: {answer.status_code}"
            raise RuntimeError(message)
        numbers[name] = len(asked)
    return numbers


def _client(schema: str, slug: str) -> Client:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(HTTP_HOST=f"{slug}.{settings.KOOPERACJE_BASE_DOMAIN}")
    with in_tenant(schema):
        user = User.objects.get(email=large_town.OFFICER)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _session(schema: str, slug: str) -> str:
    cookie = _client(schema, slug).cookies[settings.SESSION_COOKIE_NAME]
    return f"{settings.SESSION_COOKIE_NAME}={cookie.value}"


@contextmanager
def _server(environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """The web server with the command of deploy/, under the login of the web."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "2", "--log-level", "warning"]
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
            if _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/", {}) < 500:  # noqa: PLR2004
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(log.read_text())


def _read_by_all(port: int, slug: str, cookie: str, rounds: int) -> dict[str, list[float]]:
    """What each page took, over all clients; each client begins with another page."""
    headers = {"Host": f"{slug}.{settings.KOOPERACJE_BASE_DOMAIN}", "Cookie": cookie}
    read_by_one(port, headers, 0, 2)  # what is loaded at the first word is not counted
    seconds: dict[str, list[float]] = {name: [] for name in PAGES}
    with ProcessPoolExecutor(CLIENTS) as clients:
        jobs = [clients.submit(read_by_one, port, headers, number, rounds) for number in range(CLIENTS)]
        for job in jobs:
            for name, took in job.result():
                seconds[name].append(took)
    return seconds


def read_by_one(port: int, headers: dict[str, str], offset: int, rounds: int) -> list[tuple[str, float]]:
    """One client: every page `rounds` times over one connection, without pausing."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    names = list(PAGES)
    start = offset * len(names) // CLIENTS
    found = []
    for name in itertools.chain.from_iterable([names[start:] + names[:start]] * rounds):
        began = time.perf_counter()
        status = _ask(link, PAGES[name], headers)
        found.append((name, time.perf_counter() - began))
        if status != HTTPStatus.OK:
            message = f"{PAGES[name]}: {status}"
            raise RuntimeError(message)
    return found


def _ask(link: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> int:
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    answer.read()
    return answer.status
