"""The embedded services: whole after every kind of end, closed to everybody else."""

from __future__ import annotations

import os
import re
import signal
import socket
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from kooperacje.embedded import given, identity, ports, postgres, processes
from kooperacje.embedded.broker import Broker
from kooperacje.embedded.lock import held, only_start
from kooperacje.embedded.places import Places, default_data_dir, write_json
from kooperacje.embedded.postgres import Postgres
from kooperacje.embedded.processes import Child, Company
from kooperacje.embedded.texts import TEXTS, Fault

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
WITH_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
FAMILY = [sys.executable, "-c", WITH_CHILD]


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    made = Places.open(tmp_path / "with space")
    yield made
    made.erase()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A running server for tests that leave nothing in it but roles."""
    made = Postgres(Places.open(tmp_path_factory.mktemp("server") / "data"), durable=False)
    made.start()
    yield made
    made.stop()
    made.places.erase()


def rows(url: str, question: str) -> list[tuple[object, ...]]:
    """Ask in a connection of its own."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def wait_for(file: Path, seconds: float = 5.0) -> str:
    """What a child wrote down."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if file.exists() and file.read_text().strip():
            return file.read_text().strip()
        time.sleep(0.02)
    pytest.fail(f"nothing in {file.name}")


def watch_until_given_up(child: Child) -> None:
    """Watch as the demo does."""
    for _ in range(200):
        child.watch()
        time.sleep(0.02)


# -- sentences -----------------------------------------------------------------------------------


def test_every_sentence_stands_in_three_languages_with_the_same_places() -> None:
    for key, texts in TEXTS.items():
        assert set(texts) == {"pl", "en", "uk"}, key
        found = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in texts.items()
        }
        assert found["pl"] == found["en"] == found["uk"], key


def test_every_named_sentence_exists() -> None:
    folder = Path(postgres.__file__).parent
    text = "".join(file.read_text() for file in folder.glob("*.py"))
    named = set(re.findall(r"(?:Fault|say)\(\s*\"([a-z-]+)\"", text))
    assert len(named) > 20
    assert named <= set(TEXTS)


# -- places --------------------------------------------------------------------------------------


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Fault) as refused:
        Places.open(tmp_path)
    assert refused.value.key == "data-dir-foreign"
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


def test_secrets_are_private_and_stay_the_same(places: Places) -> None:
    first = places.secret("broker")
    assert Places.open(places.root).secret("broker") == first
    assert places.secret("other") != first
    assert (places.root / "secrets.json").stat().st_mode & 0o077 == 0


def test_reset_removes_the_data_and_keeps_the_lock(places: Places) -> None:
    (places.files / "certificate.pdf").write_text("x")
    before = places.secret("broker")
    with only_start(places):
        places.erase()
        assert held(places)
    assert list(places.files.iterdir()) == []
    assert places.secret("broker") != before


def test_the_data_folder_is_named_or_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KOOPERACJE_DATA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_dir() == tmp_path / "kooperacje"
    monkeypatch.setenv("KOOPERACJE_DATA_HOME", str(tmp_path / "x"))
    assert default_data_dir() == tmp_path / "x"


def test_one_start_a_folder(places: Places) -> None:
    with only_start(places):
        with pytest.raises(Fault, match=str(os.getpid())) as refused, only_start(places):
            pass
        assert refused.value.key == "already-running"
    assert not held(places)


# -- ports ---------------------------------------------------------------------------------------


def test_a_taken_port_is_named_with_a_free_one() -> None:
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Fault, match=f"--port {port + 1}|--port ") as refused:
            ports.claim(port)
    assert refused.value.key == "port-taken"
    assert str(port) in str(refused.value)


# -- PostgreSQL ----------------------------------------------------------------------------------


def test_a_second_start_keeps_rows_and_address(places: Places) -> None:
    first = Postgres(places, durable=False)
    first.start()
    url = first.owner_url()
    rows(url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    first.stop()
    again = Postgres(places, durable=False)
    again.start()
    try:
        assert again.owner_url() == url
        assert rows(url, "SELECT n FROM kept") == [(7,)]
    finally:
        again.stop()


def test_the_owner_is_no_superuser_and_the_logins_own_nothing(server: Postgres) -> None:
    owner = server.owner_url()
    words = {"web": "one-password", "worker": "two-passwords"}
    for _ in range(2):
        logins = given.ensure_logins(owner, words, "tst")
    assert rows(owner, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]
    for url in logins.values():
        question = "SELECT rolinherit OR rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles"
        assert rows(url, f"{question} WHERE rolname = current_user") == [(False,)]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            rows(url, "CREATE SCHEMA mine")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(given.as_role(owner, "tst_web", "wrong"))


def test_it_listens_on_the_loopback_only_with_many_locks(server: Postgres) -> None:
    asked = "SELECT name, setting FROM pg_settings"
    settings = {str(name): str(value) for name, value in rows(server.owner_url(), asked)}
    assert settings["listen_addresses"] == "127.0.0.1"
    assert int(settings["max_locks_per_transaction"]) >= 1024


def test_nothing_outlives_a_killed_start_and_rows_stay(places: Places, tmp_path: Path) -> None:
    script = tmp_path / "start.py"
    script.write_text(
        "import sys, time\n"
        "from pathlib import Path\n"
        "from kooperacje.embedded import postgres, processes\n"
        "from kooperacje.embedded.places import Places\n"
        "# As on a system whose kernel does not tell children of our death.\n"
        "postgres.dies_with_parent = processes.dies_with_parent = lambda number: None\n"
        "places = Places.open(Path(sys.argv[1]))\n"
        "server = postgres.Postgres(places)\n"
        "server.start()\n"
        "child = processes.Child(places, 'child', [sys.executable, '-c',"
        " 'import time; time.sleep(60)'], {})\n"
        "child.start()\n"
        "Path(sys.argv[2]).write_text(f'{server.process.pid} {child.process.pid}')\n"
        "time.sleep(60)\n"
    )
    note = tmp_path / "pids"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, str(script), str(places.root), str(note)], env=environment
    ) as start:
        database, child = map(int, wait_for(note, 30).split())
        port = places.state()["postgres_port"]
        url = f"postgresql://{postgres.OWNER}:{places.secret('postgres_owner')}@127.0.0.1:{port}"
        url += f"/{postgres.DATABASE}"
        rows(url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
        start.kill()
    assert identity.began(database), "this test needs an orphan"
    assert identity.began(child), "this test needs an orphan"

    assert identity.end_leftovers(places.run) == ["child"]
    again = Postgres(places)
    again.start()
    try:
        assert not identity.began(child)
        assert not identity.began(database)
        assert rows(again.owner_url(), "SELECT n FROM kept") == [(7,)]
    finally:
        again.stop()


def test_a_process_file_of_another_program_does_not_stop_a_start(places: Places) -> None:
    first = Postgres(places, durable=False)
    first.start()
    stale = (first.folder / "postmaster.pid").read_text()
    first.stop()
    with subprocess.Popen(SLEEPER) as other:
        noted = "\n".join([str(other.pid), *stale.splitlines()[1:]])
        (first.folder / "postmaster.pid").write_text(noted)
        again = Postgres(places, durable=False)
        again.start()
        again.stop()
        assert other.poll() is None, "another program was ended"
        other.kill()


def test_a_cut_off_initdb_is_made_again(places: Places) -> None:
    made = Postgres(places, durable=False)
    half = made.folder.with_name("cluster.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    made.start()
    made.stop()
    assert not half.exists()


# -- given servers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("banana", "database-url-malformed"),
        ("postgresql://host:port/x", "database-url-malformed"),
        ("mysql://u:p@h/x", "database-url-malformed"),
        ("postgresql://u:p@127.0.0.1:1/x", "database-unreachable"),
        ("postgresql://u:p@nowhere.invalid:5432/x", "database-unreachable"),
    ],
)
def test_a_wrong_database_address_is_told(url: str, key: str) -> None:
    with pytest.raises(Fault) as refused:
        given.check_database(url)
    assert refused.value.key == key
    assert "u:p" not in str(refused.value)


def test_a_login_or_right_that_lacks_is_told(server: Postgres) -> None:
    owner = server.owner_url()
    given.check_database(owner)
    with pytest.raises(Fault) as refused:
        given.check_database(given.as_role(owner, "nobody", "guess"))
    assert refused.value.key == "database-refused"
    logins = given.ensure_logins(owner, {"web": "abc", "worker": "def"}, "tst")
    with pytest.raises(Fault, match="CREATE ROLE, CREATE SCHEMA") as lacking:
        given.check_database(logins["web"])
    assert lacking.value.key == "database-rights"


def test_a_silent_broker_is_told() -> None:
    with pytest.raises(Fault) as refused:
        given.check_broker("redis://127.0.0.1:1/0")
    assert refused.value.key == "redis-unreachable"


# -- broker --------------------------------------------------------------------------------------


def test_queued_work_survives_and_strangers_are_refused(places: Places) -> None:
    first = Broker(places)
    first.start()
    redis.Redis.from_url(first.url()).rpush("celery", "job")
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=first.port).ping()
    assert places.secret("broker") not in " ".join(first.child.command if first.child else [])
    first.stop()
    again = Broker(places)
    again.start()
    try:
        assert redis.Redis.from_url(again.url()).lrange("celery", 0, -1) == [b"job"]
    finally:
        again.stop()


# -- processes -----------------------------------------------------------------------------------


def test_a_child_that_ends_is_started_again_and_ended_with_its_own_children(
    places: Places,
) -> None:
    company = Company()
    child = company.start(Child(places, "family", FAMILY, dict(os.environ)))
    grandchild = int(wait_for(child.log).split()[0])
    assert child.process is not None
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    assert [(found.name, code) for found, code in company.watch()] == [("family", -9)]
    assert not identity.began(grandchild), "its group must end with it"
    second = int(wait_for(child.log).split()[-1])
    company.stop()
    assert not identity.began(second)
    assert list(places.run.glob("*.process")) == []


def test_a_child_that_cannot_run_says_so(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_MOST_QUICK_ENDS", 1)
    broken = [sys.executable, "-c", "raise SystemExit('no module named soup')"]
    child = Child(places, "broken", broken, {})
    child.start()
    assert child.process is not None
    child.process.wait()
    assert child.watch() == 1, "the first quick end is forgiven"
    child.process.wait()
    with pytest.raises(Fault, match="no module named soup") as told:
        watch_until_given_up(child)
    assert told.value.key == "process-failed"


def test_a_strangers_number_in_our_notes_is_not_ended(places: Places) -> None:
    with subprocess.Popen(SLEEPER) as stranger:
        note = {"name": "web", "pid": stranger.pid, "began": "1", "token": "x"}
        write_json(places.run / "web.process", note)
        assert identity.end_leftovers(places.run) == []
        assert stranger.poll() is None
        stranger.kill()
    assert list(places.run.iterdir()) == []
