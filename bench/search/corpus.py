"""Synthetic objects of real topic words, made one by one: the same for every contender.

A text holds words of a topic of the framework and of another one, in any order; every hundredth is
as long as an object with attachments. An object is made from its number alone, so that no process
has to hold them all, and every process makes the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from core.api import analyze, derived_uuid, folded_words, lemmas
from framework.api import get_tree
from framework.data import TOPIC
from learning_objects.data import MATERIAL, SCENARIO, AuthorView, TopicRef, VersionView
from search.words import STOP_WORDS

SEED = 20260901
WORDS, LONG_WORDS, LONG_EVERY = 80, 2000, 100
FIRST = datetime(2020, 9, 1, tzinfo=UTC)
SCENARIOS = 0.7
LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
OBJECTS_A_AUTHOR = 50

_SURNAMES = (
    "Алексеева",
    "Белова",
    "Васильева",
    "Данилова",
    "Егорова",
    "Жукова",
    "Зайцева",
    "Иванова",
)
_NAMES = (
    "Анна",
    "Вера",
    "Галина",
    "Дарья",
    "Елена",
    "Ирина",
    "Лариса",
    "Мария",
    "Надежда",
    "Ольга",
)
_PATRONYMICS = ("Андреевна", "Борисовна", "Викторовна", "Ивановна", "Михайловна", "Николаевна")


# What stands between two spaces: as it is, folded, as lemmas (one word, several or none).
Word = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the framework; ``words`` are those of its title and content, analysed once."""

    uuid: UUID
    title: str
    words: tuple[Word, ...] = field(compare=False)
    path: tuple[UUID, ...] = field(compare=False)

    @property
    def refs(self) -> tuple[TopicRef, ...]:
        """Return what an object on the topic covers."""
        return (TopicRef(self.uuid),)


@lru_cache(maxsize=1)
def read_topics() -> tuple[Topic, ...]:
    """Return the topics of the federal programmes (or of the starter framework without them)."""
    tree = get_tree()
    found = [node for node in tree.nodes.values() if node.kind == TOPIC and node.grade]
    return tuple(
        Topic(
            node.uuid,
            node.title,
            tuple(map(_analysed, f"{node.title} {node.content}".split())),
            tuple(step.uuid for step in tree.path(node.uuid)),
        )
        for node in found
    )


@lru_cache(maxsize=100_000)
def _analysed(word: str) -> Word:
    return word, tuple(folded_words(word)), tuple(lemmas(word))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What chance gives an object: its topic, the words of its text, its kind and author."""

    number: int
    topic: Topic
    words: tuple[Word, ...]
    kind: str
    author: int


def draw(number: int, size: int) -> Drawn:
    """Draw object ``number`` of a library of ``size``; the size only sets the number of authors."""
    dice, topics = random.Random(SEED + number), read_topics()
    topic, other = (
        topics[int(dice.random() * len(topics))],
        topics[int(dice.random() * len(topics))],
    )
    length = (LONG_WORDS if number % LONG_EVERY == 0 else WORDS) // 2
    return Drawn(
        number,
        topic,
        (*dice.choices(topic.words, k=length), *dice.choices(other.words, k=length)),
        SCENARIO if dice.random() < SCENARIOS else MATERIAL,
        int(dice.random() * (size // OBJECTS_A_AUTHOR + 1)),
    )


def make_version(number: int, size: int) -> VersionView:
    """Return the published version number ``number``."""
    return version_of(draw(number, size))


def make_versions(size: int, first: int = 0) -> Iterator[VersionView]:
    """Yield the published versions number ``first`` up to ``size``, one by one."""
    for number in range(first, size):
        yield version_of(draw(number, size))


def version_of(drawn: Drawn) -> VersionView:
    """Return the published version of what was drawn."""
    number, topic = drawn.number, drawn.topic
    moment = FIRST + timedelta(minutes=number * 3 % 3_000_000, seconds=number % 60)
    return VersionView(
        object_uuid=uuid_of(number),
        number=1,
        kind=drawn.kind,
        title=f"{topic.title[:150]}. {drawn.words[0][0][:40]}",
        summary=topic.title,
        language="ru",
        licence=LICENCES[number % 3],
        length_minutes=45,
        topics=topic.refs,
        tags=(),
        authors=(make_author(drawn.author),),
        content={},
        text=" ".join([word[0] for word in drawn.words]),
        digest=f"{number:064x}",
        institute_title="",
        published_at=moment,
        first_published_at=moment,
        withdrawn=False,
    )


def uuid_of(number: int) -> UUID:
    """Return the uuid of object ``number``."""
    return UUID(int=random.Random(number).getrandbits(128))


@lru_cache(maxsize=100_000)
def make_author(number: int) -> AuthorView:
    """Return author ``number``; several may have one name."""
    dice = random.Random(number)
    name = " ".join(map(dice.choice, (_SURNAMES, _NAMES, _PATRONYMICS)))
    return AuthorView(derived_uuid("bench", str(number)), name, "owner")


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: ``text`` as typed, ``groups`` its words as alternative lemmas."""

    text: str
    groups: tuple[tuple[str, ...], ...]


def make_questions(number: int, seed: int = 1) -> list[Question]:
    """Return different questions of one to three words, made of words of topics' titles."""
    dice, topics = random.Random(SEED + seed), read_topics()
    found: dict[str, Question] = {}
    while len(found) < number:
        topic = topics[dice.randrange(len(topics))]
        tokens = [token for token in analyze(topic.title) if _tells(token.text)]
        wanted = dice.choices((1, 2, 3), (4, 4, 2))[0]
        if len(tokens) >= wanted:
            chosen = dice.sample(tokens, wanted)
            text = " ".join(token.text for token in chosen)
            groups = tuple(dict.fromkeys(token.lemmas for token in chosen))
            found.setdefault(text, Question(text, groups))
    return list(found.values())


def _tells(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word not in STOP_WORDS


def make_beginnings(number: int) -> list[str]:
    """Return what stands in the field while somebody types."""
    dice = random.Random(SEED + 2)
    typed = []
    for question in make_questions(number, seed=3):
        words = question.text.split()
        cut = dice.randint(2, len(words[-1]))
        typed.append(" ".join([*words[:-1], words[-1][:cut]]))
    return typed


def make_mistyped(number: int) -> list[str]:
    """Return questions with one wrong letter in their longest word."""
    dice = random.Random(SEED + 4)
    typed = []
    for question in make_questions(number, seed=5):
        words = question.text.split()
        place = max(range(len(words)), key=lambda at: len(words[at]))
        word, letter = words[place], dice.randrange(1, len(words[place]))
        wrong = dice.choice("абвгдежзиклмнопрст".replace(word[letter], ""))
        words[place] = word[:letter] + wrong + word[letter + 1 :]
        typed.append(" ".join(words))
    return typed


def make_subtrees(number: int) -> list[UUID]:
    """Return nodes to browse: subjects, grades and sections, each a subtree."""
    dice = random.Random(SEED + 6)
    nodes = sorted({step for topic in read_topics() for step in topic.path[:-1]})
    return dice.sample(nodes, min(number, len(nodes)))
