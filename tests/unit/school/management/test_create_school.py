"""``manage.py create_school``."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from school.api import get_school_by_key
from school.models import Membership, School
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_a_school_with_its_administrator():
    person = make_user(login="director")
    call_command(
        "create_school",
        "lyceum",
        "Лицей",
        "--time-zone",
        "Asia/Omsk",
        "--administrator",
        "DIRECTOR",
    )
    school = get_school_by_key("lyceum")
    assert school.time_zone == "Asia/Omsk"
    assert Membership.objects.get(school=school).person == person


@pytest.mark.parametrize("more", [["--administrator", "nobody"], ["--time-zone", "Europe/Nowhere"]])
def test_nothing_is_half_done(more):
    with pytest.raises(CommandError):
        call_command("create_school", "lyceum", "Лицей", *more)
    assert not School.objects.exists()
