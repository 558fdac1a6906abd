"""What a file brings: pictures through the gate of uploads, refusals by name."""

from __future__ import annotations

from hashlib import sha256

import pytest

from assessment.actions import bringing
from assessment.actions.bringing import look_through
from assessment.formats.registry import read_items
from assessment.items.base import MAX_HTML
from assessment.wording.media import MEDIA
from assessment.wording.words import words_for
from tests.factories.item_files import SCHEME, moodle_file, qti_package, spoken_quiz
from tests.factories.media import gif_bytes, photo_bytes, raster_bytes, svg_bytes
from tests.factories.sounds import SECRET, mp3_bytes, ogg_bytes, wav_bytes

ANYTHING = {"name": "a.png", "most": "1"}


def brought(content: bytes) -> bringing.Brought:
    return look_through(read_items(content), lambda found, number: f"k{number}")


def codes(found: bringing.Brought) -> list[tuple[str, str, str]]:
    """Code, weight and name of the problems that concern pictures."""
    return [
        (problem.code, problem.weight.value, problem.params["name"])
        for problem in found.problems
        if problem.code.startswith("media.")
    ]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_plain_picture_keeps_its_bytes(kind):
    content = raster_bytes(kind)
    found = brought(qti_package({"a.png": content}))
    (file,) = found.files
    assert file.content.read() == content
    assert file.name.partition(".")[0] == sha256(content).hexdigest()
    assert codes(found) == []


@pytest.mark.parametrize("content", [photo_bytes(), gif_bytes(), svg_bytes()])
def test_what_is_written_anew_is_said_to_be(content):
    found = brought(qti_package({"a.png": content}))
    assert codes(found) == [("media.rewritten", "changed", "a.png")]
    (file,) = found.files
    assert b"Secret" not in file.content.read()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html>", "media.type"),
        (b"", "media.empty"),
        (SCHEME[:60], "media.damaged"),
        (svg_bytes("<script>alert(1)</script>", root=""), "media.no_size"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "media.dtd"),
    ],
)
def test_what_the_gate_refuses_is_told_by_name_and_the_item_is_taken(content, code):
    found = brought(qti_package({"images/a.png": content}))
    assert codes(found) == [(code, "lost", "images/a.png")]
    assert found.files == ()
    (entry,) = found.entries
    assert "<img" not in entry.item.stimulus + entry.item.parts[0].prompt
    assert "цепь" in entry.item.stimulus + entry.item.parts[0].prompt


def test_a_refused_background_leaves_the_item_without_it():
    found = brought(qti_package({"a.png": b"nothing"}, kinds=("hotspot",)))
    assert found.entries[0].item.parts[0].interaction.image == ""
    assert codes(found) == [("media.type", "lost", "a.png")]


def test_a_picture_of_a_refused_item_is_said_to_be_left():
    content = qti_package().replace(b"", b"")
    read = read_items(content)
    none = look_through(
        type(read)(tuple(type(one)(None, one.source_id) for one in read.items), (), read.media),
        lambda found, number: "",
    )
    assert codes(none) == [("media.unused", "lost", "images/схема 1.png")]


def test_too_many_pixels_in_one_file_stop_the_rest(monkeypatch):
    monkeypatch.setattr(bringing, "MOST_PIXELS", 60 * 40)
    pictures = {f"{number}.png": raster_bytes("PNG", (60, 40 + number)) for number in range(3)}
    found = brought(qti_package(pictures))
    assert len(found.files) == 2
    assert codes(found) == [("media.too_much", "lost", "2.png")]


def test_pictures_of_questions_answers_and_places_come_from_moodle():
    found = brought(moodle_file())
    (file,) = found.files
    choice, places = (entry.item for entry in found.entries)
    reference = f'src="media/{file.name}"'
    assert reference in choice.parts[0].prompt
    assert sum(reference in one.html for one in choice.parts[0].interaction.choices) == 1
    interaction = places.parts[0].interaction
    assert interaction.image == f"media/{file.name}"
    assert sum(reference in label.html for label in interaction.labels) == 1


@pytest.mark.parametrize("make", [mp3_bytes, ogg_bytes, wav_bytes])
def test_a_sound_comes_as_a_link_and_loses_its_particulars(make):
    for spoken in (False, True):
        found = brought(spoken_quiz(make(spoken=spoken), "речь.mp3"))
        (file,) = found.files
        assert file.received.code == "document"
        assert SECRET not in file.content.read()
        (part,) = found.entries[0].item.parts
        assert file.title == "речь.mp3"
        assert ">речь.mp3</a>" in part.prompt
        assert f'<a href="media/{file.name}"' in part.prompt
        assert f'<a href="media/{file.name}"' in part.feedback.general
        assert [code for code, *_rest in codes(found)] == ["media.rewritten"] * spoken


def test_a_film_is_named_and_its_words_stay():
    found = brought(spoken_quiz(b"\0\0\0\x18ftypmp42" + bytes(50), "film.mp4"))
    assert set(codes(found)) == {("media.type", "lost", "film.mp4")}
    prompt = found.entries[0].item.parts[0].prompt
    assert "href" not in prompt
    assert "film.mp4" in prompt


def test_a_text_that_references_make_too_long_is_refused_by_name():
    pictures = moodle_file().decode()
    long = "слово " * ((MAX_HTML - 60) // 6)
    content = pictures.replace("Что это?", long).encode()
    found = brought(content)
    assert [entry.item.parts[0].interaction.type for entry in found.entries] == ["drag_on_image"]
    refused = [problem.place for problem in found.problems if problem.code == "media.too_long"]
    assert refused == ["c1"]


@pytest.mark.parametrize("code", sorted(MEDIA))
def test_every_code_has_words(code):
    assert "%(" not in words_for(code, ANYTHING)
