import pytest
from django.db import IntegrityError

from framework.models import Framework, FrameworkVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework():
    return Framework.objects.create(key="own", title="Свой каркас")


def test_one_edition_at_a_time_is_published(framework):
    FrameworkVersion.objects.create(framework=framework, label="1", status="published")
    with pytest.raises(IntegrityError):
        FrameworkVersion.objects.create(framework=framework, label="2", status="published")


def test_an_edition_has_its_label_alone(framework):
    FrameworkVersion.objects.create(framework=framework, label="1")
    with pytest.raises(IntegrityError):
        FrameworkVersion.objects.create(framework=framework, label="1")


def test_a_key_is_taken_once(framework):
    with pytest.raises(IntegrityError):
        Framework.objects.create(key="own", title="Другой")
    assert str(framework) == "Свой каркас"
