"""The front page opens for everybody: in Russian, without script errors, passable for axe."""

from playwright.sync_api import expect

from tests.factories.people import make_user


def test_the_front_page_greets_a_visitor_in_russian(page, axe, shot):
    response = page.goto("/")

    assert response.status == 200
    assert page.locator("html").get_attribute("lang") == "ru"
    expect(page.locator("h1")).to_have_count(1)
    assert axe(page) == []
    shot(page, "front-page")


def test_styles_and_fonts_come_from_the_same_house(page, live_server):
    strangers = []
    page.on(
        "request",
        lambda request: (
            strangers.append(request.url)
            if not request.url.startswith((live_server.url, "data:"))
            else None
        ),
    )
    failures = []
    page.on("response", lambda answer: failures.append(answer.url) if not answer.ok else None)

    page.goto("/", wait_until="networkidle")

    assert page.evaluate("document.styleSheets.length") > 0
    assert strangers == []
    assert failures == []


def test_a_person_who_signed_in_is_called_by_name(page, sign_in):
    user = make_user("teacher", login="smoke")
    sign_in(page, user)

    page.goto("/")

    expect(page.locator("body")).to_contain_text(user.last_name)
