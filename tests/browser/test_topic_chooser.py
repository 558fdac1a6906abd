"""The topic chooser in a real Chromium: mouse, keyboard, rows added later, scripts off."""

from __future__ import annotations

import shutil

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from playwright.sync_api import expect

from cms.urls import urlpatterns as site_urlpatterns
from framework.api import TopicChooser
from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # pytest-base-url, which pytest-playwright brings, is older than this rule of pytest 9.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]

PAGE = """{% extends "ui/base.html" %}
{% block title %}Проба{% endblock %}
{% block head %}{{ form.media }}{% endblock %}
{% block main %}<h1>Проба</h1>
<form method="get"><p><label for="{{ form.topic.id_for_label }}">Тема</label></p>{{ form.topic }}
<div id="rows"></div><button>Отправить</button></form>
<output id="got">{{ got }}</output>{% endblock %}"""


class TopicForm(forms.Form):
    topic = forms.UUIDField(widget=TopicChooser)


def chooser_page(request: HttpRequest) -> HttpResponse:
    form = TopicForm(request.GET if "topic" in request.GET else None)
    got = form.cleaned_data["topic"] if form.is_valid() else ""
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"form": form, "got": got}, request))


urlpatterns = [path("chooser-page/", chooser_page), *site_urlpatterns]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium")}


@pytest.fixture
def address(live_server, settings, tmp_path, client, context):
    settings.ROOT_URLCONF = __name__
    load_programmes(tmp_path)
    client.force_login(make_user("author"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return f"{live_server.url}/chooser-page/"


def chosen(page):
    return page.locator("topic-chooser [data-chosen], topic-chooser .topic-chooser__chosen").first


def test_a_topic_is_found_by_typing_and_taken_by_keyboard(page, address):
    page.goto(address)
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("ТОКИ")
    option = page.get_by_role("option")
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(chosen(page)).to_contain_text("Постоянный электрический ток")
    expect(box).to_be_hidden()
    page.get_by_role("button", name="Отправить").click()
    uuid = node_titled("Постоянный электрический ток").uuid
    page.locator("#got", has_text=str(uuid)).wait_for()
    expect(chosen(page)).to_contain_text("Физика")


def test_a_topic_is_taken_from_the_tree_by_keyboard(page, address):
    page.goto(address)
    browse = page.locator("topic-chooser button[aria-controls$=tree]")
    browse.focus()
    page.keyboard.press("Enter")
    focused = page.locator("[role=treeitem]:focus > .topic-chooser__row")
    focused.get_by_text("География").wait_for()
    for step in ("Физика", "Физика. 8 класс", "8 класс", "Тепловые явления"):
        if step != "Физика":
            page.keyboard.press("ArrowRight")
            page.locator("[role=treeitem]:focus[aria-expanded=true]").wait_for()
            page.locator("[role=treeitem]:focus [role=treeitem]").first.wait_for()
        page.keyboard.press("ArrowDown")
        focused.get_by_text(step).wait_for()
    page.keyboard.press("Enter")
    expect(chosen(page)).to_contain_text("Тепловые явления")


def test_a_choice_is_changed_by_mouse_and_removed(page, address):
    page.goto(f"{address}?topic={node_titled('Ёлки и другие растения').uuid}")
    buttons = page.locator("topic-chooser .topic-chooser__buttons button")
    buttons.first.click()
    page.get_by_role("combobox").fill("вещество")
    page.get_by_role("option").first.click()
    expect(chosen(page)).to_contain_text("Строение вещества")
    buttons.last.click()
    assert page.locator("topic-chooser input[name=topic]").input_value() == ""


def test_a_row_that_is_added_later_upgrades_itself(page, address):
    page.goto(address)
    source = page.request.get(address).text()
    start = source.index("<topic-chooser")
    row = source[start : source.index("</topic-chooser>") + len("</topic-chooser>")]
    page.evaluate("html => document.getElementById('rows').innerHTML = html", row)
    boxes = page.get_by_role("combobox")
    expect(boxes).to_have_count(2)
    ids = {boxes.nth(number).get_attribute("id") for number in range(2)}
    assert len(ids) == 2


def test_no_script_breaks_and_axe_finds_nothing_serious(page, address, pytestconfig):
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: line.type == "error" and problems.append(line.text))
    page.goto(address)
    page.get_by_role("combobox").fill("резервное")
    page.get_by_role("option").first.wait_for()
    page.locator("topic-chooser button[aria-controls$=tree]").click()
    page.get_by_role("treeitem").first.wait_for()
    page.evaluate((pytestconfig.rootpath / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run('topic-chooser').then(result => result.violations)")
    serious = [item["id"] for item in found if item["impact"] in ("serious", "critical")]
    assert serious == []
    assert problems == []


def test_with_scripts_off_the_field_takes_an_address(browser, address, client, settings):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    uuid = node_titled("Тепловые явления").uuid
    page.locator("input[name=topic]").fill(f"http://localhost/topics/{uuid}/")
    page.get_by_role("button", name="Отправить").click()
    page.locator("#got", has_text=str(uuid)).wait_for()
    expect(chosen(page)).to_contain_text("Тепловые явления")
    context.close()
