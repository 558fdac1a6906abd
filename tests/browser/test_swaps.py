"""What htmx puts in the place of something else keeps to the content policy."""

from __future__ import annotations

from playwright.sync_api import expect

from core.api import now
from tests.factories.moderation import make_submission
from tests.factories.people import make_user


def test_a_field_that_the_reader_drew_larger_is_replaced_without_a_complaint(page, sign_in):
    """Such a field has a style of its own; ``page`` fails on whatever the policy refuses."""
    submission = make_submission(now=now(), title="Лёд и вода")
    sign_in(page, make_user("moderator"))
    page.goto(f"/review/{submission.uuid}/")
    page.locator("form[action$='/claim/'] button").first.click()
    letter = page.locator("#decision-letter")
    letter.evaluate("field => { field.style.height = '400px'; }")
    radios = page.locator("#decision-form input[type=radio][value=yes]")
    radios.first.evaluate("radio => { radio.style.caretColor = 'auto'; }")
    radios.first.check()

    page.click("#decision-form button[formaction$='/letter/']")

    expect(letter).not_to_have_value("")
    for radio in radios.all():
        radio.check()
    expect(radios.first).to_be_checked()
