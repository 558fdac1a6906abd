"""A copy of one's own of what anybody published."""

import pytest

from accounts.errors import NotAllowed
from core.api import now as clock
from learning_objects.api import (
    draft_content,
    fork_object,
    get_object,
    get_version,
    run_checks,
    save_draft,
)
from learning_objects.data import Draft
from learning_objects.errors import LicenceForbids
from learning_objects.licences import BY_SPDX, derived_licences
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.packages import publish_illustrated
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def fork(version, **changes):
    found = get_object(uuid=version.object_uuid)
    options = {"title": "Моя копия", "by": make_user("author"), "now": clock(), **changes}
    return fork_object(learning_object=found, **options)


def test_a_copy_is_a_draft_of_ones_own_that_names_the_original():
    version = publish_illustrated("Закон Ома")
    made = fork(version)
    content = draft_content(made)
    assert (made.state, made.title) == ("draft", "Моя копия")
    assert (made.based_on_uuid, made.based_on_number) == (version.object_uuid, 1)
    assert made.based_on_digest == version.digest
    assert content["body"] == version.content["body"]
    assert content["tags"] == list(version.tags)
    assert content["topics"] == version.content["topics"]
    assert content["based_on"]["authors"] == [version.authors[0].name]
    assert content["based_on"]["address"].endswith(f"/objects/{version.object_uuid}/v/1/")


def test_the_published_copy_carries_the_attribution(client):
    version = publish_illustrated("Закон Ома")
    copy = publish(fork(version))
    assert copy.based_on.title == "Закон Ома"
    page = client.get(f"/objects/{copy.object_uuid}/").content.decode()
    assert "На основе материала «Закон Ома»" in page
    assert version.authors[0].name in page
    again = get_version(uuid=copy.object_uuid)
    assert again.digest == copy.digest


def test_what_it_is_based_on_outlives_every_edit():
    made = fork(publish_illustrated())
    owner = made.authorships.get().user
    save_draft(learning_object=made, draft=make_draft("Иначе"), by=owner, now=clock())
    assert draft_content(made)["based_on"]["title"] == "Закон Ома"


def test_a_licence_that_forbids_changes():
    version = publish(make_object(draft=make_draft(licence="CC-BY-ND-4.0")))
    with pytest.raises(LicenceForbids):
        fork(version)


def test_share_alike_holds():
    version = publish(make_object(draft=make_draft(licence="CC-BY-SA-4.0")))
    made = fork(version)
    assert draft_content(made)["licence"] == "CC-BY-SA-4.0"
    owner = made.authorships.get().user
    assert "derivation" not in {finding.code for finding in run_checks(made)}
    draft = Draft(**{**vars_of(make_draft("Иначе")), "licence": "CC-BY-4.0"})
    save_draft(learning_object=made, draft=draft, by=owner, now=clock())
    (finding,) = [item for item in run_checks(made) if item.code == "derivation"]
    assert (finding.level, finding.field) == ("stop", "licence")
    assert "CC BY-SA 4.0" in finding.remedy


def vars_of(draft: Draft) -> dict:
    return {name: getattr(draft, name) for name in Draft.__dataclass_fields__}


@pytest.mark.parametrize(
    ("original", "allowed"),
    [
        ("CC0-1.0", set(BY_SPDX)),
        ("CC-BY-SA-4.0", {"CC-BY-SA-4.0"}),
        ("CC-BY-NC-4.0", {"CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"}),
        ("CC-BY-NC-SA-4.0", {"CC-BY-NC-SA-4.0"}),
        ("CC-BY-ND-4.0", set()),
        ("Unknown", set()),
    ],
)
def test_what_may_be_made_from_what(original, allowed):
    assert derived_licences(original) == allowed


def test_the_same_licence_is_always_allowed_where_any_is():
    for spdx in BY_SPDX:
        assert not derived_licences(spdx) or spdx in derived_licences(spdx)


def test_only_those_who_write_and_only_what_is_public():
    version = publish(make_object())
    with pytest.raises(NotAllowed):
        fork(version, by=make_user("moderator"))
    draft = make_object()
    with pytest.raises(NotAllowed):
        fork_object(learning_object=draft, title="x", by=make_user("author"), now=clock())


def test_the_button_on_the_page(client):
    version = publish(make_object())
    address = f"/cabinet/{version.object_uuid}/fork/"
    page = f"/objects/{version.object_uuid}/"
    assert address not in client.get(page).content.decode()
    client.force_login(make_user("author"))
    assert address in client.get(page).content.decode()
    shown = client.get(address).content.decode()
    assert version.authors[0].name in shown
    answer = client.post(address, {"title": "Моя"}, follow=True)
    assert "Ваша копия готова" in answer.content.decode()
    assert "Сделано из" in answer.content.decode()


def test_no_button_where_the_licence_forbids(client):
    version = publish(make_object(draft=make_draft(licence="CC-BY-ND-4.0")))
    client.force_login(make_user("author"))
    page = client.get(f"/objects/{version.object_uuid}/").content.decode()
    assert "/fork/" not in page
    assert "не разрешает" in page
    answer = client.post(f"/cabinet/{version.object_uuid}/fork/", {"title": "x"}, follow=True)
    assert "не разрешает" in answer.content.decode()
