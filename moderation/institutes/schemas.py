"""Schemas of the REST routes of institutes: facts, rules, rubrics, experts, authors."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

from learning_objects.data import KIND_LABELS
from moderation.actions.rubrics import MOST_CRITERIA
from moderation.data import CAPACITY, MOST_CAPACITY, STAGES
from moderation.institutes.forms import LINE
from moderation.institutes.zones import ZONE_LABELS

PAGE_LIMIT = 100
MOST_OFFSET = 1_000_000
Kind = Annotated[str, Field(pattern=f"^({'|'.join(KIND_LABELS)})$")]
Stage = Annotated[str, Field(pattern=f"^({'|'.join(STAGES)})$")]
Grade = Annotated[int, Field(ge=1, le=11)]
Line = Annotated[str, Field(min_length=1, max_length=LINE)]


class PageQuery(Schema):
    """Which part of a list."""

    limit: int = Field(20, ge=1, le=PAGE_LIMIT)
    offset: int = Field(0, ge=0, le=MOST_OFFSET)

    def of(self, found: Any) -> dict[str, Any]:
        """Return the page of a queryset with the number of all its rows; two queries."""
        rows = found[self.offset : self.offset + self.limit]
        return {"count": found.count(), "items": list(rows)}


class InstituteOut(Schema):
    """An institute; without ``subjects`` it takes all, ``time_zone`` "" is that of the library."""

    uuid: UUID
    title: str
    level: str
    time_zone: str
    subjects: list[UUID]
    is_open: bool


class ManagedInstituteOut(InstituteOut):
    """An institute in the list, with what waits there and how many people it has."""

    waiting: int
    experts: int
    authors: int


class InstitutesOut(Schema):
    """A page of institutes, the central one first."""

    count: int
    items: list[ManagedInstituteOut]


class InstituteIn(Schema):
    """The facts of an institute; the central one takes all subjects, whatever is sent."""

    title: str = Field(min_length=1, max_length=255)
    time_zone: str = Field("", pattern=f"^({'|'.join(ZONE_LABELS)})$")
    subjects: list[UUID] = Field(default_factory=list, max_length=1000)


class InstituteFactsIn(InstituteIn):
    """All facts of an institute that is there; ``is_open`` is an administrator's to change."""

    is_open: bool | None = None


class RuleIn(Schema):
    """How a kind is reviewed; ``panel`` experts hear an appeal, ``days`` are working days."""

    second_reader: bool = False
    technical: bool = False
    panel: Literal[1, 3] = 1
    days: int = Field(ge=1, le=60)


class RuleOut(Schema):
    """How a kind is reviewed, with the stages that follow from it."""

    kind: str
    second_reader: bool
    technical: bool
    panel: int
    days: int
    stages: list[str]


class RubricLineOut(Schema):
    """A rubric in the list; ``made_at`` is empty while it is the shipped one."""

    stage: str
    kind: str
    number: int
    made_at: datetime | None
    length: int


class CriterionTextsIn(Schema):
    """A criterion in both languages: what has to hold, what the author is told, how to look."""

    code: str = Field("", max_length=40)
    ru: Line
    en: Line
    fault_ru: Line
    fault_en: Line
    hint_ru: str = Field("", max_length=LINE)
    hint_en: str = Field("", max_length=LINE)


class CriterionTextsOut(Schema):
    """A criterion as it is stored."""

    code: str
    ru: str
    en: str
    fault_ru: str
    fault_en: str
    hint_ru: str = ""
    hint_en: str = ""


class RubricVersionOut(Schema):
    """One version of a rubric."""

    number: int
    made_at: datetime
    criteria: list[CriterionTextsOut]


class InstituteRubricOut(Schema):
    """The criteria in force, and all versions that the institute has had, the newest first."""

    stage: str
    kind: str
    criteria: list[CriterionTextsOut]
    versions: list[RubricVersionOut]


class InstituteRubricIn(Schema):
    """The next version. A known ``code`` keeps its criterion, any other gets a new code."""

    criteria: list[CriterionTextsIn] = Field(min_length=1, max_length=MOST_CRITERIA)


class LoginIn(Schema):
    """A person by login."""

    login: str = Field(min_length=1, max_length=150)


class CompetenceIn(Schema):
    """What an expert is given; empty lists mean everything."""

    kinds: list[Kind] = Field(default_factory=list, max_length=len(KIND_LABELS))
    stages: list[Stage] = Field(default_factory=list, max_length=len(STAGES))
    grades: list[Grade] = Field(default_factory=list, max_length=11)
    capacity: int = Field(CAPACITY, ge=1, le=MOST_CAPACITY)


class ExpertOut(Schema):
    """An expert of an institute, and what they are given."""

    person_uuid: UUID = Field(alias="person.uuid")
    name: str = Field(alias="person.full_name")
    kinds: list[str]
    stages: list[str]
    grades: list[int]
    capacity: int


class ExpertsOut(Schema):
    """A page of experts by name."""

    count: int
    items: list[ExpertOut]


class AffiliatedOut(Schema):
    """An author whose works come to the institute."""

    person_uuid: UUID = Field(alias="person.uuid")
    name: str = Field(alias="person.full_name")
    login: str = Field(alias="person.username")
    noted_at: datetime


class AffiliatedListOut(Schema):
    """A page of authors by name."""

    count: int
    items: list[AffiliatedOut]
