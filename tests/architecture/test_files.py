"""What no file of the house may contain: addresses of registries, paths of a machine, secrets."""

from __future__ import annotations

import ast
import json
import re

from tools.house import HOUSE

BINARY = {
    ".png", ".jpg", ".webp", ".woff2", ".ico", ".gz", ".zip", ".pdf", ".docx", ".pptx", ".mp4",
    ".sqlite3",
}  # fmt: skip
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "npm" + "mirror.com")
MACHINE_PATHS = re.compile(r"(?<![\w./}])/(?:wo" r"rk|ro" r"ot|Us" r"ers|ho" r"me)/\w")
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\bxox[abpr]-[0-9A-Za-z-]{10,}|django-insecure-[^\s\"']{20,}"
    r"|\b[a-z]+://[^\s:/@{}$<]+:[^\s:/@{}$<]+@"
)
PASSWORD = re.compile(
    r"""(?i)\b(?:password|passwd|secret_key|api_key|token)\s*[:=]\s*["'][^"'{}<\s]{6,}["']"""
)


def _texts(files):
    for path in files:
        if path.suffix not in BINARY:
            yield path.relative_to(HOUSE).as_posix(), path.read_text(encoding="utf-8")


def _lines_with(files, pattern):
    return [
        f"{name}: {match.group(0)[:60]}"
        for name, text in _texts(files)
        for match in pattern.finditer(text)
    ]


def test_no_file_names_a_package_registry(house_files):
    hosts = re.compile("|".join(map(re.escape, HOSTS)))

    assert _lines_with(house_files, hosts) == []


def test_the_python_lock_has_hashes_and_no_address():
    text = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]

    assert lines
    assert all(re.match(r"^[a-z0-9][a-z0-9._-]*==\S+ \\$", line) for line in lines)
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(lines)


def test_the_browser_lock_has_hashes_and_no_address():
    lock = json.loads((HOUSE / "package-lock.json").read_text(encoding="utf-8"))
    installed = {name: facts for name, facts in lock["packages"].items() if name}

    assert installed
    assert [name for name, facts in installed.items() if "resolved" in facts] == []
    assert [name for name, facts in installed.items() if "integrity" not in facts] == []


def test_no_file_names_a_path_of_somebodys_machine(house_files):
    assert _lines_with(house_files, MACHINE_PATHS) == []


def test_no_file_holds_a_secret(house_files):
    outside_tests = [path for path in house_files if path.relative_to(HOUSE).parts[0] != "tests"]

    assert _lines_with(house_files, SECRETS) == []
    assert _lines_with(outside_tests, PASSWORD) == []


def test_migrations_import_no_door_and_no_action(house_files):
    wrong = [
        f"{path.relative_to(HOUSE)}: {name}"
        for path in house_files
        if path.suffix == ".py" and path.parent.name == "migrations"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _imported(node)
        if {"api", "actions", "queries", "models"} & set(name.split(".")[1:])
        and not name.startswith(("django.", "wagtail."))
    ]

    assert wrong == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
