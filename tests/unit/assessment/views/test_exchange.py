from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.api import add_item
from assessment.formats.samples import SAMPLES
from assessment.interaction_names import names_of
from assessment.models import BankItem, ItemImport
from core.api import now
from tests.factories.bank import make_bank_item
from tests.factories.items import make_item
from tests.factories.people import make_user
from tests.unit.assessment.formats.samples import MOODLE

pytestmark = pytest.mark.django_db
GIFT = "::Сила:: В чём измеряют силу? {~джоуль =ньютон ~ватт}\n\n::Плохо:: Сколько? {#x:1}\n"


def upload(text: bytes, name: str = "сила.gift") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text)


def test_a_file_is_shown_then_written(client):
    client.force_login(make_user("author"))
    assert client.get("/items/import/").status_code == 200
    response = client.post("/items/import/", {"file": upload(GIFT.encode())}, follow=True)
    page = response.content.decode()
    assert "Что принесёт файл" in page
    assert "Положить в мой банк" in page
    assert not BankItem.objects.exists()
    place = f"/items/import/{ItemImport.objects.get().uuid}/"
    page = client.post(place, follow=True).content.decode()
    assert "В вашем банке" in page
    assert BankItem.objects.exists()
    assert "уже в банке" in client.get(place).content.decode()


def test_what_cannot_be_read_is_told_at_the_field(client):
    client.force_login(make_user("author"))
    response = client.post("/items/import/", {"file": upload(b"\x00\x01\x02", "a.bin")})
    assert response.status_code == 422
    assert client.post("/items/import/", {}).status_code == 422


def test_nobody_sees_the_file_of_another(client):
    client.force_login(make_user("author"))
    client.post("/items/import/", {"file": upload(GIFT.encode())})
    place = f"/items/import/{ItemImport.objects.get().uuid}/"
    client.force_login(make_user("author"))
    assert client.get(place).status_code == 404
    assert client.post(place).status_code == 404


@pytest.mark.parametrize("form", ["gift", "moodle", "aiken", "csv", "xlsx", "qti", "qti22"])
def test_an_item_goes_out_in_every_format(client, form):
    made = make_bank_item()
    client.force_login(made.owner)
    page = client.get(f"/items/export/?format={form}&item={made.uuid}").content.decode()
    assert f"/items/export/{form}/?item={made.uuid}" in page
    response = client.get(f"/items/export/{form}/?item={made.uuid}")
    assert response.status_code == 200
    assert len(response.content) > 20
    assert "attachment" in response["Content-Disposition"]


def test_nothing_of_others_goes_out(client):
    made = make_bank_item()
    client.force_login(make_user("author"))
    assert client.get(f"/items/export/gift/?item={made.uuid}").status_code == 404
    assert client.get("/items/export/odd/").status_code == 404
    assert client.get("/items/export/gift/?item=x").status_code == 404


def test_what_a_format_cannot_say_is_told_once_by_names_and_titles(client):
    author = make_user("author")
    rows = [
        add_item(item=make_item(kind, title=f"Задание {number}"), by=author, now=now())
        for number, kind in enumerate(("ordering", "ordering", "audio", "drag_words", "number"))
    ]
    client.force_login(author)
    page = client.get("/items/export/?format=gift").content.decode()
    assert "войдёт 1 задание" in page
    assert "4 задания не войдут" in page
    assert names_of("ordering audio drag_words") == [
        name for name in names_of("ordering audio drag_words") if f"«{name}»" in page
    ]
    assert page.count(">2 задания</summary>") == 1
    for word in ("ordering", "audio", "drag_words", "взято без этого", "item-0"):
        assert word not in page
    assert all(row.title in page for row in rows[:4])
    page = client.get("/items/export/?format=moodle").content.decode()
    assert "digit_sequence" not in page
    page = client.get("/items/export/?format=qti").content.decode()
    assert "item-0" not in page


def test_what_is_lost_on_the_way_out_is_said_of_the_way_out(client):
    made = make_bank_item()
    client.force_login(made.owner)
    page = client.get(f"/items/export/?format=gift&item={made.uuid}").content.decode()
    assert "выгружено без этого" in page
    assert "взято без этого" not in page


def test_nothing_is_offered_where_nothing_goes_in(client):
    author = make_user("author")
    add_item(item=make_item("audio"), by=author, now=now())
    client.force_login(author)
    page = client.get("/items/export/?format=aiken").content.decode()
    assert "/items/export/aiken/" not in page


def shown(client, content, name="a.txt", form=""):
    data = {"file": upload(content, name), "format": form}
    page = client.post("/items/import/", data, follow=True).content.decode()
    return " ".join(re.sub("<[^>]*>", " ", page).split()), page


def test_what_is_refused_is_counted_and_placed(client):
    client.force_login(make_user("author"))
    words, _page = shown(client, GIFT.encode())
    assert "1 новое" in words
    assert "1 не взято" in words
    assert "0 не взято" not in words
    assert "строка 3 не взято" in words
    assert "строка 1 Сила" in words
    words, _page = shown(client, "слова\nещё слова\n".encode(), form="text")
    assert "2 строки пропущены" in words


def test_questions_of_a_moodle_file_are_placed_by_their_number(client):
    client.force_login(make_user("author"))
    words, _page = shown(client, MOODLE, "a.xml")
    assert "вопрос 1 " in words
    assert "вопрос 2" in words
    assert "строка 1" not in words


def test_the_dry_run_shows_kind_text_and_key(client):
    client.force_login(make_user("author"))
    words, page = shown(client, b"$CATEGORY: top/Mechanics\n\n" + GIFT.encode())
    assert "<details>" in page
    assert "один из нескольких" in words
    assert "В чём измеряют силу?" in words
    assert "ньютон" in words
    assert "<dt>ключ</dt>" in page
    assert "Mechanics" in words


def test_a_picture_is_no_file_of_items(client):
    client.force_login(make_user("author"))
    picture = b"\x89PNG\r\n\x1a\n" + GIFT.encode()
    words, _page = shown(client, picture, "a.png")
    assert "Это не файл с заданиями" in words
    assert not ItemImport.objects.exists()


def test_samples_are_offered_and_can_be_imported(client):
    client.force_login(make_user("author"))
    page = client.get("/items/import/").content.decode()
    for name in SAMPLES:
        assert f"/items/import/samples/{name}/" in page
        response = client.get(f"/items/import/samples/{name}/")
        words, _page = shown(client, response.content, f"{name}.x")
        assert "0 не взято" in words
        assert "Положить в мой банк" in words
    assert "Нумерованный текст" in page
    assert client.get("/items/import/samples/odd/").status_code == 404
    client.force_login(make_user())
    assert client.get("/items/import/samples/csv/").status_code in (403, 404)
