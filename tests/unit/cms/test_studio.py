"""The gate before Wagtail's admin."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.media import make_image
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spec", ["original", "scale-100000"])
def test_no_picture_is_drawn_at_the_size_that_an_address_names(client: Client, spec: str) -> None:
    author = make_user("author")
    image = make_image(by=author)
    client.force_login(author)
    assert client.get(reverse("wagtailimages:preview", args=[image.pk, spec])).status_code == 404
