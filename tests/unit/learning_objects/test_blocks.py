"""Blocks that know more than their fields."""

import pytest
from wagtail.blocks import StructBlockValidationError

from learning_objects.blocks import BodyBlock, ObjectReferenceBlock
from tests.factories.learning_objects import make_object, publish

pytestmark = pytest.mark.django_db


def test_the_address_of_a_page_becomes_a_pinned_reference():
    view = publish(make_object())
    block = ObjectReferenceBlock()
    address = f"https://library.example/objects/{view.object_uuid}/"
    cleaned = block.clean(block.to_python({"uuid": address, "version": None}))
    assert (cleaned["uuid"], cleaned["version"]) == (str(view.object_uuid), 1)


@pytest.mark.parametrize("text", ["что-то", "{draft}", "{published} 7"])
def test_drafts_and_versions_that_do_not_exist_are_named(text):
    draft, view = make_object(), publish(make_object())
    block = ObjectReferenceBlock()
    version = 7 if text.endswith("7") else None
    address = text.format(draft=draft.uuid, published=view.object_uuid)
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"uuid": address, "version": version}))


def test_the_stage_stands_first_in_the_menu():
    assert next(iter(BodyBlock().child_blocks)) == "stage"
