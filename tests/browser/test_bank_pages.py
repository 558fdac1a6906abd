"""The pages of the item bank: axe, no sideways scrolling, at a desk and on a phone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from assessment.api import add_item, read_import, revise_item
from core.api import now
from tests.browser.test_every_page import ok, walk  # noqa: F401  (the fixture)
from tests.factories.bank import choice_item, every_interaction, make_bank_item
from tests.factories.item_files import bring, qti_package, spoken_quiz
from tests.factories.people import make_user
from tests.factories.sounds import wav_bytes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PICTURE_AND_PLACES = ("choice", "hotspot", "kept")
GIFT = "::Сила:: В чём измеряют силу? {~джоуль =ньютон ~ватт}\n"


def test_pages_of_the_item_bank(walk: Any, page: Any, sign_in: Any) -> None:  # noqa: F811
    author = make_user("author")
    sign_in(page, author)
    assert walk(ok("/items/")) == []
    rich = add_item(item=every_interaction(), by=author, now=now())
    made = make_bank_item(by=author, tags=("сила",))
    revise_item(bank_item=made, item=choice_item("Иначе"), by=author, now=now())
    staged = read_import(name="сила.gift", content=GIFT.encode(), by=author, now=now())
    place = f"/items/{made.uuid}/"
    pages = ok(
        "/items/",
        "/items/?q=щыщы",
        place,
        f"{place}?version=1",
        f"/items/{rich.uuid}/",
        f"{place}versions/",
        f"{place}versions/2/",
        f"{place}facts/",
        f"{place}sharing/",
        "/items/import/",
        f"/items/import/{staged.uuid}/",
        f"/items/export/?item={made.uuid}",
        f"/items/export/?item={rich.uuid}&format=gift",
    )
    assert walk([*pages, (f"/items/{uuid4()}/", 404)]) == []


def test_pictures_of_items_are_seen_by_those_who_may(
    walk: Any,  # noqa: F811
    page: Any,
    sign_in: Any,
) -> None:
    author = make_user("author")
    sign_in(page, author)
    items = bring(qti_package(kinds=PICTURE_AND_PLACES), by=author)
    assert walk(ok(*(f"/items/{item.uuid}/" for item in items))) == []
    for item in items:
        page.goto(f"/items/{item.uuid}/")
        picture = page.locator(f'img[src^="/items/{item.uuid}/files/"]')
        picture.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete", arg=picture.element_handle())
        assert picture.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [60, 40]
        assert picture.get_attribute("alt") == "цепь"


def test_a_sound_of_an_item_can_be_played(
    walk: Any,  # noqa: F811
    page: Any,
    sign_in: Any,
) -> None:
    author = make_user("author")
    sign_in(page, author)
    (item,) = bring(spoken_quiz(wav_bytes(), "речь.wav"), by=author, name="звук.xml")
    assert walk(ok(f"/items/{item.uuid}/")) == []
    sound = page.locator("audio").first
    sound.evaluate("sound => { sound.preload = 'auto'; sound.load(); }")
    page.wait_for_function("sound => sound.readyState >= 2", arg=sound.element_handle())
    assert sound.evaluate("sound => sound.duration") == 0.1
