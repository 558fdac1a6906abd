"""Several OpenSearch nodes that form one cluster, for the tests that stop one of them."""

from __future__ import annotations

import secrets
import socket
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.services.opensearch.node import OpenSearchNode, free_port


class OpenSearchCluster:
    """``size`` nodes on 127.0.0.1 with their data in ``folder``; use it as a context manager."""

    def __init__(self, folder: Path, *, size: int = 3, heap_mb: int = 384) -> None:
        """Choose ports; start nothing yet."""
        name = f"mesh-{secrets.token_hex(4)}"
        transports = _free_transports(size)
        beside = ", ".join(f'"127.0.0.1:{port}"' for port in transports)
        ports: set[int] = set()
        while len(ports) < size:
            ports.add(free_port())
        self.nodes = tuple(
            OpenSearchNode(
                folder / f"node-{transport}",
                port=port,
                heap_mb=heap_mb,
                cluster=name,
                together=(
                    f"transport.port: {transport}\n"
                    f"discovery.seed_hosts: [{beside}]\n"
                    f"cluster.initial_cluster_manager_nodes: [{beside}]\n"
                ),
            )
            for port, transport in zip(sorted(ports), transports, strict=True)
        )

    @property
    def addresses(self) -> list[str]:
        """The addresses for clients (``SEARCH_URL``)."""
        return [node.address for node in self.nodes]

    def __enter__(self) -> Self:
        with ExitStack() as begun:
            for node in self.nodes:
                begun.callback(node.stop)
                node.launch()
            for node in self.nodes:
                node.wait()
            begun.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for node in self.nodes:
            node.stop()


def _free_transports(number: int) -> list[int]:
    """Return ports that the system has just said are free, all of them different."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
