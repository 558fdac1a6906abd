"""The list of frameworks and their editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, QuerySet

from framework.labels import words_of
from framework.models import Framework, FrameworkNode, FrameworkVersion

_TONES = {
    FrameworkVersion.Status.DRAFT: "warning",
    FrameworkVersion.Status.PUBLISHED: "success",
    FrameworkVersion.Status.SUPERSEDED: "neutral",
}


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list; ``nodes`` is how many it has."""

    edition: FrameworkVersion
    nodes: int
    tone: str

    @property
    def is_draft(self) -> bool:
        """Whether it can be written in."""
        return self.edition.status == FrameworkVersion.Status.DRAFT


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """A framework with its editions, the newest first."""

    framework: Framework
    title: str
    editions: list[EditionLine] = field(default_factory=list)


def all_frameworks() -> QuerySet[Framework]:
    """Return the frameworks in the order they came; a lazy list for a paginator."""
    return Framework.objects.order_by("id")


def framework_cards(frameworks: Iterable[Framework]) -> list[FrameworkCard]:
    """Return a page of frameworks with their editions; two queries."""
    cards = {one.pk: FrameworkCard(one, framework_title(one)) for one in frameworks}
    found = FrameworkVersion.objects.filter(framework_id__in=cards).order_by("-id")
    editions = list(found.select_related("opened_by", "follows", "framework"))
    numbers = count_nodes(edition.pk for edition in editions)
    for edition in editions:
        line = EditionLine(edition, numbers[edition.pk], tone_of(edition))
        cards[edition.framework_id].editions.append(line)
    return list(cards.values())


def count_nodes(editions: Iterable[int]) -> dict[int, int]:
    """Return how many nodes each edition has, by its id."""
    rows = FrameworkNode.objects.filter(version_id__in=list(editions)).order_by()
    counted = rows.values_list("version_id").annotate(Count("id"))
    return defaultdict(int, dict(counted))


def tone_of(edition: FrameworkVersion) -> str:
    """Return the tone of the badge that tells the edition's state."""
    return _TONES[FrameworkVersion.Status(edition.status)]


def framework_title(framework: Framework) -> str:
    """Return the framework's title in the reader's language where it has one."""
    return words_of(framework.title, framework.title_en)


def find_framework(uuid: UUID) -> Framework | None:
    """Return the framework or ``None``."""
    return Framework.objects.filter(uuid=uuid).first()


def find_edition(uuid: UUID) -> FrameworkVersion | None:
    """Return the edition with its framework and the edition it follows, or ``None``."""
    found = FrameworkVersion.objects.select_related("framework", "follows", "opened_by")
    return found.filter(uuid=uuid).first()
