"""Synthetic objects of real topic words for ``bench.search``; the same for every contender."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

from core.api import derived_uuid, lemmas

ROOT = Path(__file__).resolve().parents[1]
SEED = 20260901
WORDS_IN_TEXT = 80
QUERIES = 60


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the curriculum; ``words`` are those of its title and content."""

    title: str
    words: tuple[str, ...]
    subject: str
    grade: str
    section_uuid: str
    uuid: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One synthetic object: lemmas of title and text, and its facet values."""

    number: int
    title: str
    title_lemmas: tuple[str, ...]
    text: str
    text_lemmas: tuple[str, ...]
    kind: str
    licence: str
    topic: Topic


def read_topics() -> list[Topic]:
    """Return the topics of the federal programmes, or of the starter framework without them."""
    shared = Path(os.environ.get("MESH_SHARED_DATA", ROOT.parent / "shared" / "data"))
    folder = shared / "framework" / "frp-2025"
    if not folder.is_dir():
        folder = ROOT / "framework" / "starter"
    found: list[Topic] = []
    for path in sorted(folder.glob("*.json")):
        found.extend(_topics_of(path))
    return found


def _topics_of(path: Path) -> list[Topic]:
    programme = json.loads(path.read_text(encoding="utf-8"))
    subject = str(derived_uuid("bench", programme["subject"]))
    topics = []
    for grade in programme["grades"]:
        for place, section in enumerate(grade["sections"]):
            key = f"{path.name}/{grade['grade']}/{place}"
            for topic in section["topics"]:
                words = f"{topic['title']} {topic.get('content', '')}".split()
                topics.append(
                    Topic(
                        title=topic["title"],
                        words=tuple(words),
                        subject=subject,
                        grade=str(grade["grade"]),
                        section_uuid=str(derived_uuid("bench", key)),
                        uuid=str(derived_uuid("bench", key, topic["title"])),
                    )
                )
    return topics


def make_samples(size: int) -> list[Sample]:
    """Return ``size`` objects: a topic's title, words of the topic and of its neighbours."""
    dice = random.Random(SEED)
    topics = read_topics()
    samples = []
    for number in range(size):
        topic = topics[dice.randrange(len(topics))]
        other = topics[dice.randrange(len(topics))]
        words = dice.choices(topic.words, k=WORDS_IN_TEXT // 2)
        words += dice.choices(other.words, k=WORDS_IN_TEXT // 2)
        title, text = f"{topic.title} {number}", " ".join(words)
        samples.append(
            Sample(
                number=number,
                title=title,
                title_lemmas=tuple(lemmas(title)),
                text=text,
                text_lemmas=tuple(lemmas(text)),
                kind=dice.choices(("scenario", "material"), (7, 3))[0],
                licence=dice.choice(("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")),
                topic=topic,
            )
        )
    return samples


def make_queries(number: int = QUERIES) -> list[tuple[str, ...]]:
    """Return queries of one to three lemmas, as a teacher types parts of topic titles."""
    dice = random.Random(SEED + 1)
    topics = read_topics()
    queries: list[tuple[str, ...]] = []
    while len(queries) < number:
        topic = topics[dice.randrange(len(topics))]
        words = [word for word in lemmas(topic.title) if len(word) > 3]
        wanted = dice.choices((1, 2, 3), (4, 4, 2))[0]
        if len(words) >= wanted:
            queries.append(tuple(dict.fromkeys(dice.sample(words, wanted))))
    return queries
