"""What stands in deploy/ starts the same commands, with the same rights, as the chart."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tenants import roles

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PARTS = {"web", "worker", "beat", "migrate"}
OWNER = "KOOPERACJE_DB_AS_OWNER"


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return document


def containerfile() -> str:
    return (DEPLOY / "Containerfile").read_text()


def chart_command(part: str) -> list[str]:
    """A command of the chart, with its default values put in."""
    text = (ROOT / "helm/kooperacje/templates" / f"{part}.yaml").read_text()
    values = yaml.safe_load((ROOT / "helm/kooperacje/values.yaml").read_text())
    text = re.sub(
        r"\{\{ \.Values\.(\w+)\.(\w+) \| quote \}\}",
        lambda match: f'"{values[match[1]][match[2]]}"',
        text,
    )
    found = re.search(r"^( +)command:((?:\n\1  - .*)+| \[.*\])", text, re.MULTILINE)
    assert found, part
    command: list[str] = yaml.safe_load(found[2])
    return command


def unit_settings(unit: Path) -> dict[str, list[str]]:
    settings: dict[str, list[str]] = {}
    for line in unit.read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            settings.setdefault(name, []).append(value)
    return settings


def unit_of(part: str) -> dict[str, list[str]]:
    return unit_settings(DEPLOY / "systemd" / f"kooperacje-{part}.service")


def without_flag_style(command: list[str]) -> list[str]:
    """`--pidfile=` and `--pidfile ""` say the same."""
    return [word for item in command for word in item.split("=", 1)]


@pytest.mark.parametrize("part", sorted(PARTS))
def test_compose_and_chart_start_the_same_command(part: str) -> None:
    service = compose()["services"][part]
    command = service.get("command")
    if part == "web":
        assert command is None
        found = re.search(r"^CMD (\[.*\])$", containerfile(), re.MULTILINE)
        assert found
        command = yaml.safe_load(found[1])
    assert command == chart_command(part)


@pytest.mark.parametrize("part", sorted(PARTS))
def test_systemd_starts_the_same_command_on_the_loopback(part: str) -> None:
    (line,) = unit_of(part)["ExecStart"]
    assert line.startswith("/opt/kooperacje/.venv/bin/")
    command = line.removeprefix("/opt/kooperacje/.venv/bin/").split(" ")
    expected = ["127.0.0.1" if word == "0.0.0.0" else word for word in chart_command(part)]  # noqa: S104
    assert without_flag_style(command) == expected


def test_only_migrations_get_the_owner_in_compose() -> None:
    services = compose()["services"]
    assert services["migrate"]["env_file"] == ["secrets/app.env", "secrets/owner.env"]
    assert services["migrate"]["environment"][OWNER] == "1"
    for part in PARTS - {"migrate"}:
        assert "secrets/owner.env" not in services[part]["env_file"], part
        assert OWNER not in services[part]["environment"], part


def test_only_migrations_get_the_owner_in_systemd() -> None:
    assert unit_of("migrate")["EnvironmentFile"] == [
        "/etc/kooperacje/app.env",
        "/etc/kooperacje/owner.env",
    ]
    for part in PARTS - {"migrate"}:
        settings = unit_of(part)
        assert "/etc/kooperacje/owner.env" not in settings["EnvironmentFile"], part
        assert not any(OWNER in value for value in settings["Environment"]), part


def test_compose_services_cannot_write_to_their_image_or_gain_rights() -> None:
    for part in PARTS:
        service = compose()["services"][part]
        assert service["read_only"] is True, part
        assert service["cap_drop"] == ["ALL"], part
        assert service["security_opt"] == ["no-new-privileges:true"], part


def test_nothing_but_the_loopback_reaches_web_and_nothing_reaches_the_database() -> None:
    document = compose()
    published = {name: item.get("ports") for name, item in document["services"].items()}
    assert {name: ports for name, ports in published.items() if ports} == {"web": ["127.0.0.1:8000:8000"]}
    assert document["networks"]["inside"]["internal"] is True
    for name in ("postgres", "valkey"):
        assert document["services"][name]["networks"] == ["inside"]


def test_the_image_runs_as_an_ordinary_user_without_the_demos_servers() -> None:
    text = containerfile()
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001:10001"]
    syncs = re.findall(r"uv sync (.*)", text)
    assert syncs
    for arguments in syncs:
        assert "--frozen --no-default-groups" in arguments
        assert "--group" not in arguments


def test_everything_the_image_copies_exists() -> None:
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*)$", containerfile(), re.MULTILINE)
        for name in line.split()[:-1]
    }
    allowed = {
        line.removeprefix("!")
        for line in (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert copied == allowed
    assert [name for name in sorted(copied) if not (ROOT / name).exists()] == []


def test_the_logins_of_compose_are_those_the_code_grants_to() -> None:
    script = (DEPLOY / "postgres" / "10-roles.sh").read_text()
    for login in roles.LOGINS:
        assert f"CREATE ROLE k_{login} LOGIN NOINHERIT " in script
    assert "CREATE ROLE kooperacje_owner LOGIN CREATEROLE " in script
    assert "SUPERUSER" not in script


def test_secrets_are_made_once_and_never_overwritten(tmp_path: Path) -> None:
    script = shutil.copy(DEPLOY / "make-secrets.sh", tmp_path)
    first = subprocess.run(["sh", script], capture_output=True, text=True, check=True)
    assert "Made deploy/secrets" in first.stdout
    before = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    named = {path for item in compose()["services"].values() for path in item.get("env_file", [])}
    named |= {item["file"] for item in compose()["secrets"].values()}
    assert {f"secrets/{name}" for name in before} == named
    keys = dict(line.split("=", 1) for line in before["app.env"].splitlines())
    assert keys["KOOPERACJE_SECRET_KEY"] != keys["KOOPERACJE_FIELD_KEY"]
    assert min(len(keys["KOOPERACJE_SECRET_KEY"]), len(keys["KOOPERACJE_FIELD_KEY"])) >= 50
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0

    again = subprocess.run(["sh", script], capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()} == before


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """The programs and the account are not installed here: others stand in for them."""
    stand_ins = []
    for unit in [*UNITS, DEPLOY / "systemd" / "kooperacje.target"]:
        text = unit.read_text().replace("User=kooperacje", "User=root")
        text = re.sub(r"/opt/kooperacje/\.venv/bin/\w+", "/bin/true", text)
        stand_in = tmp_path / unit.name
        stand_in.write_text(text.replace("Group=kooperacje", "Group=root"))
        stand_ins.append(str(stand_in))
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *stand_ins],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in result.stderr.splitlines() if "kooperacje" in line]
    assert (result.returncode, said) == (0, [])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_units_are_hardened(unit: Path) -> None:
    settings = unit_settings(unit)
    assert settings["User"] == ["kooperacje"]
    assert settings["CapabilityBoundingSet"] == [""]
    for name, value in {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
    }.items():
        assert settings[name] == [value], name
