"""What must be there: the object's own checks, fields, licence, sources, texts of videos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.api import fold
from learning_objects.api import LearningObject
from media_pipeline.api import document_facts
from moderation.checks.operator import Found, Operator, at
from moderation.checks.params import Choice, Choices, Flag, Number, WordList
from moderation.checks.pieces import TEACHERS_FIELDS, Studied
from moderation.checks.recordings import VIDEO_HOSTS, is_recording
from moderation.places import FIELDS

BUILT_IN = "built_in"
MINUTES = "minutes"
# What the object's own checks (``learning_objects.checks``) find; the others there hold always.
OWN_CHECKS = (
    (MINUTES, gettext_lazy("minutes of the stages")),
    ("alternative_text", gettext_lazy("alternative texts of pictures")),
    ("empty_stages", gettext_lazy("empty stages")),
    ("key_points", gettext_lazy("number of key points")),
    ("outcome", gettext_lazy("outcome")),
)
TEXT_MARKS = ["субтитры", "расшифровка", "текст видео", "captions", "transcript"]


def look_at_nothing(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find nothing: ``running.judge`` changes what the object's own check has found."""
    return iter(())


def look_at_fields(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find fields with fewer words than wanted."""
    least = params["least_words"]
    written = {piece.field: len(piece.tokens) for piece in studied.pieces if not piece.block}
    for name in params["fields"]:
        number = written.get(name, 0)
        if number < least:
            label = str(FIELDS[name])
            yield Found(f"«{label}»", str(number), str(least), field=name, place=label)


def look_at_licence(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find a licence that the institute does not accept."""
    licence = studied.content.get("licence", "")
    if licence not in params["allowed"]:
        names = dict(LearningObject._meta.get_field("licence").choices)
        allowed = ", ".join(str(names[code]) for code in params["allowed"])
        yield Found(str(names.get(licence, licence)), limit=allowed, field="licence")


def look_at_sources(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find quotations without a source, and pictures without a caption that could name one."""
    for piece in studied.pieces:
        value = piece.value if isinstance(piece.value, dict) else {}
        if piece.kind == "quote" and params["quotes"] and not (value.get("source") or "").strip():
            yield at(piece, "«" + _shortened(value.get("text") or "") + "»")
        wanted = piece.kind == "image" and params["pictures"] and not value.get("decorative")
        if wanted and not (value.get("caption") or "").strip():
            yield at(piece, _shortened(value.get("alt") or "") or _("a picture"))


def _shortened(text: str, limit: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rstrip() + "…"


def look_at_videos(studied: Studied, params: dict[str, Any]) -> Iterator[Found]:
    """Find links to videos and sound beside which nothing says what is spoken there.

    An attached file of captions (vtt, srt) is the words of one place with a recording.
    """
    marks = [fold(mark) for mark in params["marks"]]
    silent = []
    for piece in studied.pieces:
        videos = [address for address in piece.addresses if is_recording(address, params["hosts"])]
        if videos and not any(mark in fold(piece.text) for mark in marks):
            silent.append((piece, len(videos)))
    for piece, number in silent[_attached_captions(studied) :] if silent else ():
        words = ngettext("%(number)d recording", "%(number)d recordings", number)
        yield at(piece, words % {"number": number}, number=str(number))


def _attached_captions(studied: Studied) -> int:
    """Return how many files of captions are attached; one or two queries."""
    values = (piece.value for piece in studied.pieces if piece.kind == "attachment")
    ids = {value["document"] for value in values if isinstance(value.get("document"), int)}
    return sum(facts.is_captions for facts in document_facts(ids=ids).values()) if ids else 0


OPERATORS = (
    Operator(
        BUILT_IN,
        gettext_lazy("A check that every object has"),
        gettext_lazy("Sets how grave its findings are. Switched off, the check is as it was made."),
        look_at_nothing,
        (
            Choice("check", gettext_lazy("Which check"), MINUTES, options=OWN_CHECKS),
            Number(
                "tolerance",
                gettext_lazy("Minutes that may be missing or too many"),
                0,
                gettext_lazy("Only for the minutes of the stages."),
                most=30,
            ),
        ),
        own_words=True,
    ),
    Operator(
        "filled",
        gettext_lazy("Fields that must be filled"),
        gettext_lazy("Finds fields with fewer words than wanted."),
        look_at_fields,
        (
            Choices(
                "fields",
                gettext_lazy("Fields"),
                ["summary"],
                options=tuple((name, FIELDS[name]) for name in TEACHERS_FIELDS),
            ),
            Number("least_words", gettext_lazy("Words at least"), 1, least=1, most=500),
        ),
    ),
    Operator(
        "licence",
        gettext_lazy("Licence"),
        gettext_lazy("Finds a licence that is not among those accepted."),
        look_at_licence,
        (
            Choices(
                "allowed",
                gettext_lazy("Licences that are accepted"),
                [code for code, _label in LearningObject._meta.get_field("licence").choices],
                options=tuple(LearningObject._meta.get_field("licence").choices),
            ),
        ),
    ),
    Operator(
        "sources",
        gettext_lazy("Sources"),
        gettext_lazy("Finds quotations without a source and pictures without a caption."),
        look_at_sources,
        (
            Flag("quotes", gettext_lazy("Quotations name their source"), True),
            Flag("pictures", gettext_lazy("Pictures have a caption"), False),
        ),
    ),
    Operator(
        "video_text",
        gettext_lazy("Captions and transcripts"),
        gettext_lazy(
            "Finds links to videos and sound beside which no word says that there is a text "
            "of them."
        ),
        look_at_videos,
        (
            WordList("hosts", gettext_lazy("Sites of videos"), VIDEO_HOSTS),
            WordList("marks", gettext_lazy("Words that say so"), TEXT_MARKS),
        ),
    ),
)
