"""The tour speaks of people, places and minutes that exist."""

from __future__ import annotations

import re

import pytest
from django.core.management import get_commands

from cms.demo.people import read_people
from cms.demo.school.reading import read_roster
from cms.tour import INSTITUTE, STOPS, address_of
from tools.house import HOUSE


def _logins_with_a_password() -> set[str]:
    roster = read_roster()
    rows = [*roster["staff"], *roster["families"]]
    rows += [pupil for row in roster["classes"] for pupil in row["pupils"]]
    return {person["login"] for person in read_people()} | {
        row["login"] for row in rows if row.get("password")
    }


def test_everybody_of_the_tour_can_sign_in():
    named = {stop.login for stop in STOPS if stop.login}

    assert named <= _logins_with_a_password()
    assert len(named) == len(STOPS) - 1
    assert {stop.login for stop in INSTITUTE if stop.login} <= _logins_with_a_password()


def test_the_tour_takes_ten_minutes():
    assert sum(stop.minutes for stop in STOPS) == 10
    assert sum(stop.minutes for stop in INSTITUTE) == 10


def test_every_stop_begins_at_an_address():
    assert len({address_of(stop) for stop in STOPS}) >= len(STOPS) - 1
    assert all(address_of(stop) for stop in INSTITUTE)
    assert len({stop.key for stop in STOPS + INSTITUTE}) == len(STOPS) + len(INSTITUTE)


def test_what_the_tour_lets_people_type_exists():
    words = " ".join(str(step) for stop in STOPS for step in stop.steps)
    settings = (HOUSE / "docs" / "settings.md").read_text(encoding="utf-8")

    commands = set(re.findall(r"manage\.py\s+(\w+)", words))
    assert {"create_user", "grant_role"} <= commands <= set(get_commands())
    assert all(f"`{name}`" in settings for name in re.findall(r"\b([A-Z_]+)=", words))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("ru", "По кругу"), ("en", "The tour")])
def test_it_is_told_in_two_languages(client, language, words):
    client.cookies["django_language"] = language
    page = client.get("/tour/").content.decode()

    assert words in page
    assert all(stop.login in page for stop in STOPS + INSTITUTE)
    assert all(f'id="{stop.key}"' in page for stop in STOPS + INSTITUTE)
    assert "demo-accounts.txt" not in page  # nobody of the demo is here
