"""Middleware of the site."""

import pytest
from django.test import Client

from cms.middleware import BodyLimitMiddleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("length", ["60000001000", "9" * 40, "-1", "x"])
def test_a_body_that_is_too_large_is_not_read(rf, length, settings):
    request = rf.post("/account/login/")
    request.META["CONTENT_LENGTH"] = length
    answer = BodyLimitMiddleware(lambda _request: pytest.fail("went on"))(request)
    assert answer.status_code == 413
    assert "60" in answer.content.decode()


def test_an_ordinary_form_goes_on(rf):
    answer = object()
    assert BodyLimitMiddleware(lambda _request: answer)(rf.post("/", {"a": "b"})) is answer


def test_the_reader_chooses_the_language_not_the_browser():
    page = Client().get("/about/", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "ru"
    chosen = Client()
    chosen.cookies["django_language"] = "en"
    assert chosen.get("/about/").headers["Content-Language"] == "en"
