"""Inviting people by letter and on paper."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django_tasks import task_backends

from accounts.api import (
    accept_invitation,
    create_user,
    get_user_by_login,
    invite_person,
    suspend_user,
    update_profile,
    withdraw_invitations,
)
from accounts.errors import ClosedForGood, NoLetterBox, NoSuchInvitation, NotAllowed
from accounts.models import Invitation, User
from accounts.tasks import send_invitation
from core.api import now
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "Тихий-Дон-1928"


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def invited():
    return create_user(
        login="Орлов", email="orlov@example.org", last_name="Орлов", by=None, now=now()
    )


def invite(user, channel="sheet", **fields):
    return invite_person(user=user, channel=channel, by=None, now=fields.get("now", now()))


def join(client, code):
    address = reverse("accounts:join_by_link", kwargs={"code": code})
    return client.post(address, {"password1": PASSWORD, "password2": PASSWORD})


def test_a_person_comes_in_with_the_code_from_paper(client, invited):
    code = invite(invited)
    answer = client.post(reverse("accounts:join"), {"code": f" {code.upper()} "})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Добро пожаловать, Орлов" in page
    assert Invitation.objects.get().state == "open"  # looking uses nothing up
    assert client.post(answer.url, {"password1": PASSWORD, "password2": PASSWORD}).url == "/"
    assert client.session["_auth_user_id"] == str(invited.pk)
    assert Invitation.objects.get().state == "accepted"
    found = User.objects.get(pk=invited.pk)
    assert found.check_password(PASSWORD)
    assert not found.email_confirmed


def test_a_letter_shows_that_the_address_is_theirs(
    client, invited, django_capture_on_commit_callbacks, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    task_backends.close_all()
    with django_capture_on_commit_callbacks(execute=True):
        invite(invited, "letter")
    letter = mail.outbox[0]
    assert letter.to == ["orlov@example.org"]
    link = re.search(r"http\S+", letter.body)[0]
    assert join(client, link.rstrip("/").rpartition("/")[2]).status_code == 302
    assert User.objects.get(pk=invited.pk).email_confirmed


def test_the_code_is_kept_nowhere(invited):
    code = invite(invited)
    stored = str(list(Invitation.objects.values()))
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_a_code_works_once(client, invited):
    code = invite(invited)
    join(client, code)
    client.logout()
    assert join(client, code).status_code == 404


def test_a_code_runs_out(client, invited, settings):
    code = invite(invited, now=now() - timedelta(days=settings.INVITATION_DAYS, minutes=1))
    answer = join(client, code)
    assert answer.status_code == 404
    assert "Приглашение не действует" in answer.content.decode()
    with pytest.raises(NoSuchInvitation):
        accept_invitation(code=code, password=PASSWORD, now=now())


def test_a_new_invitation_replaces_the_old_one(invited):
    first, second = invite(invited), invite(invited)
    with pytest.raises(NoSuchInvitation):
        accept_invitation(code=first, password=PASSWORD, now=now())
    assert accept_invitation(code=second, password=PASSWORD, now=now()) == invited


def test_an_invitation_can_be_withdrawn(invited):
    code = invite(invited)
    assert withdraw_invitations(user=invited, by=make_user("administrator"), now=now()) == 1
    with pytest.raises(NoSuchInvitation):
        accept_invitation(code=code, password=PASSWORD, now=now())


def test_the_suspended_do_not_come_in(client, invited):
    code = invite(invited)
    suspend_user(user=invited, by=None, now=now())
    assert join(client, code).status_code == 404


def test_a_weak_password_uses_nothing_up(client, invited):
    address = reverse("accounts:join_by_link", kwargs={"code": invite(invited)})
    page = client.post(address, {"password1": "12345", "password2": "12345"})
    assert page.status_code == 200
    page = client.post(address, {"password1": PASSWORD, "password2": "иное"}).content.decode()
    assert "Пароли не совпали" in page
    assert Invitation.objects.get().state == "open"


def test_an_invited_administrator_is_led_to_the_second_factor(client, settings):
    settings.SECOND_FACTOR = "required"
    join(client, invite(make_user("administrator")))
    assert client.get("/people/").url.startswith(reverse("accounts:security"))


def test_guessing_codes_is_limited(client):
    for _number in range(20):
        client.post(reverse("accounts:join"), {"code": "aaaa-bbbb-cccc"})
    assert client.post(reverse("accounts:join"), {"code": "aaaa-bbbb-cccc"}).status_code == 429


def test_a_mistyped_code_is_said_beside_the_field(client):
    page = client.post(reverse("accounts:join"), {"code": "zzzz"}).content.decode()
    assert "Сверьте его по буквам" in page
    assert 'value="zzzz"' in page


def test_no_letter_without_an_address():
    with pytest.raises(NoLetterBox):
        invite(make_user(), "letter")


def test_only_administrators_invite(invited):
    with pytest.raises(NotAllowed):
        invite_person(user=invited, channel="sheet", by=make_user("moderator"), now=now())


def test_a_letter_to_an_address_that_was_wrong_lets_nobody_in(invited):
    head = make_user("administrator")
    code = invite(invited, "letter")
    update_profile(user=invited, fields={"email": "orlov@right.example"}, by=head, now=now())
    with pytest.raises(NoSuchInvitation):
        accept_invitation(code=code, password=PASSWORD, now=now())
    code = invite(invited)
    update_profile(user=invited, fields={"email": "orlov@new.example"}, by=head, now=now())
    assert accept_invitation(code=code, password=PASSWORD, now=now()) == invited


def test_a_letter_of_a_withdrawn_invitation_is_not_sent(invited):
    invite(invited, "letter")
    withdraw_invitations(user=invited, by=None, now=now())
    send_invitation.func(Invitation.objects.get().pk)
    assert mail.outbox == []


def test_the_database_keeps_one_open_invitation_a_person(invited):
    invite(invited)
    row = Invitation.objects.get()
    row.pk, row.uuid, row.code_digest = None, "00000000-0000-4000-8000-000000000001", "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"state": "lost"}, {"state": "accepted", "closed_at": None}])
def test_the_database_refuses_nonsense(invited, changes):
    invite(invited)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(**changes)


# The administrator's pages ------------------------------------------------------------------------


@pytest.fixture
def boss(client):
    client.force_login(make_user("administrator"))
    return client


def new_person(client, **fields):
    data = {"login": "novikova", "last_name": "Новикова", "first_name": "Ольга", **fields}
    return client.post(reverse("accounts:create"), data)


def test_a_new_person_with_a_sheet(boss):
    page = new_person(boss, entry="sheet").content.decode()
    code = re.search(r"<code>([a-z2-9-]{14})</code>", page)[1]
    person = get_user_by_login("novikova")
    assert not person.has_usable_password()
    assert accept_invitation(code=code, password=PASSWORD, now=now()) == person


def test_a_letter_needs_an_address(boss):
    page = new_person(boss, entry="letter").content.decode()
    assert "Укажите почту, на которую уйдёт письмо" in page
    assert get_user_by_login("novikova") is None
    answer = new_person(boss, entry="letter", email="o@example.org")
    assert answer.url == reverse("accounts:person", args=[get_user_by_login("novikova").uuid])


def test_the_page_of_a_person_shows_the_open_invitation(boss, invited):
    boss.post(reverse("accounts:invite", args=[invited.uuid]), {"channel": "letter"})
    address = reverse("accounts:person", args=[invited.uuid])
    assert "Приглашение выдано письмом" in boss.get(address).content.decode()
    boss.post(reverse("accounts:withdraw_invitation", args=[invited.uuid]))
    assert "Приглашение выдано письмом" not in boss.get(address).content.decode()


def test_what_is_left_of_an_account_is_not_invited(boss, invited):
    from accounts.api import erase_person

    erase_person(user=invited, by=None, now=now())
    invited.refresh_from_db()
    with pytest.raises(ClosedForGood):
        invite(invited)
    answer = boss.post(reverse("accounts:invite", args=[invited.uuid]))
    assert answer.status_code == 302
