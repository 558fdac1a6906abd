from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from core.api import now
from learning_objects.api import get_object, remove_by_institute, withdraw_object
from learning_objects.data import BLOCK
from learning_objects.public_assets import is_published_asset
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document, make_image, svg_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_an_upload_opens_with_publication_and_closes_with_withdrawal() -> None:
    author, visitor = make_user("author"), AnonymousUser()
    image = make_image(by=author, content=svg_bytes())
    other = make_document(by=author)
    block = {
        "type": "image",
        "id": str(uuid4()),
        "value": {"image": image.pk, "alt": "Схема", "decorative": False, "caption": ""},
    }
    made = make_object(by=author, draft=make_draft(body=[make_stage(board=[block])]))
    assert not is_published_asset(visitor, image)

    version = publish(made)
    assert is_published_asset(visitor, image)
    assert not is_published_asset(visitor, other)

    found = get_object(uuid=version.object_uuid)
    assert found
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())
    assert not is_published_asset(visitor, image)
    pupil = make_user()
    assert is_published_asset(pupil, image)

    chief = make_user("chief_moderator")
    remove_by_institute(learning_object=found, reason="Вред", how=BLOCK, by=chief, now=now())
    assert not is_published_asset(pupil, image)
