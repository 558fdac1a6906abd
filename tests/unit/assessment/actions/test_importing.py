from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.errors import NotAllowed
from assessment.api import list_items, offer_items, read_import, stage_items, write_import
from assessment.data import ItemFacts, NewItem
from assessment.errors import FormatRefused, ImportGone
from assessment.models import BankItem, ItemImport
from core.api import now
from tests.factories.bank import choice_item
from tests.factories.item_files import SCHEME
from tests.factories.items import make_interaction, make_part
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
SOLUTION = {"solution": '<p><img src="a.png" alt="схема"></p>'}
GROUND = {"image": "a.png", "alternative": "схема", "width": 60, "height": 40}
GOOD = "::Сила:: В чём измеряют силу? {~джоуль =ньютон ~ватт}\n"


def test_a_file_is_read_first_and_written_when_asked():
    author = make_user("author")
    staged = read_import(name="сила.gift", content=GOOD.encode(), by=author, now=now())
    assert (staged.format, len(staged.entries)) == ("gift", 1)
    assert not BankItem.objects.exists()
    assert write_import(staged=staged, by=author, now=now()).is_written
    (item,) = list_items(author)
    assert item.interactions.split() == ["single_choice"]
    with pytest.raises(ImportGone):
        write_import(staged=staged, by=author, now=now())


def test_the_same_file_again_changes_nothing_in_the_bank():
    author = make_user("author")
    for _round in range(2):
        staged = read_import(name="сила.gift", content=GOOD.encode(), by=author, now=now())
        write_import(staged=staged, by=author, now=now())
    numbers = list(BankItem.objects.values_list("number", flat=True))
    assert set(numbers) == {1}


def test_a_file_is_the_persons_own_and_kept_for_a_day():
    author, other = make_user("author"), make_user("author")
    staged = read_import(name="a.gift", content=GOOD.encode(), by=author, now=now())
    with pytest.raises(ImportGone):
        write_import(staged=staged, by=other, now=now())
    later = now() + timedelta(days=2)
    fresh = read_import(name="b.gift", content=GOOD.encode(), by=author, now=later)
    assert list(ItemImport.objects.all()) == [fresh]


def test_what_is_no_file_of_items_is_refused_with_its_reason():
    with pytest.raises(FormatRefused):
        read_import(name="a.bin", content=b"\x00\x01", by=make_user("author"), now=now())
    with pytest.raises(NotAllowed):
        read_import(name="a.gift", content=GOOD.encode(), by=make_user(), now=now())


def test_many_drafts_are_offered_at_once():
    author = make_user("author")
    staged = read_import(name="сила.gift", content=GOOD.encode(), by=author, now=now())
    report = write_import(staged=staged, by=author, now=now())
    uuids = [line.uuid for line in report.lines]
    assert offer_items(uuids=uuids, by=author, now=now()) == 1
    assert offer_items(uuids=uuids, by=author, now=now()) == 0
    assert list_items(make_user("teacher")).count() == 1


def test_items_made_here_bring_their_files_and_keep_what_is_said_of_them():
    author = make_user("author")
    entries = [
        NewItem(
            make_part(make_interaction("drawing", **GROUND)),
            ItemFacts(grade=7, difficulty=2),
            key="picture",
        ),
        NewItem(choice_item(), key="plain"),
        NewItem(choice_item().model_copy(update=SOLUTION), key="solution"),
    ]
    media = {"a.png": SCHEME, "b.png": b"no picture"}
    staged = stage_items(entries=entries, media=media, name="x", by=author, now=now())
    assert not BankItem.objects.exists()
    assert [problem["code"] for problem in staged.problems] == ["media.unused"]
    assert write_import(staged=staged, by=author, now=now()).is_written
    rows = {row.key: row for row in BankItem.objects.all()}
    assert set(rows) == {"picture", "plain", "solution"}
    assert (rows["picture"].grade, rows["picture"].difficulty) == (7, 2)
    tied = {key: list(row.files.values_list("is_asked", flat=True)) for key, row in rows.items()}
    assert tied == {"picture": [True], "plain": [], "solution": [False]}
    with pytest.raises(NotAllowed):
        stage_items(entries=entries, media={}, name="x", by=make_user(), now=now())
