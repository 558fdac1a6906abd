"""A remark on a second of a recording: how it is written, kept, shown and refused."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from moderation.api import add_remark, remarks_of
from moderation.data import Moment
from moderation.errors import NoRecording
from moderation.models import Remark
from moderation.moments import DAY, address_at, read_second, recordings_of, write_second
from tests.factories.moderation import make_submission, stage, text_block
from tests.factories.people import make_user

BLOCK, OTHER = str(uuid4()), str(uuid4())
FILM = "https://rutube.ru/video/1a2b/?p=x"


@pytest.fixture
def expert(db):
    return make_user("moderator")


@pytest.fixture
def submission(now, expert):
    film = f'<a href="{FILM.replace("&", "&amp;")}">опыт с маятником</a>'
    blocks = text_block(film, BLOCK), text_block("Без записи.", OTHER)
    return make_submission(now=now, claimed_by=expert, body=[stage("Опыт", 45, *blocks)])


@given(st.integers(min_value=0, max_value=DAY - 1))
def test_what_is_written_is_read(second):
    assert read_second(write_second(second)) == second


@pytest.mark.parametrize(
    ("written", "second"),
    [("75", 75), (" 1:15 ", 75), ("0:07", 7), ("90:00", 5400), ("1:00:01", 3601)],
)
def test_moments_as_people_write_them(written, second):
    assert read_second(written) == second


@pytest.mark.parametrize(
    "written", ["", "1:75", "1:75:00", "-5", "1:2:3:4", "пять", "99999:", "24:00:00"]
)
def test_what_is_no_moment(written):
    with pytest.raises(ValueError, match="not a moment"):
        read_second(written)


@pytest.mark.parametrize(
    ("address", "there"),
    [
        (FILM, "https://rutube.ru/video/1a2b/?p=x&t=75"),
        ("https://youtu.be/abc?t=3", "https://youtu.be/abc?t=75"),
        ("https://vk.com/video-1_2", "https://vk.com/video-1_2?t=1m15s"),
        ("https://vimeo.com/12", "https://vimeo.com/12#t=75"),
        ("https://school.example/a.MP4?k=1", "https://school.example/a.MP4?k=1#t=75"),
    ],
)
def test_the_address_begins_at_the_moment(address, there):
    assert address_at(address, 75) == there


def test_a_remark_keeps_the_moment(now, expert, submission):
    add_remark(
        submission=submission,
        text="Здесь нить уже не натянута.",
        severity="must",
        block=BLOCK,
        moment=Moment(FILM, 75),
        by=expert,
        now=now,
    )
    (shown,) = remarks_of([submission])
    assert (shown.block, shown.moment, shown.moment_label) == (BLOCK, Moment(FILM, 75), "1:15")
    assert shown.moment_address == f"{FILM}&t=75"


@pytest.mark.parametrize("place", [{"block": OTHER}, {}, {"field": "title"}])
def test_a_place_without_that_recording_is_refused(now, expert, submission, place):
    facts = {"text": "Где это?", "severity": "note", "moment": Moment(FILM, 1)}
    with pytest.raises(NoRecording):
        add_remark(submission=submission, by=expert, now=now, **facts, **place)
    assert not Remark.objects.exists()


def test_the_form_takes_the_place_from_the_recording(client, expert, submission):
    client.force_login(expert)
    address = reverse("moderation:add_remark", args=[submission.uuid])
    typed = {
        "place": ":",
        "severity": "must",
        "text": "Тут обрыв.",
        "recording": "0",
        "second": "1:15",
    }
    client.post(address, typed)
    kept = Remark.objects.get()
    assert (kept.block, kept.recording, kept.second) == (BLOCK, FILM, 75)
    page = client.get(reverse("moderation:submission", args=[submission.uuid])).content.decode()
    assert "&amp;t=75" in page
    assert "1:15" in page


@pytest.mark.parametrize(
    ("recording", "second", "marked"),
    [
        ("0", "", "second"),
        ("", "1:15", "recording"),
        ("0", "когда-то", "second"),
        ("7", "1", "recording"),
    ],
)
def test_half_a_moment_is_refused_where_it_stands(
    client, expert, submission, recording, second, marked
):
    client.force_login(expert)
    address = reverse("moderation:add_remark", args=[submission.uuid])
    typed = {
        "place": ":",
        "severity": "must",
        "text": "Тут обрыв.",
        "recording": recording,
        "second": second,
    }
    answer = client.post(address, typed)
    assert marked in answer.context["remark_form"].errors
    assert "Тут обрыв." in answer.content.decode()
    assert not Remark.objects.exists()


def test_without_recordings_nothing_is_asked(client, now, expert):
    plain = make_submission(now=now, claimed_by=expert)
    client.force_login(expert)
    page = client.get(reverse("moderation:submission", args=[plain.uuid]))
    assert not {"recording", "second"} & set(page.context["remark_form"].fields)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)//a.mp4", "data:text/html,a.mp4", "/a.mp4", "ftp://x.example/a.mp4"],
)
def test_only_web_addresses_are_recordings(address):
    body = [stage("Опыт", 45, text_block(f'<a href="{address}">x</a>', BLOCK))]
    assert recordings_of("scenario", {"topics": [], "body": body}) == []


def test_rest_takes_and_shows_the_moment(client, expert, submission):
    client.force_login(expert)
    body = {"severity": "must", "text": "Тут обрыв.", "block": BLOCK}
    address = f"/api/v1/submissions/{submission.uuid}/remarks"
    moment = {"recording": FILM, "second": 75}
    answer = client.post(address, {**body, "moment": moment}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert answer.json()["remarks"][0]["moment"] == moment
    wrong = {**body, "moment": {"recording": "https://youtu.be/x", "second": 1}}
    assert client.post(address, wrong, content_type="application/json").status_code == 409
