from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.errors import NotAllowed
from core.api import now
from journal import data
from journal.api import (
    add_material,
    materials_of,
    move_material,
    remove_material,
    restore_material,
    set_note,
    upgrade_material,
)
from journal.data import AT_HOME, AT_LESSON
from journal.errors import NotInLibrary, TooLong, TooManyMaterials, UnknownPurpose
from journal.models import LessonMaterial
from learning_objects.api import usage_of
from learning_objects.models import Usage
from tests.factories.journal import next_lesson, publish_again, put_on, withdraw
from tests.factories.library import publish_on
from tests.factories.school import make_head, make_teacher


def used(version) -> int:
    return usage_of([version.object_uuid]).get(version.object_uuid, 0)


def act(action, material, **more):
    return action(material=material, by=material.lesson.teacher, now=now(), **more)


def titles(room) -> list[str]:
    return [item.title for item in materials_of([room.lesson]).get(room.lesson.pk, [])]


def test_a_material_pins_the_version_and_counts_as_a_use(room):
    version = publish_on(title="Закон Ома")
    material = put_on(room.lesson, version)
    assert (material.number, material.digest) == (1, version.digest)
    assert (material.title, material.kind) == ("Закон Ома", "scenario")
    assert used(version) == 1
    publish_again(version)
    material.refresh_from_db()
    assert material.number == 1


def test_two_presses_give_one_material(room):
    version = publish_on()
    assert put_on(room.lesson, version).pk == put_on(room.lesson, version).pk
    newer = publish_again(version)
    assert put_on(room.lesson, newer).number == 1
    assert LessonMaterial.objects.count() == used(version) == 1


def test_a_lesson_uses_an_object_once_for_two_purposes(room):
    version = publish_on()
    here, home = put_on(room.lesson, version), put_on(room.lesson, version, AT_HOME)
    put_on(next_lesson(room), version)
    assert used(version) == 2
    act(remove_material, here)
    assert used(version) == 2
    act(remove_material, home)
    assert used(version) == 1


def test_removing_is_undone_with_note_and_place(room):
    first, _second = (put_on(room.lesson, publish_on(title=name)) for name in ("Один", "Два"))
    act(set_note, first, note="Таблица на с. 2")
    act(remove_material, first)
    act(remove_material, first)
    assert titles(room) == ["Два"]
    act(restore_material, first)
    act(restore_material, first)
    assert titles(room) == ["Один", "Два"]
    found = materials_of([room.lesson])[room.lesson.pk][0]
    assert found.note == "Таблица на с. 2"
    assert Usage.objects.count() == 2


def test_what_was_put_there_anew_stays_when_the_old_one_is_restored(room):
    version = publish_on()
    old = put_on(room.lesson, version)
    act(remove_material, old)
    put_on(room.lesson, version)
    act(restore_material, old)
    assert LessonMaterial.objects.filter(removed_at=None).count() == 1
    assert used(version) == 1


def test_a_newer_version_comes_only_when_it_is_taken(room):
    version = publish_on(title="Закон Ома")
    material = put_on(room.lesson, version)
    publish_again(version, "Закон Ома, второе издание")
    third = publish_again(version, "Закон Ома, третье издание")
    assert act(upgrade_material, material, number=2).number == 2
    fresh = act(upgrade_material, material)
    assert (fresh.number, fresh.digest, fresh.title) == (3, third.digest, third.title)
    assert Usage.objects.get().number == 3


def test_withdrawn_and_unknown_objects_are_not_put_on_a_lesson(room):
    version = publish_on()
    material = put_on(room.lesson, version)
    withdraw(version)
    with pytest.raises(NotInLibrary):
        put_on(next_lesson(room), version)
    with pytest.raises(NotInLibrary):
        act(upgrade_material, material)
    for unknown in (uuid4(), publish_on().object_uuid):
        with pytest.raises(NotInLibrary):
            add_material(
                lesson=room.lesson,
                object_uuid=unknown,
                number=7,
                purpose=AT_LESSON,
                by=room.teacher,
                now=now(),
            )
    # Removing the reference and putting it back still works.
    act(remove_material, material)
    act(restore_material, material)
    assert used(version) == 1


def test_materials_change_places_within_their_purpose(room):
    one, _two, three = (put_on(room.lesson, publish_on(title=name)) for name in "абв")
    put_on(room.lesson, publish_on(title="дома"), AT_HOME)

    def order() -> list[str]:
        found = materials_of([room.lesson])[room.lesson.pk]
        return [item.title for item in found if item.purpose == AT_LESSON]

    act(move_material, three, step=-1)
    assert order() == ["а", "в", "б"]
    act(move_material, one, step=-1)
    assert order() == ["а", "в", "б"]
    act(move_material, one, step=1)
    assert order() == ["в", "а", "б"]


def test_refusals(room, monkeypatch):
    version = publish_on()
    with pytest.raises(UnknownPurpose):
        put_on(room.lesson, version, "at_sea")
    material = put_on(room.lesson, version)
    with pytest.raises(TooLong):
        act(set_note, material, note="ы" * 301)
    monkeypatch.setattr("journal.actions.materials.MOST_MATERIALS", 1)
    with pytest.raises(TooManyMaterials):
        put_on(room.lesson, publish_on())
    assert data.MOST_MATERIALS > 1


def test_only_the_teacher_of_the_lesson_changes_materials(room):
    material = put_on(room.lesson, publish_on())
    people = (make_teacher(room.school), make_head(room.school), room.pupil, room.guardian)
    for stranger in people:
        for action, more in (
            (remove_material, {}),
            (restore_material, {}),
            (upgrade_material, {}),
            (move_material, {"step": 1}),
            (set_note, {"note": "!"}),
        ):
            with pytest.raises(NotAllowed):
                action(material=material, by=stranger, now=now(), **more)


@pytest.mark.parametrize("name", ["journal_material_purpose", "journal_material_number", "once"])
def test_the_database_keeps_the_rules(room, name):
    material = put_on(room.lesson, publish_on())
    if name == "journal_material_purpose":
        material.purpose = "at_sea"
    elif name == "journal_material_number":
        material.number = 0
    else:
        material.pk, material.uuid = None, uuid4()
    words = name if name != "once" else "journal_material_once|object_uuid"
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        material.save()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_give_one_material_and_one_use(room):
    version = publish_on()
    errors: list[Exception] = []

    def press() -> None:
        try:
            put_on(room.lesson, version)
        except Exception as error:  # told by the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert LessonMaterial.objects.count() == used(version) == 1


def test_what_stays_on_the_lesson_is_what_is_counted(room):
    first = publish_on(title="Опыт")
    at_home = put_on(room.lesson, first, AT_HOME)
    at_lesson = put_on(room.lesson, first, AT_LESSON)
    LessonMaterial.objects.filter(pk=at_home.pk).update(number=7)
    Usage.objects.update(number=first.number)
    act(remove_material, at_lesson)
    assert list(Usage.objects.values_list("number", flat=True)) == [7]
