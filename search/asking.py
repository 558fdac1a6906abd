"""From a question to what the engine is asked: fields become filters, hints become preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from core.api import Token, analyze, fold
from framework.api import node_label, search_nodes
from framework.data import OF_A_SCHOOL, SECTION, TOPIC, Tree
from learning_objects.data import KINDS
from search.data import NEWEST, RELEVANCE, UNKNOWN_FIELD, Note, SearchRequest
from search.data import TOPIC as TOPIC_FILTER
from search.documents import prefix_term
from search.engine.port import EngineQuery
from search.facets import facet_queries
from search.grammar import GRADES, Question, read_question
from search.subjects import named_subjects
from search.synonyms import Meaning, Vocabulary, vocabulary

# «тема:дроби» means the nodes that match best; more of them would no longer be one theme.
MOST_TOPICS = 20
_ALL_NODES = (SECTION, TOPIC)
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST_ROMAN = 21
# Crosswalks that somebody is less sure of lead nobody.
SURE_ENOUGH = 0.5
MOST_COUNTERPARTS = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the request with the fields of its text as filters, and the engine's query.

    ``groups`` are all words that a hit may have (for highlighting), ``tokens`` those that a typo
    may have spoilt, ``meanings`` the synonyms that were read, ``counterparts`` what the topics are
    in other frameworks, ``notes`` what was not understood.
    """

    request: SearchRequest
    question: Question
    query: EngineQuery
    groups: tuple[tuple[str, ...], ...]
    meanings: tuple[Meaning, ...] = ()
    counterparts: tuple[UUID, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is left that an engine could look for or leave out."""
        query = self.query
        narrowed = query.filters or query.author_words or query.excluded
        return not (query.scored or narrowed)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the plain words of the question."""
        return self.question.tokens


def ask(request: SearchRequest, tree: Tree) -> Asked:
    """Return what the engine has to look for; see ``search/README.md`` for the grammar."""
    question = read_question(request.text)
    narrowed, author_words, notes = _with_fields(request, question, tree)
    words = _Words(question.tokens, vocabulary())
    others = _counterparts(narrowed.topics, tree)
    query = EngineQuery(
        groups=tuple(words.groups),
        needed=len(words.groups),
        wordings=tuple(words.wordings) if any(words.wordings) else (),
        optional=tuple(words.optional),
        phrases=question.phrases,
        excluded=question.excluded,
        author_words=author_words,
        filters=_across_frameworks(narrowed.filters(), others),
        preferred=_preferred(question, words, narrowed, tree),
        offset=(request.page - 1) * request.page_size,
        limit=request.page_size,
        facets=facet_queries(narrowed, tree),
    )
    query = _demanded_when_alone(query)
    sort = NEWEST if request.sort == RELEVANCE and not query.scored else request.sort
    seen = dict.fromkeys(
        [*words.highlighted, *words.optional, *(token.lemmas for token in question.phrase_tokens)]
    )
    return Asked(
        request=narrowed,
        question=question,
        query=replace(query, sort=sort),
        groups=tuple(seen),
        meanings=tuple(words.meanings),
        counterparts=others,
        notes=notes,
    )


class _Words:
    """The plain words sorted: demanded groups with other wordings, optional ones, kinds meant."""

    def __init__(self, tokens: tuple[Token, ...], known: Vocabulary) -> None:
        self.groups: list[tuple[str, ...]] = []
        self.wordings: list[tuple[tuple[tuple[str, ...], ...], ...]] = []
        self.optional: list[tuple[str, ...]] = []
        self.kinds: list[str] = []
        self.meanings: list[Meaning] = []
        self._known = known
        place = 0
        while place < len(tokens):
            place += self._read(tokens, place)
        if not self.groups:  # nothing else was asked for: then these are meant
            self.groups, self.optional = self.optional, []
            self.wordings = [()] * len(self.groups)

    @property
    def highlighted(self) -> list[tuple[str, ...]]:
        """Return every word of every wording."""
        others = [word for each in self.wordings for wording in each for word in wording]
        return [*(group for group in self.groups if group), *others]

    def _read(self, tokens: tuple[Token, ...], place: int) -> int:
        """Sort what stands at ``place``; return how many words that was."""
        found = self._known.meaning_at(tokens, place)
        if found is not None:
            meaning, length = found
            if meaning not in self.meanings:
                self.meanings.append(meaning)
                self._demand(meaning.words, meaning.phrases)
            return length
        token = tokens[place]
        kind = next((self._known.kinds[x] for x in token.lemmas if x in self._known.kinds), "")
        if kind in KINDS:
            self.kinds.append(kind)
        if kind or not self._known.not_needed.isdisjoint(token.lemmas):
            self.optional.append(token.lemmas)
        else:
            self._demand((*token.lemmas, *_roman(token.text)), ())
        return 1

    def _demand(
        self, lemmas: tuple[str, ...], wordings: tuple[tuple[tuple[str, ...], ...], ...]
    ) -> None:
        if lemmas not in self.groups or wordings:
            self.groups.append(lemmas)
            self.wordings.append(wordings)


def _roman(word: str) -> tuple[str, ...]:
    """Return a small number as Roman numerals: rulers and centuries are written so («Пётр I»)."""
    if not (word.isascii() and word.isdigit() and len(word) <= 2):
        return ()
    if not 0 < int(word) <= MOST_ROMAN:
        return ()
    left, numerals = int(word), ""
    for value, numeral in ROMAN:
        numerals += numeral * (left // value)
        left %= value
    return (numerals,)


def _across_frameworks(
    filters: dict[str, tuple[str, ...]], others: tuple[UUID, ...]
) -> dict[str, tuple[str, ...]]:
    """Let material on what a topic is in other frameworks count as material on the topic."""
    if not others:
        return filters
    return {**filters, TOPIC_FILTER: (*filters[TOPIC_FILTER], *map(str, others))}


def _counterparts(topics: tuple[UUID, ...], tree: Tree) -> tuple[UUID, ...]:
    """Return the nodes of other frameworks that ``topics``, and what is below them, go over into.

    Below a topic of a school's own framework nothing is asked: its objects stand there themselves.
    """
    found: dict[UUID, None] = {}
    for uuid in topics:
        for node in _asked_nodes(uuid, tree):
            for link in tree.counterparts(node):
                if link.confidence >= SURE_ENOUGH and len(found) < MOST_COUNTERPARTS:
                    found.setdefault(link.node)
    return tuple(uuid for uuid in found if uuid not in topics)


def _asked_nodes(uuid: UUID, tree: Tree) -> list[UUID]:
    node = tree.get(uuid)
    facts = tree.frameworks.get(node.framework_key) if node else None
    if node is None or facts is None or facts.kind in OF_A_SCHOOL:
        return [uuid]
    return [below.uuid for below in tree.descend(uuid)]


def _preferred(
    question: Question, words: _Words, request: SearchRequest, tree: Tree
) -> dict[str, tuple[str, ...]]:
    """Return what was named in passing, unless a filter says it already."""
    subjects = () if request.subjects else named_subjects(question.tokens, tree)
    kinds = tuple(dict.fromkeys(words.kinds)) if not request.kinds else ()
    grades = tuple(map(str, question.grades)) if not request.grades else ()
    named = (("kind", kinds), ("grade", grades), ("subject", tuple(map(str, subjects))))
    return {name: values for name, values in named if values}


def _demanded_when_alone(query: EngineQuery) -> EngineQuery:
    """Without a word to look for, what is preferred is what was asked for («5 класс»)."""
    if query.groups or query.phrases or "grade" not in query.preferred:
        return query
    filters = {**query.filters, "grade": query.preferred["grade"]}
    left = {name: values for name, values in query.preferred.items() if name != "grade"}
    return replace(query, filters=filters, preferred=left)


def _with_fields(
    request: SearchRequest, question: Question, tree: Tree
) -> tuple[SearchRequest, tuple[str, ...], tuple[Note, ...]]:
    notes: list[Note] = []
    authors: list[str] = []
    text = request.text
    for field in reversed(question.fields):
        if field.name == "author":
            authors += [prefix_term(token.text) for token in analyze(field.value)]
            continue
        found = _READERS[field.name](request, field.value, tree)
        if found is None:
            notes.append(Note(UNKNOWN_FIELD, text[field.start : field.end]))
        else:
            # From here on it is a filter like any other, with its place in the address.
            text = f"{text[: field.start]} {text[field.end :]}"
            request = replace(found, text=" ".join(text.split()))
    return request, tuple(authors), tuple(notes)


def _grade(request: SearchRequest, value: str, _tree: Tree) -> SearchRequest | None:
    ends = [part for part in value.replace("–", "-").split("-") if part]
    if not 1 <= len(ends) <= 2 or not all(part.isascii() and part.isdigit() for part in ends):
        return None
    first, last = int(ends[0][:3]), int(ends[-1][:3])
    if first not in GRADES or last not in GRADES or first > last:
        return None
    return replace(request, grades=tuple({*request.grades, *range(first, last + 1)}))


def _kind(request: SearchRequest, value: str, _tree: Tree) -> SearchRequest | None:
    known = vocabulary().kinds
    lemmas = [lemma for token in analyze(value) for lemma in token.lemmas]
    found = [known.get(lemma, lemma) for lemma in lemmas]
    found = [kind for kind in found if kind in KINDS]
    return replace(request, kinds=tuple({*request.kinds, *found})) if found else None


def _subject(request: SearchRequest, value: str, tree: Tree) -> SearchRequest | None:
    wanted = _spelt_out(value)
    titles = {uuid: fold(node_label(tree.nodes[uuid])) for uuid in tree.subjects}
    found = [uuid for uuid, title in titles.items() if any(title == word for word in wanted)]
    found = found or [
        uuid for uuid, title in titles.items() if any(title.startswith(word) for word in wanted)
    ]
    return replace(request, subjects=_joined(request.subjects, found)) if found else None


def _topic(request: SearchRequest, value: str, _tree: Tree) -> SearchRequest | None:
    subject = request.subjects[0] if len(request.subjects) == 1 else None
    grade = request.grades[0] if len(request.grades) == 1 else None
    found = search_nodes(value, MOST_TOPICS, _ALL_NODES, subject, grade)
    nodes = [node.uuid for node in found]
    return replace(request, topics=_joined(request.topics, nodes)) if nodes else None


def _licence(request: SearchRequest, value: str, _tree: Tree) -> SearchRequest | None:
    return replace(request, licences=(*request.licences, value.upper()))


def _spelt_out(value: str) -> list[str]:
    """Return the value and what it is short for («англ»)."""
    tokens = analyze(value)
    found = vocabulary().meaning_at(tokens, 0) if tokens else None
    others = found[0].text if found and found[1] == len(tokens) else ()
    return [fold(text) for text in (value, *others)]


def _joined(had: tuple[UUID, ...], found: list[UUID]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys([*had, *found]))


_READERS: dict[str, Callable[[SearchRequest, str, Tree], SearchRequest | None]] = {
    "grade": _grade,
    "kind": _kind,
    "subject": _subject,
    "topic": _topic,
    "licence": _licence,
}
