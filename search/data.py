"""Typed values of ``search``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from search.selection import values

RELEVANCE = "relevance"
NEWEST = "newest"
TITLE = "title"
SORTS = (RELEVANCE, NEWEST, TITLE)

KIND = "kind"
SUBJECT = "subject"
GRADE = "grade"
TOPIC = "topic"
LICENCE = "licence"
AUTHOR = "author"
FACETS = (KIND, SUBJECT, GRADE, TOPIC, LICENCE, AUTHOR)

# What a lesson is offered is said in ``search.selection.values``.
EXPLAIN, PRACTISE, CHECK, AT_HOME = values.LESSON_PURPOSES
LESSON_PURPOSES = values.LESSON_PURPOSES
SAME_TOPIC, TWIN_TOPIC = values.SAME_TOPIC, values.TWIN_TOPIC
COUNTERPART_TOPIC, USED_HERE = values.COUNTERPART_TOPIC, values.USED_HERE
PREREQUISITE_TOPIC, LEADS_HERE = values.PREREQUISITE_TOPIC, values.LEADS_HERE
NEIGHBOUR, MATCHES = values.NEIGHBOUR, values.MATCHES
FITS_PURPOSE, LONGER, WELL_RATED = values.FITS_PURPOSE, values.LONGER, values.WELL_RATED
TAKEN_IN_SCHOOL, TAKEN = values.TAKEN_IN_SCHOOL, values.TAKEN
LessonProfile = values.LessonProfile
LessonReason = values.LessonReason
Selected = values.Selected
Selection = values.Selection

MOST_PAGE_SIZE = 50
# Nobody reads further; a deep page costs the engine as much as all pages before it.
MOST_REACHABLE = 10_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What somebody asks for; values of one filter are alternatives, filters narrow together.

    ``subjects``, ``topics`` (any framework node, with all below it) and ``authors`` are uuids,
    ``grades`` are 1–11, ``licences`` SPDX ids. ``sort`` is one of :data:`SORTS`; ``page`` starts
    at 1. ``verbatim`` takes the words as they are typed, mistakes too. Values out of range are
    brought into it, never refused.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    subjects: tuple[UUID, ...] = ()
    grades: tuple[int, ...] = ()
    topics: tuple[UUID, ...] = ()
    licences: tuple[str, ...] = ()
    authors: tuple[UUID, ...] = ()
    sort: str = RELEVANCE
    page: int = 1
    page_size: int = 20
    verbatim: bool = False

    def filters(self) -> dict[str, tuple[str, ...]]:
        """Return the filters that are set, as facet name → wanted index values."""
        wanted = {
            KIND: self.kinds,
            SUBJECT: tuple(map(str, self.subjects)),
            GRADE: tuple(map(str, self.grades)),
            TOPIC: tuple(map(str, self.topics)),
            LICENCE: self.licences,
            AUTHOR: tuple(map(str, self.authors)),
        }
        return {name: values for name, values in wanted.items() if values}


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the index knows them."""

    uuid: UUID
    name: str


@dataclass(frozen=True, slots=True)
class TopicLabel:
    """A framework node that an object covers: its own title and the path to it in words."""

    uuid: UUID
    title: str
    path: str


UNKNOWN_FIELD = "unknown_field"


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the question that was left out; ``text`` is how it was typed."""

    code: str
    text: str


IN_TITLE = "in_title"
IN_TOPICS = "in_topics"
IN_TEXT = "in_text"
IN_FILE = "in_file"
IN_FILM = "in_film"
MEANS = "means"
WANTED_KIND = "wanted_kind"
WANTED_GRADE = "wanted_grade"
CROSSWALK = "crosswalk"
RATED = "rated"
USED = "used"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit is where it is: ``words`` were found there, or are what is said of it.

    Of a file ``words`` is the name, and ``url`` gives it.
    """

    code: str
    words: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found object. ``title_html`` and ``snippet`` are safe HTML with ``<mark>``.

    ``source`` is the attached file that the snippet is a passage of.
    """

    uuid: UUID
    number: int
    kind: str
    title: str
    title_html: str
    summary: str
    snippet: str
    language: str
    licence: str
    length_minutes: int
    published_at: datetime
    authors: tuple[Person, ...]
    topics: tuple[TopicLabel, ...]
    subject_key: str
    subject_title: str
    grades: tuple[int, ...]
    why: tuple[Reason, ...] = ()
    source: Reason | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; ``count`` is the number of objects that choosing it would show."""

    value: str
    label: str | Promise
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its values, the most frequent first (grades in their own order)."""

    name: str
    label: str | Promise
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits. ``relaxed`` says that nothing had all words and the hits have some.

    ``partly`` fills up a page that is not full: objects that have some of the words, the most and
    the rarest first. They are no hits: ``total``, ``pages`` and ``facets`` leave them out.
    ``did_you_mean`` is a query that finds more, or empty; ``corrected_from`` what was typed when
    the hits are those of a corrected query; ``notes`` say what was left out. ``stamp`` names the
    commit of the index and the framework that the result was made from.
    """

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    page: int
    pages: int
    did_you_mean: str = ""
    corrected_from: str = ""
    notes: tuple[Note, ...] = ()
    relaxed: bool = False
    partly: tuple[Hit, ...] = ()
    stamp: str = ""


OBJECT = "object"
NODE = "topic"
PERSON = "author"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to jump to while typing: ``kind`` is object, topic or author.

    ``detail`` is a second line (the path of a topic, the subject of an object).
    """

    kind: str
    uuid: UUID
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One object on which index and database disagree: ``missing``, ``extra`` or ``stale``."""

    uuid: UUID
    problem: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a comparison of index and database found; ``checked`` counts public objects.

    ``unread`` attached files have words that nobody has read yet: the index cannot have them.
    """

    checked: int
    differences: tuple[Difference, ...]
    waiting: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Placement:
    """A topic that a title may belong to.

    ``confidence`` (0–1) is how often topics that are given with it turn out right.
    """

    topic: UUID
    confidence: float


@dataclass(frozen=True, slots=True)
class PlannedPlacement:
    """Where one lesson of a plan lies.

    ``confidence`` (0–1) holds for the lesson at its place in the plan, ``by_words`` is the
    confidence that the topic has for the title alone: where it is small and the plan does not
    follow the programme, a person should look.
    """

    topic: UUID
    confidence: float
    by_words: float
