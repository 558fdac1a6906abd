"""REST routes of institutes, mounted by ``cms.rest`` under ``/api/v1/institutes/``.

For who manages an institute, as the pages: others' institutes answer 404, a refusal 409.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, get_user_by_login, may
from accounts.errors import NotAllowed
from core.api import now
from core.errors import TransitionRefused
from framework.api import get_tree
from learning_objects.data import KIND_LABELS
from moderation import api
from moderation.data import STAGES
from moderation.institutes.criteria import give_codes
from moderation.institutes.queries import (
    criteria_in_force,
    known_codes,
    rubric_versions,
    rubrics_of,
    rules_of,
    shipped_criteria,
)
from moderation.institutes.rules import MANAGE
from moderation.institutes.schemas import (
    AffiliatedListOut,
    AffiliatedOut,
    CompetenceIn,
    ExpertOut,
    ExpertsOut,
    InstituteFactsIn,
    InstituteIn,
    InstituteOut,
    InstituteRubricIn,
    InstituteRubricOut,
    InstitutesOut,
    LoginIn,
    PageQuery,
    RubricLineOut,
    RuleIn,
    RuleOut,
)
from moderation.institutes.wording import REFUSALS, words_for
from moderation.models import Affiliation, Institute, Membership, Rubric

router = Router(tags=["institutes"], auth=django_auth)


@router.get("", response=InstitutesOut)
def get_institutes(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Return the institutes that the person manages; administrators: all."""
    if not may(request.user, MANAGE):
        raise HttpError(404, "Not Found")
    return query.of(api.managed_institutes(_person(request)))


@router.post("", response=InstituteOut)
def post_institute(request: HttpRequest, body: InstituteIn) -> object:
    """Make a regional institute, as an administrator."""
    if not may(request.user, MANAGE):
        raise HttpError(404, "Not Found")
    _check_subjects(body.subjects)
    return _attempt(api.create_institute, by=_person(request), now=now(), **body.dict())


@router.get("{uuid}", response=InstituteOut)
def get_institute(request: HttpRequest, uuid: UUID) -> Institute:
    """Return the facts of an institute."""
    return _managed(request, uuid)


@router.post("{uuid}", response=InstituteOut)
def post_institute_facts(request: HttpRequest, uuid: UUID, body: InstituteFactsIn) -> Institute:
    """Change the facts; what was handed in already stays with the institute."""
    found = _managed(request, uuid)
    facts = body.dict()
    if body.is_open is None:
        facts["is_open"] = found.is_open
    if not found.is_regional:
        facts["subjects"] = []
    _check_subjects(facts["subjects"], stored=found.subjects)
    _attempt(api.change_institute, institute=found, by=_person(request), now=now(), **facts)
    return found


@router.get("{uuid}/rules", response=list[RuleOut])
def get_institute_rules(request: HttpRequest, uuid: UUID) -> list[dict[str, Any]]:
    """Return how each kind is reviewed."""
    return _rules(_managed(request, uuid))


@router.post("{uuid}/rules/{kind}", response=RuleOut)
def post_institute_rule(
    request: HttpRequest, uuid: UUID, kind: str, body: RuleIn
) -> dict[str, Any]:
    """Say how a kind is reviewed; what is in review already keeps its steps."""
    found = _managed(request, uuid)
    if kind not in KIND_LABELS:
        raise HttpError(404, "Not Found")
    facts = body.dict()
    _attempt(api.set_rule, institute=found, kind=kind, by=_person(request), now=now(), **facts)
    return next(rule for rule in _rules(found) if rule["kind"] == kind)


@router.get("{uuid}/rubrics", response=list[RubricLineOut])
def get_institute_rubrics(request: HttpRequest, uuid: UUID) -> list[dict[str, Any]]:
    """Return which rubric is in force for every stage and kind."""
    own = rubrics_of(_managed(request, uuid))
    return [_line(own.get((stage, kind)), stage, kind) for stage in STAGES for kind in KIND_LABELS]


@router.get("{uuid}/rubrics/{stage}/{kind}", response=InstituteRubricOut)
def get_institute_rubric(request: HttpRequest, uuid: UUID, stage: str, kind: str) -> dict[str, Any]:
    """Return the criteria in force and the versions before."""
    return _rubric(_managed(request, uuid), stage, kind)


@router.post("{uuid}/rubrics/{stage}/{kind}", response=InstituteRubricOut)
def post_institute_rubric(
    request: HttpRequest, uuid: UUID, stage: str, kind: str, body: InstituteRubricIn
) -> dict[str, Any]:
    """Put a new version in force for the next votes."""
    found = _managed(request, uuid)
    shown = _rubric(found, stage, kind)
    known = known_codes(shown["versions"], shown["criteria"])
    criteria = give_codes((item.dict() for item in body.criteria), known=known)
    last = api.ensure_rubric(institute=found, kind=kind, stage=stage)
    _attempt(api.revise_rubric, rubric=last, criteria=criteria, by=_person(request), now=now())
    return _rubric(found, stage, kind)


@router.get("{uuid}/experts", response=ExpertsOut)
def get_institute_experts(
    request: HttpRequest, uuid: UUID, query: Query[PageQuery]
) -> dict[str, Any]:
    """Return the experts of an institute."""
    return query.of(api.experts_of(_managed(request, uuid)))


@router.post("{uuid}/experts", response=ExpertOut)
def post_institute_expert(request: HttpRequest, uuid: UUID, body: LoginIn) -> object:
    """Take an expert on; asking twice is harmless."""
    found = _managed(request, uuid)
    person = _by_login(body.login)
    return _attempt(
        api.join_institute, institute=found, person=person, by=_person(request), now=now()
    )


@router.get("{uuid}/experts/{person}", response=ExpertOut)
def get_institute_expert(request: HttpRequest, uuid: UUID, person: UUID) -> Membership:
    """Return what an expert is given."""
    return _expert(_managed(request, uuid), person)


@router.post("{uuid}/experts/{person}", response=ExpertOut)
def post_competence(request: HttpRequest, uuid: UUID, person: UUID, body: CompetenceIn) -> object:
    """Say what an expert is given."""
    found = _managed(request, uuid)
    expert = _expert(found, person).person
    return _attempt(
        api.set_competence, person=expert, institute=found, by=_person(request), **body.dict()
    )


@router.post("{uuid}/experts/{person}/leave", response={204: None})
def post_institute_leave(request: HttpRequest, uuid: UUID, person: UUID) -> Status[None]:
    """Let an expert go who has nothing in hand."""
    membership = _expert(_managed(request, uuid), person)
    _attempt(api.leave_institute, membership=membership, by=_person(request), now=now())
    return Status(204, None)


@router.get("{uuid}/authors", response=AffiliatedListOut)
def get_institute_authors(
    request: HttpRequest, uuid: UUID, query: Query[PageQuery]
) -> dict[str, Any]:
    """Return whose works come to a regional institute."""
    return query.of(api.authors_of_institute(_regional(request, uuid)))


@router.post("{uuid}/authors", response=AffiliatedOut)
def post_institute_author(request: HttpRequest, uuid: UUID, body: LoginIn) -> object:
    """Let what an author sends from now on come to the institute."""
    found = _regional(request, uuid)
    person = _by_login(body.login)
    return _attempt(api.affiliate, institute=found, person=person, by=_person(request), now=now())


@router.post("{uuid}/authors/{person}/release", response={204: None})
def post_release_author(request: HttpRequest, uuid: UUID, person: UUID) -> Status[None]:
    """Let an author's further works go to the central institute."""
    rows = api.authors_of_institute(_regional(request, uuid))
    row: Affiliation | None = rows.filter(person__uuid=person).first()
    if row is None:
        raise HttpError(404, "Not Found")
    _attempt(api.release_affiliation, affiliation=row, by=_person(request), now=now())
    return Status(204, None)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    return request.user


def _managed(request: HttpRequest, uuid: UUID) -> Institute:
    found = api.get_institute(uuid=uuid)
    if found is None or not may(request.user, MANAGE, found):
        raise HttpError(404, "Not Found")
    return found


def _regional(request: HttpRequest, uuid: UUID) -> Institute:
    """Return a managed institute that has authors of its own; the central one takes all others."""
    found = _managed(request, uuid)
    if not found.is_regional:
        raise HttpError(404, "Not Found")
    return found


def _expert(institute: Institute, person: UUID) -> Membership:
    found = api.experts_of(institute).filter(person__uuid=person).first()
    if found is None:
        raise HttpError(404, "Not Found")
    return found


def _by_login(login: str) -> User:
    found = get_user_by_login(login.strip())
    if found is None:
        raise HttpError(409, _("Nobody has this login. Look at the spelling."))
    return found


def _check_subjects(subjects: list[UUID], stored: list[str] | None = None) -> None:
    """Refuse what is no subject; what an institute looks after already may have gone since."""
    known = {str(uuid) for uuid in get_tree().subjects} | set(stored or ())
    if not {str(uuid) for uuid in subjects} <= known:
        raise HttpError(409, _("Choose subjects of the published framework."))


def _rules(institute: Institute) -> list[dict[str, Any]]:
    names = ("kind", "second_reader", "technical", "panel", "days")
    return [
        {**{name: getattr(rule, name) for name in names}, "stages": stages}
        for rule, stages in rules_of(institute)
    ]


def _line(rubric: Rubric | None, stage: str, kind: str) -> dict[str, Any]:
    criteria = rubric.criteria if rubric else shipped_criteria(stage, kind)
    return {
        "stage": stage,
        "kind": kind,
        "number": rubric.number if rubric else 1,
        "made_at": rubric.made_at if rubric and rubric.made_by_uuid else None,
        "length": len(criteria),
    }


def _rubric(institute: Institute, stage: str, kind: str) -> dict[str, Any]:
    if stage not in STAGES or kind not in KIND_LABELS:
        raise HttpError(404, "Not Found")
    versions = rubric_versions(institute, stage, kind)
    criteria = criteria_in_force(versions, stage, kind)
    return {"stage": stage, "kind": kind, "criteria": criteria, "versions": versions}


def _attempt(act: Callable[..., object], **arguments: Any) -> object:
    try:
        return act(**arguments)
    except NotAllowed as error:
        raise HttpError(403, words_for(TransitionRefused("", "permission"))) from error
    except REFUSALS as error:
        raise HttpError(409, words_for(error)) from error
