"""The launcher of the OpenSearch node; that it starts one, the scaled tests show."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tools.services.opensearch import node
from tools.services.opensearch.node import OpenSearchNode, free_port
from tools.services.processes import ServiceFailed


def test_a_port_is_free_and_one_that_the_runner_takes() -> None:
    port = free_port()
    assert node.FIRST_PORT <= port <= node.LAST_PORT
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))


def test_a_large_heap_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="more than 1024"):
        OpenSearchNode(tmp_path, heap_mb=2048)


def test_without_java_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "class_path", lambda pom: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServiceFailed, match="openjdk-17-jre-headless"):
        OpenSearchNode(tmp_path / "node").start()


def test_a_node_that_ends_at_once_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho no memory here\nexit 1\n", encoding="ascii")
    java.chmod(0o755)
    monkeypatch.setattr(node, "class_path", lambda pom: str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    started = OpenSearchNode(tmp_path / "node")
    with pytest.raises(ServiceFailed, match="no memory here"):
        started.start()
    assert started.pid is None
