"""Several machines behind a proxy: whose address counts, and that browsers stay with HTTPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tools.house import HOUSE

NAMES = [
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECOND_FACTOR",
]
PROGRAM = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}))
"""


@pytest.fixture
def scaled(tmp_path: Path) -> dict[str, Any]:
    """The settings as a process of their own reads them."""
    variables = {"DJANGO_SETTINGS_MODULE": "cms.settings.scaled", "DATA_DIR": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **variables},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(answer.stdout))


def test_browsers_are_told_to_stay_with_https(scaled: dict[str, Any]) -> None:
    assert scaled["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert scaled["SESSION_COOKIE_SECURE"]
    assert scaled["CSRF_COOKIE_SECURE"]


def test_those_who_decide_about_others_need_a_second_factor(scaled: dict[str, Any]) -> None:
    assert scaled["SECOND_FACTOR"] == "required"


@pytest.mark.django_db
def test_behind_a_proxy_one_guesser_closes_the_door_for_himself_only(
    client: Client, scaled: dict[str, Any], settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = scaled["ALLAUTH_TRUSTED_PROXY_COUNT"]

    def is_stopped(number: int, seen_by_proxy: str) -> bool:
        page = client.post(
            reverse("account_login"),
            {"login": f"nobody{number}", "password": "wrong"},
            # What stands before the last address is whatever the guesser wrote there.
            headers={"X-Forwarded-For": f"10.0.0.{number}, {seen_by_proxy}"},
        )
        return "Слишком много неверных паролей" in page.content.decode()

    for number in range(20):
        assert not is_stopped(number, "203.0.113.5")
    assert is_stopped(20, "203.0.113.5")
    assert not is_stopped(21, "203.0.113.6")
