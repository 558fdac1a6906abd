"""Merging and erasing inside ``accounts``; the parts of other packages are tried with them."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.api import (
    assignments_of,
    create_user,
    erase_person,
    grant_role,
    issue_password,
    merge_people,
    restore_user,
    suspend_user,
)
from accounts.data import LifecyclePart, Scope
from accounts.errors import CannotMerge, ClosedForGood, LastAdministrator, NotAllowed
from accounts.lifecycle import erasure_parts, merge_parts, register_erasure, register_merge
from accounts.models import RoleAssignment, User
from accounts.relations import relations_to_people
from core.api import new_uuid, now, read_trail
from core.errors import DuplicateRegistration
from tests.factories.factors import give_app
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def merge(kept, gone, by=None):
    merge_people(kept=kept, gone=gone, by=by, now=now())
    kept.refresh_from_db()
    gone.refresh_from_db()


def erase(user, by=None):
    erase_person(user=user, by=by, now=now())
    user.refresh_from_db()


@pytest.fixture
def pair():
    make_user("administrator")
    kept = create_user(login="anna", last_name="Орлова", first_name="Анна", by=None, now=now())
    gone = create_user(
        login="orlova", email="anna@example.org", last_name="Орлова", by=None, now=now()
    )
    return kept, gone


def test_everything_moves_and_the_other_closes(pair):
    kept, gone = pair
    subject = new_uuid()
    grant_role(user=kept, role="author", by=None, now=now())
    grant_role(user=gone, role="author", by=None, now=now())
    grant_role(user=gone, role="moderator", scope=Scope("subject", subject), by=None, now=now())
    SocialAccount.objects.create(user=gone, provider="https://sso", uid="1")
    give_app(gone)
    merge(kept, gone)
    assert {role.code for role in assignments_of(User.objects.get(pk=kept.pk))} == {
        "author",
        "moderator",
    }
    assert SocialAccount.objects.get().user == kept
    assert not Authenticator.objects.exists()
    assert (kept.email, gone.email) == ("anna@example.org", "")
    assert gone.merged_into == kept
    assert not gone.is_active
    assert gone.full_name == "Орлова"
    assert gone.username.startswith("merged-")


def test_both_sides_tell_of_the_merge(pair):
    kept, gone = pair
    boss = make_user("administrator")
    merge(kept, gone, by=boss)
    assert read_trail(object_uuid=kept.uuid)[-1].data["gone"] == str(gone.uuid)
    assert read_trail(object_uuid=gone.uuid)[-1].data["kept"] == str(kept.uuid)
    assert read_trail(object_uuid=kept.uuid)[-1].actor_uuid == boss.uuid


def test_no_row_of_any_package_is_left_behind(pair):
    kept, gone = pair
    merge(kept, gone)
    for name, field in relations_to_people():
        assert not field.model._base_manager.filter(**{field.name: gone}).exists(), name


def test_the_freed_login_can_be_given_again(pair):
    merge(*pair)
    assert create_user(login="orlova", by=None, now=now())


def test_a_chain_of_merges_ends_at_the_last(pair):
    kept, gone = pair
    third = make_user()
    merge(gone, third)
    merge(kept, gone)
    third.refresh_from_db()
    assert third.merged_into == kept


def test_what_cannot_be_merged(pair):
    kept, gone = pair
    boss = make_user("administrator")
    for arguments, code in (((kept, kept, boss), "same"), ((kept, boss, boss), "yourself")):
        with pytest.raises(CannotMerge) as refusal:
            merge(*arguments)
        assert refusal.value.code == code
    merge(kept, gone)
    with pytest.raises(CannotMerge, match="shell"):
        merge(kept, gone)


def test_the_last_administrator_may_move_to_an_open_account_only():
    boss, other = make_user("administrator"), make_user()
    suspend_user(user=other, by=None, now=now())
    with pytest.raises(LastAdministrator):
        merge(other, boss)
    restore_user(user=other, by=None, now=now())
    merge(other, boss)
    assert RoleAssignment.objects.get(role="administrator").user == other


def test_only_administrators_merge_and_erase(pair):
    kept, gone = pair
    for by in (make_user("chief_moderator"), kept):
        with pytest.raises(NotAllowed):
            merge(kept, gone, by=by)
        with pytest.raises(NotAllowed):
            erase(gone, by=by)


def test_two_rows_that_cannot_be_one_stop_the_merge(pair):
    """A package that has not registered a part is safe all the same: nothing is half done."""
    kept, gone = pair
    from accounts.actions import merging
    from accounts.relations import Clash

    def clash(name, field, **people):
        if name == "accounts.RoleAssignment.granted_by":
            raise Clash(name)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "move_relation", clash)
        with pytest.raises(CannotMerge) as refusal:
            merge(kept, gone)
    assert refusal.value.relation == "accounts.RoleAssignment.granted_by"
    gone.refresh_from_db()
    assert gone.is_active
    assert gone.username == "orlova"


def test_erasing_leaves_a_number(pair):
    _kept, gone = pair
    grant_role(user=gone, role="author", by=None, now=now())
    give_app(gone)
    boss = make_user("administrator")
    uuid = gone.uuid
    erase(gone, by=boss)
    assert gone.uuid == uuid
    assert (gone.email, gone.last_name, gone.first_name, gone.patronymic) == ("", "", "", "")
    assert gone.full_name == gone.short_name == "учётная запись стёрта"
    assert not gone.has_usable_password()
    assert not RoleAssignment.objects.filter(user=gone).exists()
    assert not Authenticator.objects.filter(user=gone).exists()
    kept_words = str([(entry.action, entry.data) for entry in read_trail(object_uuid=uuid)])
    assert "orlova" not in kept_words
    assert "Орлова" not in kept_words
    assert "orlova" not in gone.search_text


def test_erasing_takes_the_merged_ones_along(pair):
    kept, gone = pair
    merge(kept, gone)
    erase(kept)
    gone.refresh_from_db()
    assert gone.erased_at is not None
    assert gone.last_name == ""


def test_what_is_closed_for_good_stays_closed(pair):
    _kept, gone = pair
    erase(gone)
    for act in (
        lambda: restore_user(user=gone, by=None, now=now()),
        lambda: issue_password(user=gone, by=None, now=now()),
        lambda: grant_role(user=gone, role="author", by=None, now=now()),
        lambda: erase(gone),
    ):
        with pytest.raises(ClosedForGood):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=gone.pk).update(is_active=True)


def test_the_last_administrator_is_not_erased():
    with pytest.raises(LastAdministrator):
        erase(make_user("administrator"))


def test_a_part_is_registered_once():
    part = LifecyclePart(lambda user: [], lambda **people: None)
    for register in (register_merge, register_erasure):
        with pytest.raises(DuplicateRegistration):
            register("accounts", part)
    for registry in (merge_parts, erasure_parts):
        assert [code for code, _part in registry][:8] == [
            "accounts",
            "notices",
            "assessment.bank",
            "learning_objects",
            "learning_objects.offers",
            "learning_objects.readers",
            "learning_objects.shelves",
            "moderation",
        ]


# Pages --------------------------------------------------------------------------------------------


@pytest.fixture
def boss(client):
    client.force_login(make_user("administrator"))
    return client


def test_the_merge_is_shown_before_it_is_done(boss, pair):
    kept, gone = pair
    address = reverse("accounts:merge", args=[kept.uuid])
    assert "Логин другой учётной записи" in boss.get(address).content.decode()
    assert "с таким логином нет" in boss.get(f"{address}?login=nobody").content.decode()
    page = boss.get(f"{address}?login=ORLOVA").content.decode()
    assert "Логин «orlova» и его пароль перестают действовать" in page
    page = boss.post(f"{address}?login=orlova", {"login": "anna"}).content.decode()
    assert "Это не логин этой учётной записи" in page
    assert boss.post(f"{address}?login=orlova", {"login": "orlova"}).status_code == 302
    gone.refresh_from_db()
    assert gone.merged_into == kept
    page = boss.get(reverse("accounts:person", args=[gone.uuid])).content.decode()
    assert "Объединена с другой записью" in page
    assert reverse("accounts:person", args=[kept.uuid]) in page


def test_a_merge_that_will_not_be_done_says_why(boss, pair):
    address = reverse("accounts:merge", args=[pair[0].uuid])
    page = boss.get(f"{address}?login=anna", follow=True).content.decode()
    assert "Это та же самая запись" in page


def test_the_erasure_says_what_stays_and_wants_the_login(boss, pair):
    gone = pair[1]
    address = reverse("accounts:erase", args=[gone.uuid])
    page = boss.get(address).content.decode()
    assert "Журнал действий хранит" in page
    boss.post(address, {"login": "другой"})
    gone.refresh_from_db()
    assert gone.erased_at is None
    boss.post(address, {"login": " Orlova "})
    gone.refresh_from_db()
    assert gone.erased_at is not None
    page = boss.get(reverse("accounts:person", args=[gone.uuid])).content.decode()
    assert "Личные данные стёрты" in page
    assert boss.get(address).status_code == 302


def test_administrators_confirm_that_it_is_them(client, pair):
    boss = make_user("administrator", password="Тихий-Дон-1928")
    client.force_login(boss)
    for name in ("merge", "erase"):
        answer = client.get(reverse(f"accounts:{name}", args=[pair[1].uuid]))
        assert answer.url.startswith(reverse("account_reauthenticate"))
