"""Queries and judgements made of the federal programmes; nothing of them is kept in the project.

**Documents.** The content text of a topic is the text of one object that covers the topic; the
object is titled by the first words of that content, not by the topic. The topic's own title
reaches an engine only as in the library: as the name of the topic that the object is linked to.

**Held out.** Of two topics of one subject and class with nearly the same title (the basic and the
advanced programme), one has no object, for every second pair: its title and its content are
another wording of the same topic by other hands.

**Queries** (families, in equal parts): ``form`` – the shortened title in another case;
``place`` – the shortened title with class and subject; ``kind`` – with a word for what is
wanted («тест по …»); ``phrase`` – two things that one sentence of the content names, in the
nominative, at least one of them rare; ``other`` – the shortened title of the held-out twin, or two
things of its content, the rare one known to the topic too; ``typo`` – one of the others with a
mistake in the longest word. A title of one word is asked for only with class and subject: it alone
means too much.

**Grades.** 3: the topic's own object. 2: the same topic in the other variant or at most a class
away, in the same subject, with nearly the same title. 1: the same section, where it has a title
(one without is often a whole year: nobody who asks for one topic wants the other thirty). A title
that many subjects have is asked for with the subject, one that many classes have also with
the class.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.relevance.judgements import RELEVANT, JudgedQuery
from bench.relevance.metrics import mean, ndcg
from bench.relevance.wording import (
    decline,
    dictionary_form,
    is_telling,
    mistype,
    noun_phrases,
    shorten,
    words_of,
)

SEED = 20261130
QUERIES = 1200
FEWEST_WORDS = 12
# Share of common words from which two titles name the same topic.
NEARLY_THE_SAME = 0.6
# A word is rare when at most this share of all topics has it.
RARE_SHARE = 0.005
_GENERAL = re.compile(
    r"обобщ|повтор|резерв|итог|общее число|введение|развитие речи|представление результатов"
    r"|проектн|контрол",
    re.IGNORECASE,
)
KIND_WORDS = (
    ("тест по", "datv"),
    ("контрольная по", "datv"),
    ("презентация по", "datv"),
    ("конспект урока", "nomn"),
    ("урок на тему", "nomn"),
    ("самостоятельная работа", "nomn"),
    ("задания", "nomn"),
)


@dataclass(frozen=True, slots=True)
class CurriculumTopic:
    """A topic of the curriculum.

    ``section`` names the section within programme and class; empty when it has no title.
    """

    key: str
    title: str
    content: str
    subject: str
    grade: int
    variant: str
    section: str

    @property
    def place(self) -> tuple[str, int]:
        """Return subject and class."""
        return self.subject, self.grade


@dataclass(frozen=True, slots=True)
class ProgrammeSet:
    """Topics that have an object, and queries with grades by the keys of those topics."""

    topics: tuple[CurriculumTopic, ...]
    queries: tuple[JudgedQuery, ...]


@dataclass(slots=True)
class _Curriculum:
    """Topics with what belongs together."""

    topics: list[CurriculumTopic]
    near: dict[str, list[CurriculumTopic]] = field(default_factory=dict)
    sections: dict[str, list[CurriculumTopic]] = field(default_factory=dict)
    other: dict[str, CurriculumTopic] = field(default_factory=dict)
    subjects: dict[str, set[str]] = field(default_factory=dict)
    grades: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    frequency: Counter[str] = field(default_factory=Counter)


def make_set(topics: Iterable[CurriculumTopic], *, size: int = QUERIES) -> ProgrammeSet:
    """Return documents and about ``size`` queries; the same for the same topics."""
    dice = random.Random(SEED)
    known = _join([topic for topic in topics if _is_topic(topic)], dice)
    queries: dict[str, JudgedQuery] = {}
    share = -(-size // len(_FAMILIES))
    for family, word in _FAMILIES.items():
        asked = 0
        for topic in dice.sample(known.topics, len(known.topics)):
            if asked == share or len(queries) == size:
                break
            text = word(topic, known, dice)
            if text and text not in queries:
                queries[text] = JudgedQuery(text, (family,), _grades(topic, known))
                asked += 1
    return ProgrammeSet(tuple(known.topics), tuple(queries.values()))


def title_of(topic: CurriculumTopic) -> str:
    """Return the title of the topic's object: the first words of its content."""
    first = re.split(r"[.:;]\s", topic.content.strip(), maxsplit=1)[0]
    return " ".join(first.split()[:8])


def verbatim_share(made: ProgrammeSet) -> float:
    """Return the share of queries that stand word for word in title or text of an answer."""
    texts = {topic.key: f" {' '.join(words_of(topic.content))} " for topic in made.topics}
    found = [
        any(grade == 3 and f" {query.text} " in texts[key] for key, grade in query.grades.items())
        for query in made.queries
    ]
    return sum(found) / len(found) if found else 0.0


def best_without_neighbours(made: ProgrammeSet) -> float:
    """Return nDCG@10 of a search that finds all of grade 2 and 3 in order and nothing else.

    Whoever asks for a topic by its own words has no need of the section's other topics: the
    figures are to be read against this one rather than against 1.
    """
    return mean([ndcg(_answers(query), query.grades) for query in made.queries])


def _answers(query: JudgedQuery) -> list[str]:
    found = sorted((-grade, key) for key, grade in query.grades.items() if grade >= RELEVANT)
    return [key for _grade, key in found]


def _is_topic(topic: CurriculumTopic) -> bool:
    return (
        len(topic.content.split()) >= FEWEST_WORDS
        and not _GENERAL.search(topic.title)
        and any(is_telling(word) for word in words_of(topic.title))
    )


def _join(topics: list[CurriculumTopic], dice: random.Random) -> _Curriculum:
    near = _near_topics(topics)
    other: dict[str, CurriculumTopic] = {}
    held: set[str] = set()
    for topic in topics:
        twins = [twin for twin in near[topic.key] if twin.place == topic.place]
        free = [twin for twin in twins if twin.key not in other and twin.key not in held]
        if free and topic.key not in other and topic.key not in held and dice.random() < 0.5:
            other[topic.key] = free[0]
            held.add(free[0].key)
    kept = [topic for topic in topics if topic.key not in held]
    known = _Curriculum(topics=kept, other=other)
    known.near = {
        topic.key: [twin for twin in near[topic.key] if twin.key not in held] for topic in kept
    }
    _note_places(known)
    return known


def _note_places(known: _Curriculum) -> None:
    sections: dict[str, list[CurriculumTopic]] = defaultdict(list)
    subjects: dict[str, set[str]] = defaultdict(set)
    grades: dict[tuple[str, str], set[int]] = defaultdict(set)
    for topic in known.topics:
        if topic.section:
            sections[topic.section].append(topic)
        subjects[shorten(topic.title)].add(topic.subject)
        grades[topic.subject, shorten(topic.title)].add(topic.grade)
        known.frequency.update(set(map(dictionary_form, words_of(topic.content))))
    known.sections, known.subjects, known.grades = sections, subjects, grades


def _near_topics(topics: Sequence[CurriculumTopic]) -> dict[str, list[CurriculumTopic]]:
    """Return the same topics elsewhere: same subject, at most a class away, nearly one title."""
    forms = {topic.key: _forms(topic.title) for topic in topics}
    by_subject: dict[str, list[CurriculumTopic]] = defaultdict(list)
    for topic in topics:
        by_subject[topic.subject].append(topic)
    return {
        topic.key: [
            twin
            for twin in by_subject[topic.subject]
            if twin.key != topic.key
            and abs(twin.grade - topic.grade) <= 1
            and _likeness(forms[topic.key], forms[twin.key]) >= NEARLY_THE_SAME
        ]
        for topic in topics
    }


def _forms(title: str) -> frozenset[str]:
    return frozenset(dictionary_form(word) for word in words_of(title) if is_telling(word))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _grades(topic: CurriculumTopic, known: _Curriculum) -> dict[str, int]:
    grades = {neighbour.key: 1 for neighbour in known.sections.get(topic.section, ())}
    grades |= {twin.key: 2 for twin in known.near[topic.key]}
    grades[topic.key] = 3
    return grades


def _asked(topic: CurriculumTopic, title: str, known: _Curriculum) -> str:
    """Return the title, with subject and class where it alone would mean many topics."""
    short = shorten(topic.title)
    parts = [title]
    if len(known.subjects[short]) > 1:
        parts.append(topic.subject.lower())
    grades = known.grades[topic.subject, short]
    if max(grades) - min(grades) > 1:
        parts.append(f"{topic.grade} класс")
    return " ".join(parts) if title else ""


def _short(topic: CurriculumTopic) -> str:
    """Return the shortened title, empty when it is a single word."""
    short = shorten(topic.title)
    return short if sum(map(is_telling, short.split())) > 1 else ""


def _by_form(topic: CurriculumTopic, known: _Curriculum, dice: random.Random) -> str:
    short = _short(topic)
    turned = decline(short, dice.choice(("gent", "datv", "loct", "ablt")))
    return _asked(topic, turned, known) if turned != short else ""


def _by_place(topic: CurriculumTopic, _known: _Curriculum, dice: random.Random) -> str:
    short, subject = shorten(topic.title), topic.subject.lower()
    pattern = dice.choice(
        ("{0} {1} {2} класс", "{1} {2} класс {0}", "{0} {2} кл {1}", "{1} {0} {2}кл")
    )
    return pattern.format(short, subject, topic.grade) if short else ""


def _by_kind(topic: CurriculumTopic, known: _Curriculum, dice: random.Random) -> str:
    words, case = dice.choice(KIND_WORDS)
    short = _short(topic)
    return _asked(topic, f"{words} {decline(short, case)}", known) if short else ""


def _by_phrase(topic: CurriculumTopic, known: _Curriculum, dice: random.Random) -> str:
    return _asked(topic, _two_things(topic, known, dice), known)


def _by_other(topic: CurriculumTopic, known: _Curriculum, dice: random.Random) -> str:
    twin = known.other.get(topic.key)
    if twin is None:
        return ""
    title = _short(twin)
    if title in ("", shorten(topic.title)) or dice.random() < 0.5:
        title = _two_things(twin, known, dice, shared_with=topic)
    return _asked(topic, title, known)


def _by_typo(topic: CurriculumTopic, known: _Curriculum, dice: random.Random) -> str:
    right = dice.choice((_by_form, _by_phrase))(topic, known, dice)
    return mistype(right, dice) if right else ""


def _two_things(
    topic: CurriculumTopic,
    known: _Curriculum,
    dice: random.Random,
    shared_with: CurriculumTopic | None = None,
) -> str:
    """Return two things that one sentence of the content names, a rare one among them.

    ``shared_with`` is a topic whose content must have the rare one too.
    """
    sentences = re.split(r"[.;]\s", topic.content)
    shared = set(map(dictionary_form, words_of((shared_with or topic).content)))
    for sentence in dice.sample(sentences, len(sentences)):
        things = noun_phrases(sentence)
        rare = [thing for thing in things if _is_rare(thing, shared, known)]
        if rare and len(things) > 1:
            one = dice.choice(rare)
            other = dice.choice([thing for thing in things if thing != one])
            pair = sorted((one, other), key=things.index)
            return " ".join(dict.fromkeys(" ".join(pair).replace("ё", "е").split()))
    return ""


def _is_rare(thing: str, shared: set[str], known: _Curriculum) -> bool:
    most = RARE_SHARE * len(known.topics)
    forms = map(dictionary_form, thing.split())
    return any(form in shared and known.frequency[form] <= most for form in forms)


_Wording = Callable[[CurriculumTopic, _Curriculum, random.Random], str]
_FAMILIES: dict[str, _Wording] = {
    "form": _by_form,
    "place": _by_place,
    "kind": _by_kind,
    "phrase": _by_phrase,
    "other": _by_other,
    "typo": _by_typo,
}
