"""Roles with a scope, the one answer, and Django permissions from roles."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from accounts import scopes
from accounts.api import (
    assignments_of,
    find_people,
    grant_role,
    has_role,
    is_administrator,
    may,
    register_role_permissions,
    require,
    restore_user,
    revoke_role,
    roles_of,
    scope_labels,
    suspend_user,
)
from accounts.data import ROLE_LABELS, Role, Scope, ScopeChoice
from accounts.errors import LastAdministrator, NotAllowed, UnknownRole, WrongScope
from accounts.models import User
from accounts.rules import rules
from core.api import read_trail
from core.data import Registry
from core.errors import DuplicateRegistration, UnknownRegistration
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_roles_cost_one_query_however_often_they_are_asked(django_assert_num_queries):
    user = User.objects.get(pk=make_user("author", "moderator").pk)
    with django_assert_num_queries(1):
        assert has_role(user, "author")
        assert not is_administrator(user)
        assert len(roles_of(user)) == 2


def test_a_scoped_role_holds_in_its_subject_only():
    physics, algebra = uuid4(), uuid4()
    user = make_user("moderator", subject=physics)
    assert has_role(user, "moderator", subject=physics)
    assert not has_role(user, "moderator", subject=algebra)
    assert has_role(user, "moderator")
    assert has_role(make_user("moderator"), "moderator", subject=algebra)


def test_granting_twice_is_harmless_and_everything_is_in_the_audit(now):
    admin, user = make_user("administrator"), make_user()
    first = grant_role(user=user, role="author", by=admin, now=now)
    assert grant_role(user=user, role="author", by=admin, now=now) == first
    assert revoke_role(user=user, role="author", by=admin, now=now)
    assert not revoke_role(user=user, role="author", by=admin, now=now)
    trail = [(entry.action, entry.actor_uuid) for entry in read_trail(object_uuid=user.uuid)]
    assert trail[1:] == [
        ("accounts.grant_role", admin.uuid),
        ("accounts.revoke_role", admin.uuid),
    ]


def test_a_granted_role_counts_at_once(now):
    user = make_user()
    assert not has_role(user, "author")
    grant_role(user=user, role="author", by=None, now=now)
    assert has_role(user, "author")
    revoke_role(user=user, role="author", by=None, now=now)
    assert not has_role(user, "author")


@pytest.mark.parametrize(
    ("role", "scope", "error"),
    [
        ("king", Scope(), UnknownRole),
        ("author", Scope("subject", uuid4()), WrongScope),
        ("administrator", Scope("subject", uuid4()), WrongScope),
        ("moderator", Scope("planet", uuid4()), WrongScope),
        ("moderator", Scope("subject"), WrongScope),
        ("moderator", Scope("site", uuid4()), WrongScope),
    ],
)
def test_nonsense_is_not_granted(role, scope, error, now):
    user = make_user()
    with pytest.raises(error):
        grant_role(user=user, role=role, scope=scope, by=None, now=now)
    assert assignments_of(user) == []


@pytest.mark.parametrize("role", [code for code in ROLE_LABELS if code != "administrator"])
def test_only_administrators_give_roles(role, now):
    with pytest.raises(NotAllowed):
        grant_role(user=make_user(), role="author", by=make_user(role), now=now)


def test_the_last_administrator_stays(now):
    admin = make_user("administrator")
    with pytest.raises(LastAdministrator):
        revoke_role(user=admin, role="administrator", by=admin, now=now)
    with pytest.raises(LastAdministrator):
        suspend_user(user=admin, by=admin, now=now)
    second = make_user("administrator")
    suspend_user(user=second, by=admin, now=now)
    with pytest.raises(LastAdministrator):
        suspend_user(user=admin, by=admin, now=now)
    restore_user(user=second, by=admin, now=now)
    suspend_user(user=admin, by=second, now=now)
    assert not is_administrator(admin)


def test_a_suspended_person_is_a_visitor_and_keeps_the_roles(now):
    admin, author = make_user("administrator"), make_user("author")
    suspend_user(user=author, by=admin, now=now)
    assert roles_of(author) == ()
    assert assignments_of(author) == [Role("author", Scope())]
    assert not may(author, "accounts.see_person", author)
    restore_user(user=author, by=admin, now=now)
    assert has_role(author, "author")
    assert may(author, "accounts.see_person", author)


def test_rules_answer_for_visitors_and_unknown_actions_raise(monkeypatch):
    visitor, person = AnonymousUser(), make_user()
    assert not may(visitor, "accounts.see_person", person)
    assert not may(visitor, "accounts.manage_people")
    assert may(person, "accounts.see_person", person)
    assert not may(make_user("moderator"), "accounts.see_person", person)
    assert may(make_user("administrator"), "accounts.see_person", person)
    with pytest.raises(UnknownRegistration):
        may(person, "accounts.fly")
    with pytest.raises(NotAllowed, match="manage_people"):
        require(person, "accounts.manage_people")
    with pytest.raises(DuplicateRegistration):
        rules.register("accounts.manage_people", lambda user, obj: True)


def test_role_permissions_add_up_over_packages(monkeypatch, now):
    monkeypatch.setattr("accounts.permissions._role_permissions", {})
    register_role_permissions("author", ["wagtailadmin.access_admin"])
    register_role_permissions("author", ["wagtailadmin.access_admin", "media_pipeline.add_x"])
    register_role_permissions("moderator", ["wagtailadmin.access_admin"])
    author, reader = make_user("author"), make_user("teacher")
    assert author.has_perm("wagtailadmin.access_admin")
    assert author.has_module_perms("media_pipeline")
    assert author.get_all_permissions() == {"wagtailadmin.access_admin", "media_pipeline.add_x"}
    assert not make_user("moderator").has_perm("media_pipeline.add_x")
    assert not reader.has_perm("wagtailadmin.access_admin")
    assert not reader.has_module_perms("wagtailadmin")
    suspend_user(user=author, by=None, now=now)
    assert not author.has_perm("wagtailadmin.access_admin")
    assert not author.has_module_perms("media_pipeline")


@pytest.mark.parametrize(("role", "perm"), [("king", "a.b"), ("author", "access_admin")])
def test_a_mistyped_role_permission_is_refused(role, perm):
    with pytest.raises(ValueError, match="unknown role or malformed"):
        register_role_permissions(role, [perm])


def test_permissions_of_django_groups_do_not_count(django_assert_num_queries):
    user = User.objects.get(pk=make_user().pk)
    user.user_permissions.add(Permission.objects.first())
    user = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        assert user.get_all_permissions() == set()


def test_scopes_get_their_names_from_the_packages_that_own_them(monkeypatch):
    physics, gone = uuid4(), uuid4()
    fresh = Registry("scope choices of this test")
    monkeypatch.setattr(scopes, "scope_providers", fresh)
    assert scopes.scope_choices() == []
    asked = []
    scopes.register_scope_choices(
        "subject", lambda: asked.append(1) or [ScopeChoice(physics, "Физика")]
    )
    labels = scope_labels([Scope(), Scope("subject", physics), Scope("subject", gone)])
    assert labels[Scope("subject", physics)] == "Физика"
    assert labels[Scope()] != labels[Scope("subject", gone)] != ""
    assert asked == [1]
    assert scopes.scope_choices() == [("subject", [ScopeChoice(physics, "Физика")])]
    with pytest.raises(DuplicateRegistration):
        scopes.register_scope_choices("subject", list)


def test_the_list_is_filtered_by_role_and_state(now):
    author = make_user("author", "moderator")
    moderator = make_user("moderator", subject=uuid4())
    suspend_user(user=moderator, by=None, now=now)
    assert list(find_people(role="author")) == [author]
    assert set(find_people(role="moderator")) == {author, moderator}
    assert list(find_people(role="moderator", active=False)) == [moderator]
    assert list(find_people(role="moderator", active=True)) == [author]
