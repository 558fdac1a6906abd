"""Parts of files, as players ask for them."""

from __future__ import annotations

import pytest

from assessment.models import BankFile
from tests.factories.item_files import bring, spoken_quiz
from tests.factories.people import make_user
from tests.factories.sounds import mp3_bytes

pytestmark = pytest.mark.django_db
SOUND = mp3_bytes()
SIZE = len(SOUND)


@pytest.fixture
def ask(client):
    """``ask(range, …)``: what is answered at the address of a sound, and its bytes."""
    author = make_user("author")
    (item,) = bring(spoken_quiz(SOUND), by=author, name="a.xml")
    client.force_login(author)
    address = f"/items/{item.uuid}/files/{BankFile.objects.get().name}"

    def answer(wanted, **headers):
        response = client.get(address, headers={"Range": wanted, **headers})
        content = response.content if not response.streaming else b"".join(response)
        # The test client keeps the request open: its end would close the database, too.
        for closer in response._resource_closers:
            closer()
        return response, content

    return answer


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=0-", 0, SIZE),
        ("bytes=100-199", 100, 200),
        ("bytes=-10", SIZE - 10, SIZE),
        (f"bytes=5-{SIZE * 9}", 5, SIZE),
        (f"bytes=-{SIZE * 9}", 0, SIZE),
    ],
)
def test_a_part_is_given(ask, wanted, start, end):
    response, content = ask(wanted)
    assert response.status_code == 206
    assert content == SOUND[start:end]
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert response["Content-Length"] == str(end - start)
    assert response["Content-Type"] == "audio/mpeg"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"] == "inline"


@pytest.mark.parametrize("wanted", ["", "bytes=-", "bytes=0-1,5-6", "items=0-1", "bytes=a-b"])
def test_what_is_no_single_range_gives_the_whole(ask, wanted):
    response, content = ask(wanted)
    assert (response.status_code, content) == (200, SOUND)
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", "bytes=9-3", "bytes=-0"])
def test_what_lies_outside_is_refused(ask, wanted):
    response, _content = ask(wanted)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_the_rest_of_another_file_is_the_whole(ask):
    first, _content = ask("bytes=0-1")
    same, content = ask("bytes=0-1", **{"If-Range": first["ETag"]})
    assert (same.status_code, content) == (206, SOUND[:2])
    other, content = ask("bytes=0-1", **{"If-Range": '"other"'})
    assert (other.status_code, content) == (200, SOUND)
