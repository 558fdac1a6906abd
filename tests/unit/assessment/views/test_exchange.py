from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessment.models import BankItem, ItemImport
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

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
