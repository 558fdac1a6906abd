"""Sounds: known by content, rid of what is not the sound, the rest to the byte."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.api import check_received, looks_like_sound
from media_pipeline.data import DOCUMENT, SOUND
from media_pipeline.errors import IntakeRefused
from media_pipeline.sound import MAX_SOUND_BYTES, rebuild_sound
from tests.factories.media import raster_bytes, upload
from tests.factories.sounds import SECRET, mp3_bytes, ogg_bytes, wav_bytes

MAKERS = {
    "mp3": mp3_bytes,
    "wav": wav_bytes,
    "ogg": ogg_bytes,
    "opus": lambda **more: ogg_bytes(codec="opus", **more),
}


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_a_plain_sound_keeps_its_bytes(kind):
    sound = MAKERS[kind]()
    assert looks_like_sound(sound)
    assert rebuild_sound(sound) == (sound, "ogg" if kind == "opus" else kind)


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_words_go_and_the_sound_stays(kind):
    spoken = MAKERS[kind](spoken=True)
    assert SECRET in spoken
    made, _ending = rebuild_sound(spoken)
    assert SECRET not in made
    assert rebuild_sound(made)[0] == made
    if kind in ("mp3", "wav"):
        assert made == MAKERS[kind]()


def test_a_comment_over_several_pages_goes_and_the_checksums_are_true():
    spoken, silent = ogg_bytes(spoken=True, long=70_000), bytearray()
    made, _ending = rebuild_sound(spoken)
    assert len(made) == len(spoken)
    assert SECRET not in made
    # The same pages written by the factory, which reckons bit by bit.
    from tests.factories.sounds import _checksum

    place = 0
    while place < len(made):
        count = made[place + 26]
        end = place + 27 + count + sum(made[place + 27 : place + 27 + count])
        page = made[place : place + 22] + bytes(4) + made[place + 26 : end]
        assert int.from_bytes(made[place + 22 : place + 26], "little") == _checksum(page)
        silent += page
        place = end
    assert len(silent) == len(made)


@pytest.mark.parametrize(
    "content",
    [
        mp3_bytes(2),
        mp3_bytes() + b"<script>" * 500,
        b"ID3" + bytes(40),
        wav_bytes()[:30],
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + bytes(16),
        ogg_bytes()[:-5],
        ogg_bytes() + b"<script>",
        ogg_bytes(codec="theora"),
        ogg_bytes()[:60],
    ],
)
def test_what_is_damaged_or_holds_more_is_refused(content):
    with pytest.raises(IntakeRefused) as caught:
        rebuild_sound(content)
    assert caught.value.code == "damaged"


def test_other_files_are_no_sounds():
    for content in (raster_bytes(), b"%PDF-1.7", b"", b"\xff\xfb"):
        assert not looks_like_sound(content)
        with pytest.raises(IntakeRefused):
            rebuild_sound(content)


def test_a_sound_is_kept_as_a_document_under_its_true_ending():
    received, content = check_received(code=SOUND, file=upload(mp3_bytes(spoken=True), "x.exe"))
    assert received.code == DOCUMENT
    assert received.name.startswith("documents/")
    assert received.name.endswith(".mp3")
    assert content.read() == mp3_bytes()


def test_a_sound_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("media_pipeline.intake.MAX_SOUND_BYTES", 100)
    assert MAX_SOUND_BYTES > 100
    with pytest.raises(IntakeRefused) as caught:
        check_received(code=SOUND, file=upload(mp3_bytes()))
    assert caught.value.code == "size"


@given(
    st.sampled_from([mp3_bytes(spoken=True), wav_bytes(0.01, spoken=True), ogg_bytes(spoken=True)]),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=8),
    st.integers(0, 3000),
)
def test_bytes_changed_anywhere_are_refused_or_read(sound, changes, length):
    broken = bytearray(sound[: length or None])
    for place, byte in changes:
        if place < len(broken):
            broken[place] = byte
    try:
        made, _ending = rebuild_sound(bytes(broken))
    except IntakeRefused:
        return
    assert len(made) <= len(broken) + 1
    assert rebuild_sound(made)[0] == made


@pytest.mark.parametrize(
    ("ending", "codec"),
    [("mp3", "libmp3lame"), ("ogg", "libvorbis"), ("ogg", "libopus"), ("wav", "pcm_s16le")],
)
def test_what_ffmpeg_wrote_still_plays(tmp_path, ending, codec):
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("no ffmpeg")
    source, target = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    tone = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
    words = ["-metadata", f"title={SECRET.decode()}", "-c:a", codec]
    command = [ffmpeg, "-v", "error", *tone, *words, source]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no {codec}")
    content = source.read_bytes()
    assert SECRET in content
    target.write_bytes(rebuild_sound(content)[0])
    assert SECRET not in target.read_bytes()
    play = ["-i", target, "-f", "s16le", "-"]
    played = subprocess.run([ffmpeg, "-v", "error", *play], capture_output=True, check=True)
    before = subprocess.run(
        [ffmpeg, "-v", "error", "-i", source, "-f", "s16le", "-"], capture_output=True, check=True
    )
    assert played.stderr == b""
    assert abs(len(played.stdout) - len(before.stdout)) < 10_000
