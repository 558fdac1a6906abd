from datetime import timedelta

import pytest

from core.api import now, pending
from learning_objects.api import save_draft
from media_pipeline.api import read_waiting
from notices.models import Notice
from search.api import sweep_searches
from search.models import SavedMatch, SavedSearch, SavedTerm, Wish
from search.saved import percolation
from search.saved.percolation import CONSUMER, find_matches, renew_anchors
from search.saved.telling import purge_saved, tell_found
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.media import make_document
from tests.factories.people import make_user
from tests.factories.searches import make_saved, make_wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return make_user("teacher")


def publish_one(title: str, *, by=None, **fields):
    author = by or make_user("author")
    made = make_object(by=author, draft=make_draft(title, **fields))
    publish(made)
    return made


def matches() -> list[tuple[str, str]]:
    rows = SavedMatch.objects.order_by("saved__name", "id")
    return [(row.saved.name, str(row.object_uuid)) for row in rows.select_related("saved")]


def test_only_what_matches_is_found(reader) -> None:
    make_saved("магнит", by=reader)
    make_saved("магнит", by=reader, kinds=("material",))
    make_saved("дроби", by=reader)
    made = publish_one("Опыты с магнитами")
    assert find_matches(now=now()) == 1
    assert matches() == [("магнит", str(made.uuid))]
    assert find_matches(now=now()) == 0
    assert not pending(consumer=CONSUMER, limit=10)


def test_a_new_edition_of_what_was_there_is_no_news(reader) -> None:
    made = publish_one("Опыты с магнитами")
    find_matches(now=now())
    make_saved("магнит", by=reader)
    author = made.authorships.get().user
    save_draft(learning_object=made, draft=make_draft("Опыты с магнитом"), by=author, now=now())
    publish(made)
    find_matches(now=now())
    assert matches() == []


def test_ones_own_work_paused_and_deleted_searches_are_left_out(reader) -> None:
    author = make_user("author")
    make_saved("магнит", by=author)
    paused, deleted = make_saved("магниты", by=reader), make_saved("опыты магнит", by=reader)
    SavedSearch.objects.filter(pk=paused.pk).update(paused_at=now())
    SavedSearch.objects.filter(pk=deleted.pk).update(deleted_at=now())
    publish_one("Опыты с магнитами", by=author)
    find_matches(now=now())
    assert matches() == []


def test_a_broken_run_is_repeated_and_tells_once(reader, monkeypatch) -> None:
    make_saved("магнит", by=reader)
    publish_one("Опыты с магнитами")
    with monkeypatch.context() as patch:
        patch.setattr(percolation, "acknowledge", _killed)
        with pytest.raises(KeyboardInterrupt):
            find_matches(now=now())
    assert find_matches(now=now()) == 1
    assert len(matches()) == 1


def _killed(**_facts: object) -> int:
    raise KeyboardInterrupt


def test_one_notice_a_day_for_a_search(reader) -> None:
    make_saved("магнит", by=reader, name="Магниты")
    for title in ("Магнит и железо", "Магнитное поле и магнит"):
        publish_one(title)
    assert sweep_searches(now=now()).told == 1
    publish_one("Третий магнит")
    assert sweep_searches(now=now()).told == 0  # not again today
    assert sweep_searches(now=now() + timedelta(days=1)).told == 1
    told = Notice.objects.filter(recipient=reader, code="search.found").order_by("id")
    assert [notice.data for notice in told] == [
        {"name": "Магниты", "number": 2}, {"name": "Магниты", "number": 1},
    ]  # fmt: skip
    assert told[0].url.startswith("/search/?q=")


def test_a_wish_is_answered_and_told_to_all_who_asked(reader) -> None:
    other = make_user("teacher")
    for person in (reader, other):
        make_wish("Опыты с магнитами", by=person)
    publish_one("Опыты с магнитами дома")
    sweep_searches(now=now())
    assert Wish.objects.get().answered_at is not None
    told = Notice.objects.filter(code="search.wish_answered")
    assert {notice.recipient for notice in told} == {reader, other}


def test_only_searches_that_hang_on_the_words_are_read(
    reader, django_assert_max_num_queries
) -> None:
    """A hundred searches about something else cost a publication nothing."""
    for number in range(100):
        row = SavedSearch.objects.create(
            user=reader, name="x", query=f"q=слово{number}", created_at=now(),
            anchored=percolation.current_stamp(),
        )  # fmt: skip
        SavedTerm.objects.create(saved=row, term=f"w:слово{number}")
    make_saved("магнит", by=make_user("teacher"))
    publish_one("Опыты с магнитами")
    asked: list[str] = []
    real = percolation._ask
    percolation._ask, kept = (lambda *args: asked.append(args[0]) or real(*args)), real
    try:
        with django_assert_max_num_queries(24):
            find_matches(now=now())
    finally:
        percolation._ask = kept
    assert len(asked) == 1


def test_anchors_follow_the_framework_and_the_synonyms(reader) -> None:
    saved = make_saved("магнит", by=reader)
    SavedTerm.objects.all().delete()
    SavedSearch.objects.filter(pk=saved.pk).update(anchored="older words")
    publish_one("Опыты с магнитами")
    find_matches(now=now())
    assert len(matches()) == 1
    assert renew_anchors() == 0


def test_what_was_deleted_goes_after_a_day_and_a_wish_of_nobody_with_it(reader) -> None:
    saved = make_wish("Опыты с магнитами", by=reader)
    SavedSearch.objects.filter(pk=saved.pk).update(deleted_at=now())
    assert purge_saved(now=now() + timedelta(hours=1)) == 0
    assert purge_saved(now=now() + timedelta(days=2)) > 0
    assert not Wish.objects.exists()


def test_telling_takes_a_fixed_number_of_queries(reader, django_assert_max_num_queries) -> None:
    for number in range(20):
        row = SavedSearch.objects.create(
            user=reader, name=str(number), query=f"q={number}", created_at=now()
        )
        SavedMatch.objects.create(saved=row, object_uuid="0" * 32, found_at=now())
    with django_assert_max_num_queries(24):
        assert tell_found(now=now()) == 20


def test_words_of_a_file_are_matched_once_they_are_read(reader, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    make_saved("гномон", by=reader)
    make_saved("«тень гномона»", by=reader)
    author = make_user("author")
    words = "Тень гномона короче всего в полдень."
    notes = make_document(by=author, content=words.encode(), name="тень.txt", title="Тень")
    attached = [{"type": "attachment", "value": {"document": notes.pk, "title": ""}}]
    made = publish_one("Солнечные часы", by=author, body=[make_stage(board=attached)])
    find_matches(now=now())
    assert matches() == []
    read_waiting(now=now())
    find_matches(now=now())
    assert matches() == [("«тень гномона»", str(made.uuid)), ("гномон", str(made.uuid))]
