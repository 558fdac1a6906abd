"""The container files, as far as they can be judged without a daemon."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from tools.house import HOUSE

COMPOSE = yaml.safe_load((HOUSE / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: facts for name, facts in SERVICES.items() if "build" in facts}
DOCUMENTED = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")
EXAMPLE = (HOUSE / "deploy" / "env.example").read_text(encoding="utf-8")
TEMPLATE = (HOUSE / "deploy" / "nginx" / "mesh.conf.template").read_text(encoding="utf-8")
DOCKERFILE = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
KNOWN_TO_COMPOSE = {
    "build", "image", "restart", "environment", "networks", "logging", "command", "depends_on",
    "healthcheck", "expose", "ports", "volumes", "shm_size", "stop_grace_period", "ulimits",
}  # fmt: skip


def words(command: Any) -> str:
    return command if isinstance(command, str) else " ".join(command)


def test_every_part_of_the_scaled_form_is_there():
    assert set(SERVICES) == {
        "prepare", "web", "worker", "digests", "review", "lessons", "search_writer",
        "search_sweep", "postgresql", "redis", "elasticsearch", "s3",
        "nginx",
    }  # fmt: skip
    assert set(OURS) == {
        *("prepare", "web", "worker", "digests", "review", "lessons", "search_writer"),
        "search_sweep",
    }


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_written_as_compose_reads_it(name):
    facts = SERVICES[name]
    assert set(facts) <= KNOWN_TO_COMPOSE
    assert set(facts["networks"]) <= set(COMPOSE["networks"])
    for other, how in facts.get("depends_on", {}).items():
        assert other in SERVICES
        wanted = "service_completed_successfully" if other == "prepare" else "service_healthy"
        assert how == {"condition": wanted}
    for volume in facts.get("volumes", []):
        source = volume.split(":")[0]
        assert source in COMPOSE["volumes"] or source.startswith("${") or (HOUSE / source).exists()
    if name != "prepare":
        assert facts["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    if name not in OURS:
        assert re.search(r":\d", facts["image"]), "a version is named"


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, facts in SERVICES.items() if "ports" in facts] == ["nginx"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgresql", "redis", "elasticsearch", "s3"):
        assert SERVICES[name]["networks"] == ["inside"]


@pytest.mark.parametrize("name", OURS)
def test_what_a_service_of_ours_runs_exists(name):
    run = words(OURS[name].get("command", ""))
    commands = re.findall(r"manage\.py,? (\w+)", run)
    assert commands or name == "web"
    assert set(commands) <= set(get_commands())


def test_what_the_image_runs_exists():
    module = re.search(r'"(cms\.[\w.]+):application"', DOCKERFILE)
    assert module
    assert importlib.util.find_spec(module[1])
    assert importlib.util.find_spec("granian")
    assert re.search(r"^USER mesh$", DOCKERFILE, re.MULTILINE), "never as root"
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        assert all((HOUSE / source).exists() for source in sources.split())
    assert "latest" not in DOCKERFILE + str(COMPOSE)


@pytest.mark.parametrize("name", OURS["web"]["environment"])
def test_every_variable_is_documented(name):
    assert f"`{name}`" in DOCUMENTED


def test_every_variable_that_people_give_stands_in_the_example():
    text = (HOUSE / "docker-compose.yml").read_text(encoding="utf-8")
    needed = set(re.findall(r"\$\{(\w+):\?", text))
    assert needed <= set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))
    assert "METRICS_TOKEN" in EXAMPLE


def test_the_proxy_gets_every_variable_of_its_template():
    wanted = set(re.findall(r"\$\{([A-Z0-9_]+)\}", TEMPLATE))
    given = set(SERVICES["nginx"]["environment"])
    assert wanted == given
    library = OURS["web"]["environment"]
    for name in ("S3_PROXY_LOCATION", "S3_ENDPOINT_URL", "PACKAGE_MAX_MB"):
        assert SERVICES["nginx"]["environment"][name] == library[name]
    assert library["S3_ENDPOINT_URL"].endswith(SERVICES["nginx"]["environment"]["S3_HOST"])


def test_packages_reach_the_worker_through_the_proxy():
    """The one receives a package, the other works on it; and the proxy lets it through."""
    data = re.search(r"DATA_DIR=(\S+)", DOCKERFILE)
    assert data
    folder = f"{data[1]}/packages"
    for name in ("web", "worker"):
        assert f"packages:{folder}" in SERVICES[name]["volumes"]
    assert f"mkdir -p {folder} " in DOCKERFILE, "or the volume would be root's"
    assert list(settings.LARGE_BODIES) == ["/packages/upload/"]
    for address in settings.LARGE_BODIES:
        place = TEMPLATE.split(f"location = {address} {{")[1].split("}\n    }")[0]
        assert "client_max_body_size ${PACKAGE_MAX_MB}m;" in place
        assert "proxy_request_buffering off;" in place


def test_the_store_is_the_one_that_the_tests_use():
    pom = (HOUSE / "tools" / "services" / "s3" / "pom.xml").read_text(encoding="utf-8")
    tested = re.search(r"<artifactId>s3proxy</artifactId>\s*<version>([\d.]+)</version>", pom)
    assert tested
    assert SERVICES["s3"]["image"].endswith(f":{tested[1]}")


def test_compose_itself_agrees(tmp_path: Path):
    """Asked where there is a compose; the tests above hold everywhere."""
    program = _compose()
    if program is None:
        pytest.skip("neither `docker compose` nor docker-compose is there")
    filled = tmp_path / "env"
    filled.write_text(re.sub(r"^(\w+)=$", r"\1=x", EXAMPLE, flags=re.MULTILINE), encoding="utf-8")
    asked = [*program, "--env-file", str(filled), "config", "--quiet"]
    done = subprocess.run(asked, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _compose() -> list[str] | None:
    if shutil.which("docker"):
        asked = ["docker", "compose", "version"]
        if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return ["docker", "compose"]
    old = shutil.which("docker-compose")
    return [old] if old else None
