"""The people pages, the profile, REST and the commands."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import scopes
from accounts.api import assignments_of, create_user, get_user_by_login, has_role
from accounts.data import Scope, ScopeChoice
from accounts.models import User
from core.api import read_trail
from core.data import Registry
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PHYSICS = uuid4()


@pytest.fixture(autouse=True)
def _subjects(monkeypatch):
    monkeypatch.setattr(scopes, "scope_providers", Registry("scope choices of this test"))
    scopes.register_scope_choices("subject", lambda: [ScopeChoice(PHYSICS, "Физика")])


@pytest.fixture
def admin(client):
    user = make_user("administrator", login="admin", password="Большой-секрет-1")
    client.force_login(user)
    return user


def addresses(person):
    one = {"uuid": person.uuid}
    posts = ["grant", "revoke", "suspend", "restore", "issue_password"]
    return [
        ("get", reverse("accounts:people")),
        ("get", reverse("accounts:create")),
        ("post", reverse("accounts:create")),
        ("get", reverse("accounts:person", kwargs=one)),
        *[("post", reverse(f"accounts:{name}", kwargs=one)) for name in posts],
    ]


@pytest.mark.parametrize(
    "role", ["author", "moderator", "chief_moderator", "methodologist", "teacher"]
)
def test_only_administrators_see_people(client, role):
    client.force_login(make_user(role))
    other = make_user("author")
    for method, address in addresses(other):
        assert getattr(client, method)(address).status_code == 403, address
    assert User.objects.get(pk=other.pk).is_active


def test_visitors_are_asked_to_sign_in(client):
    for method, address in [*addresses(make_user()), ("get", reverse("accounts:profile"))]:
        assert getattr(client, method)(address).url.startswith(reverse("account_login")), address


def test_the_list_costs_the_same_for_any_number(client, admin, django_assert_max_num_queries):
    for _number in range(12):
        make_user("author", "moderator", subject=None)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:people")).content.decode()
    assert page.count('<th scope="row">') == 13


def test_the_list_is_paged_and_searched(client, admin, now):
    for number in range(35):
        create_user(login=f"user{number}", last_name=f"Ёжиков{number:02}", by=None, now=now)
    page = client.get(reverse("accounts:people"), {"q": "ЕЖИКОВ", "page": 2}).content.decode()
    assert "Ёжиков34" in page
    assert "Ёжиков01" not in page
    assert "35 человек" in page
    nothing = client.get(reverse("accounts:people"), {"q": "никого", "role": "king"})
    assert nothing.status_code == 200
    only = client.get(reverse("accounts:people"), {"role": "administrator"}).content.decode()
    assert "Ёжиков" not in only


def test_a_person_is_made_with_a_password_shown_once(client, admin):
    data = {"login": "Щукина", "last_name": "Щукина", "first_name": "Вера", "entry": "one_time"}
    answer = client.post(reverse("accounts:create"), data)
    made = get_user_by_login("щукина")
    password = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert made.check_password(password)
    assert made.must_change_password
    assert "no-store" in answer["Cache-Control"]
    person = reverse("accounts:person", kwargs={"uuid": made.uuid})
    assert password not in client.get(person).content.decode()
    again = client.post(reverse("accounts:create"), data).content.decode()
    assert "Этот логин занят" in again


def test_roles_are_given_and_taken_with_their_scope(client, admin):
    person = make_user()
    one = {"uuid": person.uuid}
    scope = f"subject:{PHYSICS}"
    client.post(reverse("accounts:grant", kwargs=one), {"role": "moderator", "scope": scope})
    assert has_role(User.objects.get(pk=person.pk), "moderator", subject=PHYSICS)
    page = client.get(reverse("accounts:person", kwargs=one)).content.decode()
    assert "Эксперт: Физика" in page
    assert admin.short_name in page
    client.post(reverse("accounts:revoke", kwargs=one), {"role": "moderator", "scope": scope})
    assert assignments_of(User.objects.get(pk=person.pk)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"role": "king"},
        {"role": "author", "scope": f"subject:{PHYSICS}"},
        {"role": "moderator", "scope": f"subject:{uuid4()}"},
        {"role": "moderator", "scope": "planet:x"},
    ],
)
def test_a_nonsense_role_is_refused_in_words(client, admin, data):
    person = make_user()
    answer = client.post(reverse("accounts:grant", kwargs={"uuid": person.uuid}), data)
    assert answer.status_code == 422
    assert assignments_of(person) == []


@pytest.mark.parametrize("scope", ["", "subject:not-a-uuid"])
def test_revoking_what_is_not_there_changes_nothing(client, admin, scope):
    person = make_user()
    one = {"uuid": person.uuid}
    data = {"role": "author", "scope": scope}
    answer = client.post(reverse("accounts:revoke", kwargs=one), data, follow=True)
    assert "нет этой роли" in answer.content.decode()


def test_suspending_and_restoring(client, admin):
    person = make_user("author")
    one = {"uuid": person.uuid}
    client.post(reverse("accounts:suspend", kwargs=one))
    assert not User.objects.get(pk=person.pk).is_active
    assert (
        "Открыть вход снова" in client.get(reverse("accounts:person", kwargs=one)).content.decode()
    )
    client.post(reverse("accounts:restore", kwargs=one))
    assert User.objects.get(pk=person.pk).is_active
    actions = [entry.action for entry in read_trail(object_uuid=person.uuid)]
    assert actions[-2:] == ["accounts.suspend_user", "accounts.restore_user"]


@pytest.mark.parametrize("name", ["suspend", "revoke"])
def test_the_last_administrator_is_told_why(client, admin, name):
    answer = client.post(
        reverse(f"accounts:{name}", kwargs={"uuid": admin.uuid}),
        {"role": "administrator", "scope": ""},
        follow=True,
    )
    assert "последний администратор" in answer.content.decode()
    assert has_role(User.objects.get(pk=admin.pk), "administrator")


def test_a_new_one_time_password(client, admin):
    person = make_user(password="старый-пароль-1")
    answer = client.post(reverse("accounts:issue_password", kwargs={"uuid": person.uuid}))
    password = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert User.objects.get(pk=person.pk).check_password(password)


def test_an_unknown_person_is_404(client, admin):
    assert client.get(reverse("accounts:person", kwargs={"uuid": uuid4()})).status_code == 404


def test_the_profile_changes_ones_own_particulars(client, admin):
    data = {"last_name": "Ёлкина", "first_name": "Анна", "patronymic": "", "email": ""}
    answer = client.post(reverse("accounts:profile"), {**data, "language": "en"}, follow=True)
    assert "Saved." in answer.content.decode()
    fresh = User.objects.get(pk=admin.pk)
    assert (fresh.short_name, fresh.language) == ("Ёлкина\u00a0А.", "en")
    entry = read_trail(object_uuid=admin.uuid)[-1]
    assert entry.action == "accounts.update_profile"
    assert "Ёлкина" not in str(entry.data)
    answer = client.post(reverse("accounts:profile"), data)
    assert answer.cookies["django_language"]["max-age"] == 0


def test_a_new_email_needs_the_password_and_must_be_free(client, admin, now):
    create_user(login="other", email="taken@example.org", by=None, now=now)
    address = reverse("accounts:profile")
    page = client.post(address, {"email": "New@example.org"}).content.decode()
    assert "введите нынешний пароль" in page
    secret = {"password": "Большой-секрет-1"}
    page = client.post(address, {"email": "TAKEN@example.org", **secret}).content.decode()
    assert "нельзя использовать" in page
    client.post(address, {"email": "New@example.org", **secret})
    assert User.objects.get(pk=admin.pk).email_folded == "new@example.org"


def test_rest_tells_who_is_signed_in(client):
    assert client.get("/api/v1/people/me").status_code == 401
    user = make_user("moderator", subject=PHYSICS)
    client.force_login(user)
    told = client.get("/api/v1/people/me").json()
    assert told["uuid"] == str(user.uuid)
    assert told["full_name"] == user.full_name
    assert told["roles"] == [{"code": "moderator", "scope": "subject", "scope_uuid": str(PHYSICS)}]


def test_create_user_prints_a_one_time_password(capsys, monkeypatch):
    monkeypatch.delenv("MESH_PASSWORD", raising=False)
    call_command("create_user", "Львова", "--last-name", "Львова", "--email", "l@example.org")
    password = capsys.readouterr().out.split("one-time password: ")[1].strip()
    made = get_user_by_login("львова")
    assert made.check_password(password)
    assert made.must_change_password
    with pytest.raises(CommandError, match=r"login|логин"):
        call_command("create_user", "ЛЬВОВА")


def test_create_user_takes_the_password_from_the_environment(capsys, monkeypatch):
    monkeypatch.setenv("MESH_PASSWORD", "Большой-секрет-1")
    call_command("create_user", "root")
    assert "one-time" not in capsys.readouterr().out
    assert not get_user_by_login("root").must_change_password


def test_grant_role_from_the_command_line():
    user = make_user(login="Юдина")
    call_command("grant_role", "юдина", "moderator", "--subject", str(PHYSICS))
    call_command("grant_role", "ЮДИНА", "author")
    roles = {(role.code, role.scope) for role in assignments_of(User.objects.get(pk=user.pk))}
    assert roles == {("moderator", Scope("subject", PHYSICS)), ("author", Scope())}
    with pytest.raises(CommandError, match="always"):
        call_command("grant_role", "юдина", "author", "--subject", str(PHYSICS))
    with pytest.raises(CommandError, match="nobody"):
        call_command("grant_role", "никто", "author")
