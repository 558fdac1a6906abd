import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.api import may
from tests.factories.people import make_user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "answer"),
    [("methodologist", True), ("administrator", True), ("author", False), ("moderator", False)],
)
def test_methodologists_and_administrators_manage(role, answer):
    assert may(make_user(role), "framework.manage") is answer


def test_a_visitor_does_not():
    assert not may(AnonymousUser(), "framework.manage")
