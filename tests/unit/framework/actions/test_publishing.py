import pytest

from core.errors import TransitionRefused
from framework.api import publish_version
from framework.models import Framework, FrameworkVersion
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def draft():
    framework = Framework.objects.create(key="own", title="Свой каркас")
    return FrameworkVersion.objects.create(framework=framework, label="1")


def refusal(version, by, now):
    with pytest.raises(TransitionRefused) as caught:
        publish_version(version=version, by=by, now=now)
    return caught.value.code


def test_an_empty_edition_is_not_published(now):
    assert refusal(draft(), None, now) == "guard"


def test_a_stranger_learns_only_that_they_may_not(now):
    assert refusal(draft(), make_user("teacher"), now) == "permission"


def test_a_published_edition_is_not_published_again(tmp_path, now):
    load_programmes(tmp_path)
    assert refusal(FrameworkVersion.objects.get(), None, now) == "state"
