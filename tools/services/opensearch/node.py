"""One OpenSearch node on this machine, for the scaled tests.

Maven fetches OpenSearch (``pom.xml`` names it), Java 17 runs it: the Debian packages ``maven`` and
``openjdk-17-jre-headless``. From the command line, until it is told to stop::

    python -m tools.services.opensearch.node --folder var/opensearch
"""

from __future__ import annotations

import argparse
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.services.maven import class_path, java
from tools.services.processes import ServiceFailed

POM = Path(__file__).with_name("pom.xml")
MAIN_CLASS = "org.codelibs.opensearch.runner.OpenSearchRunner"
# The runner refuses ports above 9299.
FIRST_PORT, LAST_PORT = 8300, 9299
MOST_HEAP_MB = 1024
START_SECONDS = 240.0  # a busy machine takes long; an idle one 5 s
STOP_SECONDS = 30.0

_NODE = """\
network.host: 127.0.0.1
action.auto_create_index: false
cluster.routing.allocation.disk.threshold_enabled: false
"""
_ALONE = """\
transport.port: 0
discovery.type: single-node
"""
_LOG = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %c{1.} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


class OpenSearchNode:
    """A single node that keeps its data in ``folder`` and listens on 127.0.0.1 only.

    Use it as a context manager, or call :meth:`start` and :meth:`stop`; after a stop it may be
    started again, with its data and on the same port.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        heap_mb: int = 512,
        cluster: str = "",
        together: str = _ALONE,
    ) -> None:
        """Choose a free port unless ``port`` (8300–9299) is given; start nothing yet.

        ``together`` is how the nodes of ``cluster`` find each other, as settings of OpenSearch.
        """
        if heap_mb > MOST_HEAP_MB:
            raise ValueError(f"a heap of {heap_mb} MB is more than {MOST_HEAP_MB} MB")
        self.folder = folder
        self.heap_mb = heap_mb
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None
        # Makes sure that it is this node that answers on the port, and no stranger.
        self._cluster = cluster or f"mesh-{secrets.token_hex(4)}"
        self._together = together

    @property
    def address(self) -> str:
        """The address for clients (``SEARCH_URL``), such as ``http://127.0.0.1:8756``."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """The file with everything that the node said."""
        return self.folder / "node.log"

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self, *, timeout: float = START_SECONDS) -> None:
        """Start the node and wait until it answers; raise :class:`ServiceFailed` if it does not."""
        self.launch()
        self.wait(timeout=timeout)

    def launch(self) -> None:
        """Start the process and wait for nothing: the nodes of a cluster wait for each other."""
        if self.pid is not None:
            return
        command = self._command(class_path(POM), self._configure())
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C reaches the tests first and stops it through us
            )

    def wait(self, *, timeout: float = START_SECONDS) -> None:
        """Wait until the node answers; raise :class:`ServiceFailed` if it does not."""
        deadline = time.monotonic() + timeout
        while not self._answers():
            if self.pid is None or time.monotonic() > deadline:
                self.stop()
                raise ServiceFailed(f"OpenSearch does not start; its last words:\n{self._tail()}")
            time.sleep(0.2)

    def stop(self, *, timeout: float = STOP_SECONDS) -> None:
        """Ask the node to end, insist after ``timeout`` seconds; the data stay."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End the node as a power cut does; it may be started again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _configure(self) -> Path:
        config = self.folder / "config"
        for part in (config, self.folder / "tmp"):
            part.mkdir(parents=True, exist_ok=True)
        (config / "opensearch.yml").write_text(_NODE + self._together, encoding="ascii")
        (config / "log4j2.properties").write_text(_LOG, encoding="ascii")
        return config

    def _command(self, jars: str, config: Path) -> list[str]:
        setpriv = shutil.which("setpriv")  # so that it ends when we are killed
        return [
            *([setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []),
            java(),
            f"-Xms{min(256, self.heap_mb)}m",
            f"-Xmx{self.heap_mb}m",
            "-XX:+UseSerialGC",
            f"-Djava.io.tmpdir={self.folder / 'tmp'}",
            f"-Dlog4j2.configurationFile={config / 'log4j2.properties'}",
            *("-cp", jars, MAIN_CLASS),
            *("-basePath", str(self.folder), "-confPath", str(config)),
            *("-numOfNode", "1", "-clusterName", self._cluster),
            *("-baseHttpPort", str(self.port - 1)),  # its first node listens on the next one
        ]

    def _answers(self) -> bool:
        """Say whether the node itself answers and its indices can be used."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s")
            answer = connection.getresponse()
            return answer.status == 200 and self._cluster.encode() in answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _tail(self) -> str:
        with self.log.open(encoding="utf-8", errors="replace") as stream:
            return "".join(deque(stream, 20))


@contextmanager
def opensearch(parent: Path) -> Iterator[dict[str, str]]:
    """Run a node in ``parent``; gives ``MESH_TEST_OPENSEARCH_URL``, by which tests find it."""
    with OpenSearchNode(parent / "opensearch") as node:
        yield {"MESH_TEST_OPENSEARCH_URL": node.address}


def free_port() -> int:
    """Return a port that nothing listens on, from those that the runner accepts."""
    ports = list(range(FIRST_PORT, LAST_PORT + 1))
    secrets.SystemRandom().shuffle(ports)
    for port in ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ServiceFailed(f"no port is free between {FIRST_PORT} and {LAST_PORT}")


def main() -> None:
    """Run a node until SIGTERM or SIGINT; the first line of the output is its address."""
    parser = argparse.ArgumentParser(description="One OpenSearch node on this machine.")
    parser.add_argument("--folder", type=Path, required=True, help="where it keeps its data")
    parser.add_argument("--port", type=int, help=f"{FIRST_PORT}–{LAST_PORT}; a free one if absent")
    parser.add_argument("--heap", type=int, default=512, help="megabytes, at most 1024")
    given = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with OpenSearchNode(given.folder.resolve(), port=given.port, heap_mb=given.heap) as node:
        print(node.address, os.getpid(), node.pid, flush=True)
        while not stop.wait(1.0) and node.pid is not None:
            pass


if __name__ == "__main__":
    main()
