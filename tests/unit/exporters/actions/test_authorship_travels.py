"""What a version says of its origin, its publisher and its helpers goes along in a package."""

from pathlib import Path

import pytest

from core.api import now as clock
from exporters.api import import_package
from learning_objects.api import (
    accept_suggestion,
    attribution,
    fork_object,
    get_object,
    get_version,
    set_publisher,
)
from tests.factories.learning_objects import make_object, publish
from tests.factories.offers import make_organisation, make_publishing_author
from tests.factories.packages import pack_elsewhere
from tests.factories.people import make_user
from tests.factories.suggestions import propose

pytestmark = pytest.mark.django_db


def make_remix():
    """A remix in the name of a publisher, with a suggestion taken in."""
    original = make_object()
    publish(original)
    firm = make_organisation()
    author = make_publishing_author(firm)
    made = fork_object(
        learning_object=get_object(uuid=original.uuid), title="Редакция", by=author, now=clock()
    )
    set_publisher(learning_object=made, organisation=firm, by=author, now=clock())
    publish(made)
    offered = propose(made, make_user("teacher"))
    accept_suggestion(suggestion=offered, by=author, now=clock())
    return publish(get_object(uuid=made.uuid))


def test_attribution_is_the_same_in_the_library_that_receives(tmp_path: Path):
    sent = []
    pack_elsewhere(tmp_path / "package.zip", lambda: sent.append(make_remix()))
    (there,) = sent
    report = import_package(path=tmp_path / "package.zip", by=None, now=clock())
    assert {line.verdict for line in report.lines} == {"new"}
    here = get_version(uuid=there.object_uuid)
    assert here
    assert here.digest == there.digest
    assert here.publisher == there.publisher
    assert here.based_on == there.based_on
    assert here.content["credits"] == there.content["credits"]
    for words in ("Разработчик", "Закон Ома", "CC BY 4.0"):
        assert words in attribution(here)
