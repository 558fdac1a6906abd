"""The demo people and the file of their passwords."""

from __future__ import annotations

import re
import stat
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from accounts.api import User, get_user_by_login, has_role
from cms.demo.people import LoginTaken, accounts_path, ensure_people, make_password
from cms.demo.topics import UnknownTopic, read_topics
from framework.api import get_tree, import_starter
from tests.factories.people import make_user


@pytest.fixture
def starter(db: None, now: datetime, settings, tmp_path: Path) -> None:
    """The starter framework, and a data folder of the test's own."""
    settings.DATA_DIR = tmp_path
    import_starter(by=None, now=now)


@pytest.mark.django_db
def test_people_have_the_roles_of_a_small_institute(starter: None, now: datetime) -> None:
    cast, made = ensure_people(topics=read_topics(), now=now)

    assert made == len(cast) == 14
    assert has_role(cast["ivanova"], "author")
    assert has_role(cast["ivanova"], "teacher")
    assert has_role(cast["volkova"], "chief_moderator")
    assert has_role(cast["lebedev"], "methodologist")
    assert has_role(cast["fedorov"], "administrator")


@pytest.mark.django_db
def test_moderator_holds_the_role_within_subjects(starter: None, now: datetime) -> None:
    cast, _made = ensure_people(topics=read_topics(), now=now)
    subjects = {node.title: node.uuid for node in map(get_tree().get, get_tree().subjects) if node}

    assert has_role(cast["kuznecov"], "moderator", subject=subjects["Физика"])
    assert not has_role(cast["kuznecov"], "moderator", subject=subjects["Биология"])
    assert has_role(cast["morozova"], "moderator", subject=subjects["Биология"])
    assert has_role(cast["saveleva"], "moderator", subject=subjects["Литература"])
    assert not has_role(cast["gromova"], "moderator", subject=subjects["Литература"])


@pytest.mark.django_db
def test_written_passwords_work_and_are_for_the_owner_of_the_file(
    starter: None, now: datetime
) -> None:
    ensure_people(topics=read_topics(), now=now)
    rows = [line.split() for line in accounts_path().read_text(encoding="utf-8").splitlines()[1:]]

    assert stat.S_IMODE(accounts_path().stat().st_mode) == 0o600
    assert len(rows) == 14
    for row in rows:
        assert authenticate(username=row[0], password=row[-1]) == get_user_by_login(row[0])


@pytest.mark.django_db
def test_second_run_leaves_people_and_file_alone(starter: None, now: datetime) -> None:
    ensure_people(topics=read_topics(), now=now)
    before = accounts_path().read_bytes(), User.objects.get(username="petrov").password

    _cast, made = ensure_people(topics=read_topics(), now=now)

    assert made == 0
    assert (accounts_path().read_bytes(), User.objects.get(username="petrov").password) == before


@pytest.mark.django_db
def test_real_person_is_never_made_an_actor(starter: None, now: datetime) -> None:
    make_user("teacher", login="morozova")

    with pytest.raises(LoginTaken):
        ensure_people(topics=read_topics(), now=now)

    assert get_user_by_login("ivanova") is None
    assert not accounts_path().exists()


@pytest.mark.django_db
def test_without_framework_nothing_is_made(now: datetime) -> None:
    with pytest.raises(UnknownTopic):
        ensure_people(topics=read_topics(), now=now)

    assert get_user_by_login("ivanova") is None


def test_passwords_differ_and_can_be_read_aloud() -> None:
    passwords = {make_password() for _count in range(50)}

    assert len(passwords) == 50
    assert all(re.fullmatch(r"[a-z]{6}-[a-z]{6}-\d{4}", password) for password in passwords)
