"""Two libraries on one laptop: a browser keeps cookies by host, whatever the port."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.house import HOUSE

PROGRAM = "from django.conf import settings; print(settings.SESSION_COOKIE_NAME)"


@pytest.mark.parametrize(("port", "name"), [("8000", "sessionid"), ("8001", "sessionid_8001")])
def test_another_port_has_its_own_session(tmp_path: Path, port: str, name: str) -> None:
    variables = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "DATA_DIR": str(tmp_path),
        "PORT": port,
    }
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **variables},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == name
