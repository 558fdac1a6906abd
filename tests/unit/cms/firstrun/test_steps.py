"""A step is needed until it was done, and again when what it works on has changed."""

import pytest
from django.core.cache import caches
from django.db import connection

from cms.firstrun.steps import steps
from core.api import now
from learning_objects.api import create_object
from tests.factories.people import make_user


def _step(title: str):
    return next(step for step in steps(demo=True) if step.title == title)


@pytest.mark.django_db
def test_a_migrated_database_needs_nothing():
    assert not _step("database").is_needed()


@pytest.mark.django_db
def test_the_shared_cache_is_made_once(settings):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "test_cache",
        },
    }
    step = _step("shared cache")
    assert step.is_needed()

    step.run()

    assert not step.is_needed()
    caches["default"].set("limit", 5)
    assert caches["default"].get("limit") == 5
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE test_cache")


@pytest.mark.django_db
def test_the_demo_is_for_an_empty_library_only():
    step = _step("demo library")
    assert step.is_needed()

    create_object(kind="scenario", title="Дроби", by=make_user("author"), now=now())

    assert not step.is_needed()


def test_no_demo_when_it_is_not_wanted():
    assert "demo library" not in [step.title for step in steps(demo=False)]


def test_static_files_are_collected_again_when_one_changes(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.DATA_DIR = tmp_path
    step = _step("static files")
    assert step.is_needed()

    step.run()
    assert (tmp_path / "collected" / "page.css").read_text() == "a {}"
    assert not step.is_needed()

    (source / "page.css").write_text("a, b {}")
    assert step.is_needed()
