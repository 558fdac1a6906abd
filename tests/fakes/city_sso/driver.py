"""Starts the provider and plays a person's browser at it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from tests.fakes.city_sso.server import LOGIN, PASSWORD

ROOT = Path(__file__).resolve().parents[3]
WAIT = 10  # seconds for one answer
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class City:
    """The running provider."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.url = f"http://127.0.0.1:{port}"

    def set(self, *, fault: str = "", **claims: Any) -> None:
        """Let the next tokens carry ``claims`` and the next answers have ``fault``."""
        requests.post(f"{self.url}/control", json={"fault": fault, "claims": claims}, timeout=WAIT)

    def seen(self) -> dict[str, str]:
        """Return with what parameters the library last sent somebody here."""
        found = requests.post(f"{self.url}/control", json={}, timeout=WAIT).json()["seen"]
        return dict(found)

    def sign_in(self, address: str) -> str:
        """Go where the library sent us, sign in, and return the address it sends us back to."""
        session = requests.Session()
        page = session.get(address, timeout=WAIT)
        token = _TOKEN.search(page.text)
        assert token, page.text[:500]
        answer = session.post(
            page.url,
            {"login": LOGIN, "password": PASSWORD, "csrfmiddlewaretoken": token[1]},
            timeout=WAIT,
            allow_redirects=False,
        )
        while answer.is_redirect:
            target = urljoin(answer.url, answer.headers["Location"])
            if urlsplit(target).netloc != urlsplit(self.url).netloc:
                return target
            answer = session.get(target, timeout=WAIT, allow_redirects=False)
        raise AssertionError(f"{answer.status_code}: {answer.text[:500]}")

    def stop(self) -> None:
        """Be down."""
        self.process.terminate()
        self.process.wait(timeout=WAIT)


@contextmanager
def running_city(folder: Path, callback: str) -> Iterator[City]:
    """Run a provider that sends people back to ``callback``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.city_sso.server", str(folder), callback],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.strip().isdecimal(), "the provider did not start"
        yield City(process, int(line))
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
