"""Remixes: which licences go together, what is said of the original, and who is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from core.api import now
from learning_objects.api import (
    attributions,
    derivatives_of,
    fork_object,
    get_object,
    get_version,
    open_licences,
    save_draft,
)
from learning_objects.errors import LicenceForbids
from learning_objects.licences import LICENCES, derived_licences
from notices.models import Notice
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user

# The adapter's licence chart of Creative Commons, row by row: from which, to which.
BY, SA, NC = "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"
NC_SA, ND, CC0 = "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC0-1.0"
CHART = {
    CC0: {CC0, BY, SA, NC, NC_SA, ND},
    BY: {BY, SA, NC, NC_SA, ND},
    SA: {SA},
    NC: {NC, NC_SA},
    NC_SA: {NC_SA},
    ND: set(),
}


@pytest.mark.parametrize("source", [item.spdx for item in LICENCES])
@pytest.mark.parametrize("result", [item.spdx for item in LICENCES])
def test_every_combination_is_that_of_the_chart(source: str, result: str) -> None:
    assert (result in derived_licences(source)) == (result in CHART[source])


def test_open_licences_come_in_the_usual_order() -> None:
    assert [item.spdx for item in open_licences(NC)] == [NC, NC_SA]
    assert open_licences("LicenseRef-Unknown") == ()


def remix(original: Any, by: Any) -> Any:
    found = get_object(uuid=original.uuid)
    assert found
    return fork_object(learning_object=found, title="Моя редакция", by=by, now=now())


@pytest.mark.django_db
def test_a_remix_names_the_original_in_both_languages_and_the_original_shows_it(
    client: Any,
) -> None:
    owner, maker = make_user("author"), make_user("author")
    original = make_object(by=owner, draft=make_draft(licence=SA))
    publish(original)
    made = remix(original, maker)
    assert derivatives_of(original.uuid) == ()
    version = publish(made)

    words = dict(attributions(version))
    for text in words.values():
        assert "Закон Ома" in text
        assert owner.full_name in text
        assert "CC BY-SA 4.0" in text
        assert f"/objects/{original.uuid}/v/1/" in text
    assert words["ru"] != words["en"]
    assert [card.object_uuid for card in derivatives_of(original.uuid)] == [made.uuid]
    page = client.get(reverse("learning_objects:object", args=[original.uuid])).text
    assert reverse("learning_objects:object", args=[made.uuid]) in page
    listed = client.get(reverse("rest:object_derivatives", args=[original.uuid])).json()
    assert [item["uuid"] for item in listed] == [str(made.uuid)]
    given = client.get(reverse("rest:object", args=[made.uuid])).json()["based_on"]
    assert (given["uuid"], given["version"], given["licence"]) == (str(original.uuid), 1, SA)


@pytest.mark.django_db
def test_the_authors_of_the_original_are_told_once() -> None:
    owner, maker = make_user("author"), make_user("author")
    original = make_object(by=owner)
    publish(original)
    made = remix(original, maker)
    publish(made)
    fresh = get_object(uuid=made.uuid)
    assert fresh
    save_draft(learning_object=fresh, draft=make_draft("Ещё"), by=maker, now=now())
    publish(fresh)
    told = Notice.objects.filter(code="learning_objects.derived")
    assert [item.recipient for item in told] == [owner]


@pytest.mark.django_db
def test_one_who_remixes_their_own_is_not_told() -> None:
    owner = make_user("author")
    original = make_object(by=owner)
    publish(original)
    publish(remix(original, owner))
    assert not Notice.objects.filter(code="learning_objects.derived").exists()


@pytest.mark.django_db
def test_nothing_is_made_from_what_may_not_be_changed() -> None:
    original = make_object(draft=make_draft(licence=ND))
    publish(original)
    with pytest.raises(LicenceForbids):
        remix(original, make_user("author"))


@pytest.mark.django_db
def test_the_page_of_a_copy_says_which_licences_are_open(client: Any) -> None:
    original = make_object(draft=make_draft(licence=NC))
    publish(original)
    client.force_login(make_user("author"))
    page = client.get(reverse("cabinet:fork", args=[original.uuid]))
    assert [item.spdx for item in page.context["open_licences"]] == [NC, NC_SA]
    assert 'lang="en"' in page.text
    version = get_version(uuid=original.uuid)
    assert version
