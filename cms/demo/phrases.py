"""Plausible texts from the words of the framework, the same for the same number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from framework.api import get_tree
from framework.data import SUBJECT, TOPIC
from learning_objects.data import Draft, TopicRef

# Not after initials ("А. С. Пушкин"): two letters before the stop, a capital after it.
_SENTENCE = re.compile(r"(?<=\w\w[.;?!])\s+(?=[А-ЯЁA-Z])")
_TITLES = (
    "{}",
    "{}: урок открытия",
    "{}: практикум",
    "{}: повторяем и обобщаем",
    "{}: разбор задач",
)
_STAGES = (
    ("Вспоминаем", 5),
    ("Открываем новое", 15),
    ("Пробуем сами", 15),
    ("Проверяем", 7),
    ("Итог", 3),
)
_LICENCES = ("CC-BY-4.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0")
_TITLE_LIMIT = 110
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Phrases:
    """A topic and the phrases of its content."""

    node_uuid: UUID
    subject: str
    title: str
    parts: tuple[str, ...]

    def part(self, number: int) -> str:
        """Return one of the phrases; any number has one."""
        return self.parts[number % len(self.parts)]


class NoTopics(LookupError):
    """The framework is empty."""


def phrases_of_topics() -> list[Phrases]:
    """Return all topics that have words to work with. Raises :class:`NoTopics`."""
    tree = get_tree()
    found = []
    for node in tree.nodes.values():
        if node.kind != TOPIC:
            continue
        subject = next((step.title for step in tree.path(node.uuid) if step.kind == SUBJECT), "")
        parts = [_tidy(part) for part in _SENTENCE.split(node.content)]
        kept = tuple(part for part in parts if len(part) >= _SHORTEST) or (_tidy(node.title),)
        found.append(Phrases(node.uuid, subject, node.title, kept))
    if not found:
        raise NoTopics
    return found


def make_generated_draft(number: int, topics: list[Phrases]) -> Draft:
    """Return the draft of generated object ``number``."""
    topic = topics[(number * 7919) % len(topics)]
    turn = number // len(topics) + number
    pattern = _TITLES[turn % len(_TITLES)]
    return Draft(
        title=pattern.format(shorten(topic.part(turn), _TITLE_LIMIT, placeholder="…")),
        summary=f"{topic.title}. {topic.part(turn + 1)}."[:600],
        licence=_LICENCES[turn % len(_LICENCES)],
        topics=[TopicRef(topic.node_uuid)],
        tags=[topic.subject.lower()[:90]],
        outcome=f"Смогу рассказать по теме: {shorten(topic.part(turn), 120, placeholder='…')}.",
        key_points=[f"{topic.part(turn + step)}."[:300] for step in range(3)],
        body=[
            _stage(name, minutes, topic, turn + step)
            for step, (name, minutes) in enumerate(_STAGES)
        ],
    )


def _stage(name: str, minutes: int, topic: Phrases, turn: int) -> dict[str, object]:
    text = f"<p>{_plain(topic.part(turn))}.</p><p>{_plain(topic.part(turn + 2))}.</p>"
    value = {
        "title": name,
        "minutes": minutes,
        "teacher_does": f"Ведёт разговор: {topic.part(turn + 1)}.",
        "pupils_do": "Отвечают, записывают главное, приводят примеры.",
        "teacher_screen": "",
        "board": [{"type": "text", "value": text}],
        "pupils_screen": [],
        "objects": [],
    }
    return {"type": "stage", "value": value}


def _tidy(part: str) -> str:
    words = part.strip(" .;")
    return words[:1].upper() + words[1:]


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
