"""The launcher sets up by itself, once, safely, and says what is missing."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "kooperacje"
FAKE_UV = """#!/bin/sh
echo "$@" >> "{notes}"
sleep 0.2
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin" "$UV_PROJECT_ENVIRONMENT/lib/python3.11/site-packages"
ln -sf "{python}" "$UV_PROJECT_ENVIRONMENT/bin/python"
"""


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module; it has no ending, so it needs a loader by name."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("kooperacje_launcher", str(LAUNCHER))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def fake_uv(launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A uv that makes an environment of nothing and notes how it was called."""
    notes = tmp_path / "calls"
    tool = tmp_path / "uv"
    tool.write_text(FAKE_UV.format(notes=notes, python=sys.executable))
    tool.chmod(0o755)
    monkeypatch.setattr(launcher, "fetch_uv", lambda _tools, _log: tool)
    monkeypatch.setattr(launcher, "pip_settings", lambda _tools: {})
    return notes


def test_it_reads_on_old_pythons() -> None:
    ast.parse(LAUNCHER.read_text(), feature_version=(3, 7))


def test_an_old_python_is_told_in_two_languages(tmp_path: Path) -> None:
    pretend = "import sys; sys.version_info = (3, 9, 2, 'final', 0); "
    run = f"exec(compile(open({str(LAUNCHER)!r}).read(), 'kooperacje', 'exec'))"
    done = subprocess.run(
        [sys.executable, "-c", pretend + run],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "wymaga Pythona 3.11" in done.stderr
    assert "needs Python 3.11" in done.stderr
    assert "Traceback" not in done.stderr


def test_uv_is_pinned_by_hash() -> None:
    text = (ROOT / "platform/kooperacje/embedded/uv-requirements.txt").read_text()
    lines = [line.strip(" \\") for line in text.splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+", lines[0])
    assert len(lines) > 5
    assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines[1:])


def test_the_lock_names_public_places_only() -> None:
    """A lock made behind a private mirror would carry that mirror's address and fail elsewhere."""
    lock = (ROOT / "uv.lock").read_text()
    private = re.compile(
        r"https?://(localhost|127\.|10\.|192\.168\.|[^./\"]+[/\":]|[^/\"]*\.(local|internal)\b)"
    )
    assert private.search(lock) is None
    assert "file://" not in lock
    assert len(set(re.findall(r"https://([^/\"]+)", lock))) <= 2, "the index and its files, no more"


def test_a_folder_with_spaces_is_set_up_once(launcher: ModuleType, fake_uv: Path, tmp_path: Path) -> None:
    venv = tmp_path / "a b" / "the venv"
    assert not launcher.in_step(venv, {"embedded"})[0]
    for _ in range(2):
        launcher.set_up(venv, tmp_path / "tools", {"embedded"})
    assert launcher.in_step(venv, {"embedded"})[0]
    calls = fake_uv.read_text().splitlines()
    assert len(calls) == 1
    assert "--frozen" in calls[0]
    paths = next(venv.glob("lib/*/site-packages/*.pth")).read_text().splitlines()
    assert paths == [str(ROOT), str(ROOT / "platform")]


def test_groups_add_up(launcher: ModuleType, fake_uv: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    launcher.set_up(venv, tmp_path / "tools", {"embedded"})
    assert not launcher.in_step(venv, {"embedded", "test"})[0]
    launcher.set_up(venv, tmp_path / "tools", {"test"})
    assert "--group embedded --group test" in fake_uv.read_text().splitlines()[1]
    assert launcher.in_step(venv, {"embedded"})[0], "the demo must not take the tests' packages"


def test_a_changed_lock_is_noticed(
    launcher: ModuleType, fake_uv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / "venv"
    launcher.set_up(venv, tmp_path / "tools", {"embedded"})
    changed = tmp_path / "uv.lock"
    changed.write_text("another")
    monkeypatch.setattr(launcher, "LOCK", changed)
    assert not launcher.in_step(venv, {"embedded"})[0]


def test_a_cut_off_set_up_starts_again(launcher: ModuleType, fake_uv: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    launcher.set_up(venv, tmp_path / "tools", {"embedded"})
    assert launcher.in_step(venv, {"embedded"})[0]


def test_two_first_starts_make_one_environment(launcher: ModuleType, fake_uv: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                launcher.set_up(venv, tmp_path / "tools", {"embedded"})
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert len(fake_uv.read_text().splitlines()) == 1
    assert launcher.in_step(venv, {"embedded"})[0]


def test_the_question_is_fast(launcher: ModuleType, fake_uv: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    launcher.set_up(venv, tmp_path / "tools", {"embedded"})
    spans = []
    for _ in range(5):
        began = time.perf_counter()
        assert launcher.in_step(venv, {"embedded"})[0]
        spans.append(time.perf_counter() - began)
    assert min(spans) < 0.05


def test_without_pip_and_uv_it_says_what_to_install(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "pip_command", lambda _tools: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("KOOPERACJE_LANG", "pl")
    with pytest.raises(SystemExit, match="apt-get install python3-pip"):
        launcher.fetch_uv(tmp_path, tmp_path / "log")


def test_the_certificate_of_pip_reaches_uv(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.setenv("PIP_CERT", "/etc/company.pem")
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    found = launcher.uv_environment(tmp_path / "venv", tmp_path)
    assert found["SSL_CERT_FILE"] == "/etc/company.pem"
    assert found["UV_PROJECT_ENVIRONMENT"] == str(tmp_path / "venv")
    assert "VIRTUAL_ENV" not in found


def test_a_failed_step_shows_its_last_lines(
    launcher: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [sys.executable, "-c", "print('no route'); raise SystemExit(3)"]
    with pytest.raises(SystemExit) as stopped:
        launcher.run_step("Packages", words, tmp_path / "log")
    assert "Packages" in str(stopped.value)
    assert "no route" in capsys.readouterr().err


def test_every_command_is_explained() -> None:
    from kooperacje.cli import app  # noqa: PLC0415  typer is heavy

    explained = {
        command.name: (command.callback.__doc__ or "").strip()
        for command in app.registered_commands
        if command.callback
    }
    assert {"demo", "test", "doctor", "bench"} <= set(explained)
    assert all(len(text) > 20 for text in explained.values()), explained
