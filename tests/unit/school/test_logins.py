"""Logins made from names."""

from __future__ import annotations

import pytest

from school.logins import propose_login, to_latin
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "login"),
    [
        (("Иванова", "Мария", "Петровна"), "ivanova.mp"),
        (("Щёголев", "Юрий", ""), "shchegolev.i"),
        (("Салтыков-Щедрин", "Яков", "Ильич"), "saltykov-shchedrin.ii"),
        (("О'Нил", "Ян", ""), "onil.i"),
        (("李", "", ""), "person"),
    ],
)
def test_names_become_logins(name, login):
    assert propose_login(*name) == login


def test_a_taken_login_gets_a_number():
    make_user(login="Ivanova.MP")
    assert propose_login("Иванова", "Мария", "Петровна", taken={"ivanova.mp2"}) == "ivanova.mp3"


def test_only_plain_signs_are_left():
    assert to_latin("Ёж (5_б)!") == "ezh5b"
