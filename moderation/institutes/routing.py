"""Whose works go where: the one written rule.

A work goes to the institute of its owner (:class:`~moderation.models.Affiliation`) when that one is
regional, open, and looks after the subject of the work; everything else goes to the central
institute. What has been handed in once stays with its institute until the review is over, whatever
becomes of the affiliation meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from moderation.actions.institute import ensure_central_institute
from moderation.models import Institute

if TYPE_CHECKING:
    from learning_objects.api import LearningObject

OWNER = "owner"


def institute_for(learning_object: LearningObject, subject: UUID | None) -> Institute:
    """Return the institute that a work about ``subject`` is handed in to; two queries at most."""
    home = Institute.objects.filter(
        affiliations__person__authorships__learning_object=learning_object,
        affiliations__person__authorships__role=OWNER,
    ).first()
    return home if home and takes(home, subject) else ensure_central_institute()


def takes(institute: Institute, subject: UUID | None) -> bool:
    """Say whether a regional institute takes a new work about ``subject``.

    What has no known subject is taken by those who look after every subject.
    """
    if not institute.is_open:
        return False
    return not institute.subjects or str(subject) in institute.subjects
