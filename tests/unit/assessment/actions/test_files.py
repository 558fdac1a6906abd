"""Pictures of the bank: once for an owner, tied to items, gone when nobody needs them."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from assessment.actions.files import holds_asset, move_files, sweep_files
from assessment.api import add_item, copy_item, read_import, revise_item, write_import
from assessment.data import AssessmentItem
from assessment.errors import ItemsRefused
from assessment.models import BankFile, BankItem, BankItemFile, ItemImport
from assessment.queries import get_content
from core.api import now
from media_pipeline.api import MediaImage
from tests.factories.bank import choice_item
from tests.factories.item_files import SCHEME, bring, moodle_file, qti_package
from tests.factories.media import raster_bytes, stored_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NAME = f"{sha256(SCHEME).hexdigest()}.png"
LATER = timedelta(days=2)


def paths() -> set[str]:
    """What lies in the storage of pictures."""
    try:
        return set(default_storage.listdir("original_images")[1])
    except FileNotFoundError:
        return set()


def showing(name: str, where: str = "stimulus") -> AssessmentItem:
    return choice_item().model_copy(update={where: f'<p><img src="media/{name}" alt="x"></p>'})


def test_one_picture_of_several_items_is_kept_once():
    author = make_user("author")
    items = bring(qti_package(kinds=("choice", "hotspot", "kept")), by=author)
    assert len(items) == 3
    file = BankFile.objects.get()
    assert (file.owner, file.name, file.title) == (author, NAME, "схема 1.png")
    assert stored_bytes(MediaImage.objects.get(pk=file.asset_id)) == SCHEME
    assert BankItemFile.objects.filter(file=file, is_asked=True).count() == 3


def test_the_same_file_again_keeps_the_picture_and_the_items():
    author = make_user("author")
    bring(qti_package(), by=author)
    before = paths()
    (item,) = bring(qti_package(), by=author)
    assert item.number == 1
    assert BankFile.objects.count() == MediaImage.objects.count() == 1
    # What was set aside the second time goes when the transaction is done.
    assert before <= paths()


def test_what_was_set_aside_twice_is_removed(django_capture_on_commit_callbacks):
    author = make_user("author")
    bring(qti_package(), by=author)
    before = paths()
    with django_capture_on_commit_callbacks(execute=True):
        bring(moodle_file(), by=author, name="схемы.xml")
    assert paths() == before


def test_another_owner_has_a_picture_of_their_own():
    for _person in range(2):
        bring(qti_package(), by=make_user("author"))
    assert BankFile.objects.count() == MediaImage.objects.count() == 2


def test_a_file_of_an_owner_cannot_stand_twice():
    author = make_user("author")
    bring(qti_package(), by=author)
    file = BankFile.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BankFile.objects.create(
            owner=author, name=file.name, code="image", asset_id=1, size=1, created_at=now()
        )
    tie = BankItemFile.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        BankItemFile.objects.create(bank_item=tie.bank_item, file=file)


def test_a_picture_of_the_solution_is_not_asked_until_a_question_shows_it():
    author = make_user("author")
    bring(qti_package(), by=author)
    made = add_item(item=showing(NAME, "solution"), by=author, now=now())
    tie = BankItemFile.objects.get(bank_item=made)
    assert not tie.is_asked
    revise_item(bank_item=made, item=showing(NAME), by=author, now=now())
    tie.refresh_from_db()
    assert tie.is_asked


def test_a_picture_of_another_is_not_had_by_naming_it():
    bring(qti_package(), by=make_user("author"))
    made = add_item(item=showing(NAME), by=make_user("author"), now=now())
    assert not made.files.exists()


def test_a_copy_shares_the_bytes_and_outlives_its_source():
    author, colleague = make_user("author"), make_user("methodologist")
    (item,) = bring(qti_package(), by=author)
    item.shares.create(user=colleague, created_at=now())
    made = copy_item(bank_item=item, by=colleague, now=now())
    assert made.files.get().file.owner == colleague
    assert MediaImage.objects.count() == 1
    BankItemFile.objects.filter(bank_item=item).delete()
    assert sweep_files(now=now() + LATER) >= 1
    assert BankFile.objects.get().owner == colleague
    assert MediaImage.objects.count() == 1


def test_what_no_item_names_goes_after_a_day_with_its_bytes(
    django_capture_on_commit_callbacks, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    author = make_user("author")
    bring(qti_package(), by=author)
    BankItemFile.objects.all().delete()
    sweep_files(now=now())
    assert BankFile.objects.count() == 1
    stored = {MediaImage.objects.get().file.name.rpartition("/")[2]}
    with django_capture_on_commit_callbacks(execute=True):
        sweep_files(now=now() + LATER)
    assert not BankFile.objects.exists()
    assert not MediaImage.objects.exists()
    assert not stored & paths()


def test_a_named_file_stays_whatever_the_clock_says():
    bring(qti_package(), by=make_user("author"))
    sweep_files(now=now() + LATER * 100)
    assert BankFile.objects.count() == MediaImage.objects.count() == 1


def test_an_import_that_nobody_wrote_goes_with_its_pictures():
    author, before = make_user("author"), paths()
    read_import(name="a.zip", content=qti_package(), by=author, now=now())
    assert len(paths() - before) == 1
    assert not MediaImage.objects.exists()
    assert sweep_files(now=now()) == 0
    assert sweep_files(now=now() + LATER) == 1
    assert paths() == before
    assert not ItemImport.objects.exists()


def test_a_storage_that_fails_leaves_nothing(monkeypatch):
    author, before = make_user("author"), paths()

    def full(received, content):
        raise OSError("no space")

    monkeypatch.setattr("assessment.actions.importing.write_received", full)
    with pytest.raises(OSError, match="no space"):
        read_import(name="a.zip", content=qti_package(), by=author, now=now())
    assert not ItemImport.objects.exists()
    assert paths() == before


def test_a_refused_import_keeps_no_picture():
    author = make_user("author")
    staged = read_import(name="a.zip", content=qti_package(), by=author, now=now())
    staged.entries = [{**entry, "key": "same"} for entry in staged.entries * 2]
    staged.save()
    with pytest.raises(ItemsRefused):
        write_import(staged=staged, by=author, now=now())
    assert not BankFile.objects.exists()
    assert not MediaImage.objects.exists()


def test_a_picture_of_the_bank_is_held():
    bring(qti_package(), by=make_user("author"))
    image = MediaImage.objects.get()
    assert holds_asset(image)
    BankFile.objects.update(asset_id=image.pk + 1)
    assert not holds_asset(image)


def test_files_move_with_the_account_and_twins_become_one():
    kept, gone = make_user("author"), make_user("author")
    bring(qti_package(), by=kept)
    other = raster_bytes("PNG", (9, 9))
    bring(qti_package({"a.png": SCHEME, "b.png": other}), by=gone, name="другие.zip")
    BankItem.objects.filter(owner=gone).update(owner=kept)
    move_files(kept=kept, gone=gone)
    assert set(BankFile.objects.values_list("owner", flat=True)) == {kept.pk}
    assert BankFile.objects.count() == MediaImage.objects.count() == 2
    for item in BankItem.objects.all():
        assert item.files.count() == 1
        content = get_content(item)
        assert content is not None
        assert item.files.get().file.name in content.stimulus + content.parts[0].prompt


def test_items_without_pictures_cost_no_question(django_assert_max_num_queries):
    from assessment.actions.files import link_files
    from assessment.actions.storing import Prepared

    made = add_item(item=choice_item(), by=make_user("author"), now=now())
    with django_assert_max_num_queries(0):
        link_files([(made, Prepared.of(choice_item()))])
