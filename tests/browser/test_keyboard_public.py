"""The open library by keyboard alone: from the front page to a lesson and around the curriculum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.library import OHM, Library, make_library
from tests.factories.library import CURRENT

FAR = 80  # stops of the Tab key after which a person gives up
# What draws the ring: the element itself, or for a card the layer over it (``::after``).
RING = """() => {
  const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
  const now = document.activeElement;
  return seen(getComputedStyle(now)) || seen(getComputedStyle(now, "::after"));
}"""
WORDS = """() => {
  const now = document.activeElement;
  return [now.tagName, now.id, now.getAttribute("aria-label"), now.innerText,
    now.labels?.[0]?.innerText, now.getAttribute("href")].filter(Boolean).join(" ");
}"""


@pytest.fixture
def library(tmp_path: Path, settings: Any) -> Library:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return make_library(tmp_path)


class Keyboard:
    """A reader without a mouse; every stop on the way must show where the reader is."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def tab_to(self, words: str, *, back: bool = False) -> None:
        """Press Tab until the focus stands on what has ``words`` in its name, id or address."""
        passed = []
        for _step in range(FAR):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            passed.append(" ".join(self.page.evaluate(WORDS).split()))
            assert self.page.evaluate(RING), f"the focus cannot be seen on: {passed[-1]}"
            if words in passed[-1]:
                return
        raise AssertionError(f"{words!r} is not among the stops: {passed}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, words: str, address: str) -> None:
        """Walk to a link and follow it; the page at ``address`` opens."""
        self.tab_to(words)
        self.press("Enter")
        self.page.wait_for_url(address)


@pytest.fixture
def keyboard(page: Any) -> Keyboard:
    return Keyboard(page)


def test_the_first_stop_leads_past_the_header(page, keyboard, library):
    page.goto("/catalogue/")

    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.evaluate(RING)
    box = page.locator(".skip-link").bounding_box()
    assert box["y"] >= 0, "the link must come into sight"
    keyboard.press("Enter", "Tab")

    assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


def test_from_a_question_to_a_lesson_and_its_topic(page, keyboard, library):
    page.goto("/")
    keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "home-search"
    assert page.evaluate(RING)
    page.keyboard.type("сопротивл")
    page.locator("[role=listbox]:visible [role=option]").first.wait_for()
    keyboard.press("ArrowDown")
    field = page.locator("#home-search")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert field.get_attribute("aria-expanded") == "true"
    assert chosen.get_attribute("aria-selected") == "true"
    keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("ение")
    keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")

    keyboard.tab_to("Физика")
    keyboard.press("Space")
    page.locator(".search-chip").first.wait_for()
    keyboard.press("/")
    keyboard.follow(OHM, f"**/objects/{library.published.uuid}/")
    keyboard.follow(CURRENT, f"**{library.topic_url}")

    expect(page.get_by_role("link", name=OHM)).to_have_count(1)


def test_a_suggestion_opens_by_arrow_and_enter(page, keyboard, library):
    page.goto("/")
    keyboard.press("/")
    page.keyboard.type("закон ома")
    page.locator("[role=listbox]:visible [role=option]", has_text=OHM).first.wait_for()
    for _step in range(FAR):
        keyboard.press("ArrowDown")
        if OHM in page.locator("[aria-selected=true]").inner_text():
            break
    keyboard.press("Enter")

    page.wait_for_url(f"**/objects/{library.published.uuid}/")


def test_down_the_curriculum(page, keyboard, library):
    page.goto("/")
    keyboard.follow("/catalogue/", "**/catalogue/")
    keyboard.follow(library.subject_url, f"**{library.subject_url}")
    keyboard.follow(library.grade_url, f"**{library.grade_url}")
    keyboard.follow(CURRENT, f"**{library.topic_url}")
    keyboard.follow(OHM, f"**/objects/{library.published.uuid}/")
    keyboard.tab_to("/print/")

    keyboard.press("Enter")
    page.wait_for_url("**/print/")


def test_language_and_theme(page, keyboard, library):
    page.goto("/about/")
    root = page.locator("html")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    keyboard.tab_to("Тёмная тема")
    keyboard.press("Enter")
    assert root.get_attribute("data-theme") == "dark"
    page.wait_for_function(f"{paper} !== '{light}'")

    keyboard.tab_to("EN", back=True)
    keyboard.press("Enter")
    page.locator("html[lang=en]").wait_for()

    assert root.get_attribute("data-theme") == "dark", "the theme is kept"


def test_the_menu_of_a_phone(page, keyboard, library):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/about/")
    keyboard.tab_to("Меню")
    keyboard.press("Enter", "Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/catalogue/"
    assert page.evaluate(RING)
    keyboard.press("Escape")

    assert page.locator("details.site-menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
