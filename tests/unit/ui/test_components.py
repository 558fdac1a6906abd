"""Components as templates: what goes in comes out, escaped, named for those who listen."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from ui import vendor
from ui.views import SampleForm, show_error, show_styleguide

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(autouse=True)
def _russian() -> Any:
    with translation.override("ru"):
        yield


def component(name: str, path: str = "/list/?kind=test&page=3", **context: Any) -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return render_to_string(f"ui/components/{name}.html", context, request)


def tag(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


def test_breadcrumbs_end_with_this_page() -> None:
    html = component(
        "breadcrumbs", items=[("Каталог", "/catalogue/"), ("Физика", "/x/"), ("8 класс", "")]
    )
    assert '<a href="/catalogue/">Каталог</a>' in html
    assert '<span aria-current="page">8 класс</span>' in html


def test_pagination_keeps_the_query() -> None:
    html = component("pagination", page_obj=Paginator(range(400), 20).page(7))
    assert 'href="?kind=test&amp;page=8"' in html
    assert re.findall(
        r">\s*(\d+|…)<", re.sub(r'<span class="visually-hidden">[^<]*</span>', "", html)
    ) == ["1", "…", "6", "7", "8", "…", "20"]


def test_pagination_of_one_page_is_nothing() -> None:
    assert component("pagination", page_obj=Paginator(range(3), 20).page(1)).strip() == ""


def test_gap_of_one_page_is_that_page() -> None:
    html = component("pagination", page_obj=Paginator(range(100), 20).page(4))
    assert "…" not in html


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("badge", {"label": HOSTILE, "tone": "info"}),
        ("empty", {"title": HOSTILE, "text": HOSTILE, "action_url": "/", "action_label": HOSTILE}),
        (
            "notice",
            {"title": HOSTILE, "text": HOSTILE, "tone": "stop", "url": "/", "url_label": HOSTILE},
        ),
        ("tabs", {"items": [(HOSTILE, "/", True, 3)], "aria_label": HOSTILE}),
        ("stat", {"number": 1, "label": HOSTILE, "hint": HOSTILE}),
        ("progress", {"value": 1, "max": 3, "label": HOSTILE, "text": HOSTILE}),
        (
            "timeline",
            {
                "items": [
                    {
                        "what": HOSTILE,
                        "who": HOSTILE,
                        "text": HOSTILE,
                        "tone": HOSTILE,
                        "when": None,
                    }
                ]
            },
        ),
        (
            "object_card",
            {
                "hit": {
                    "title": HOSTILE,
                    "url": HOSTILE,
                    "snippet": HOSTILE,
                    "authors": [HOSTILE],
                    "subject_label": HOSTILE,
                    "kind_label": HOSTILE,
                    "grade": HOSTILE,
                    "hue": HOSTILE,
                }
            },
        ),
        (
            "confirm",
            {
                "label": HOSTILE,
                "title": HOSTILE,
                "text": HOSTILE,
                "action_url": HOSTILE,
                "fields": [(HOSTILE, HOSTILE)],
            },
        ),
        ("breadcrumbs", {"items": [(HOSTILE, HOSTILE), (HOSTILE, "")]}),
    ],
)
def test_nothing_of_people_becomes_markup(name: str, given: dict[str, Any]) -> None:
    html = component(name, **given)
    assert "<img" not in html
    assert "&lt;img" in html


def test_object_card() -> None:
    hit = {
        "title": "Закон Ома",
        "url": "/objects/1/",
        "kind_label": "Сценарий урока",
        "subject_label": "Физика",
        "hue": 0,
        "grade": 8,
        "minutes": 45,
        "authors": ["Петрова А. И.", "Ли Б."],
        "snippet": mark_safe("сила <mark>тока</mark>"),
    }
    html = component("object_card", hit=hit)
    assert 'data-hue="0"' in html
    assert "8 класс" in html
    assert "45\xa0мин" in html
    assert "Петрова А. И., Ли Б." in html
    assert "<mark>тока</mark>" in html


def test_object_card_needs_only_a_title_and_an_address() -> None:
    html = component("object_card", hit={"title": "Закон Ома", "url": "/objects/1/"})
    assert "None" not in html
    assert "data-hue" not in html


def test_timeline_tells_the_exact_moment() -> None:
    html = component(
        "timeline", items=[{"what": "Создан", "when": datetime(2020, 9, 3, 9, 0, tzinfo=UTC)}]
    )
    assert 'datetime="2020-09-03T12:00:00+03:00"' in html
    assert "3\xa0сентября\xa02020\xa0г." in html


def test_confirm_is_a_form_that_needs_no_script() -> None:
    html = component(
        "confirm", label="Отозвать", action_url="/recall/", fields=[("id", 7)], tone="danger"
    )
    assert (
        html.index("<details")
        < html.index("<summary")
        < html.index('<form class="confirm__panel" method="post" action="/recall/"')
    )
    assert "csrfmiddlewaretoken" in html
    assert '<input type="hidden" name="id" value="7">' in html


class Sample(forms.Form):
    name = forms.CharField(label="Имя", help_text="Как в паспорте")
    note = forms.CharField(label="Заметка", required=False)
    level = forms.ChoiceField(
        label="Уровень", choices=[("a", "А"), ("b", "Б")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Согласен")
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def test_field_ties_label_help_and_error_together() -> None:
    html = component("field", field=Sample({"name": ""})["name"])
    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_fields_of_choices_and_boxes() -> None:
    form = Sample()
    assert "<legend>Уровень</legend>" in component("field", field=form["level"])
    assert re.search(
        r'<label for="id_agree"><input[^>]+><span>Согласен</span></label>',
        component("field", field=form["agree"]),
    )
    assert "(необязательно)" in component("field", field=form["note"])
    assert "label" not in component("field", field=form["secret"])


def test_form_says_that_something_is_wrong_once() -> None:
    html = component("form", form=Sample({}), submit_label="Отправить", cancel_url="/back/")
    assert html.count('role="alert"') == 1
    assert html.count("csrfmiddlewaretoken") == 1
    assert ">Отправить</button>" in html
    assert 'href="/back/"' in html


def test_querystring_with() -> None:
    path = "/?q=дроби&kind=test&page=4"
    assert (
        tag('{% querystring_with kind="video" %}', path)
        == "?q=%D0%B4%D1%80%D0%BE%D0%B1%D0%B8&amp;kind=video"
    )
    assert tag("{% querystring_with kind=None q=None %}", path) == "?"
    assert (
        tag("{% querystring_with grade=grades q=None kind=None %}", path, grades=[5, 6])
        == "?grade=5&amp;grade=6"
    )


def test_tags_take_empty_values() -> None:
    assert tag("{{ none|when }}{{ none|minutes }}{% moment none %}", none=None) == ""


def test_tex_tag_and_rich_filter() -> None:
    assert '<math display="block">' in tag(r'{% tex "x^2" display=True %}')
    assert "<script" not in tag("{{ html|render_rich }}", html="<p>a</p><script>1</script>")


def test_base_page_is_whole_without_context() -> None:
    html = render_to_string("ui/base.html", {}, RequestFactory().get("/"))
    assert '<html lang="ru">' in html
    assert 'href="#main"' in html
    assert '<main id="main"' in html
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)


def test_navigation_marks_the_page_and_the_section() -> None:
    items = [("Каталог", "/catalogue/", "book", True), ("Поиск", "/search/", "search", False)]
    html = render_to_string(
        "ui/base.html", {"nav_items": items}, RequestFactory().get("/catalogue/")
    )
    assert '<a href="/catalogue/" aria-current="page">Каталог</a>' in html
    assert '<a href="/search/">Поиск</a>' in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_pages_of_trouble_need_no_context_and_no_static_files(name: str, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    html = get_template(name).render()
    assert "<h1>" in html
    assert 'href="/"' in html


@pytest.mark.django_db
def test_style_guide_shows_every_component(rf: RequestFactory) -> None:
    request = rf.get("/ui/")
    request.user = AnonymousUser()
    request._messages = _Messages()
    html = show_styleguide(request).content.decode()
    for path in vendor.PACKAGE_DIR.glob("static/ui/*.css"):
        assert path.name in html
    assert "Обыкновенные дроби" in html
    assert not re.search(r"\sstyle=|\son\w+=", html)


@pytest.mark.parametrize(("code", "status"), [(403, 403), (404, 404), (419, 403), (500, 500)])
@pytest.mark.django_db
def test_pages_of_errors(rf: RequestFactory, code: int, status: int) -> None:
    request = rf.get("/ui/404/")
    request.user = AnonymousUser()
    assert show_error(request, code).status_code == status


def test_sample_form_has_every_kind_of_field() -> None:
    assert len(SampleForm().fields) == 5


class _Messages:
    """The least that django.contrib.messages asks of a request."""

    def __init__(self) -> None:
        self.stored: list[str] = []

    def add(self, level: int, message: str, extra_tags: str = "") -> None:
        self.stored.append(message)

    def __iter__(self) -> Any:
        return iter(())
