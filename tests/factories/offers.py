"""Co-authors and heirs, asked and answering as people do."""

from __future__ import annotations

from accounts.api import User, grant_role
from accounts.data import AUTHOR, ORGANISATION_SCOPE, Scope
from core.api import now
from learning_objects.api import accept_offer, get_object, offer_part, save_organisation
from learning_objects.data import INVITE
from learning_objects.models import AuthorOffer, LearningObject, Organisation
from tests.factories.people import make_user


def ask(made: LearningObject, to: User, *, by: User, kind: str = INVITE) -> AuthorOffer:
    """``by`` asks ``to`` to be a co-author, or with ``kind`` the owner."""
    found = get_object(uuid=made.uuid)
    assert found
    return offer_part(learning_object=found, kind=kind, to=to, message="", by=by, now=now())


def join(made: LearningObject, user: User, *, by: User) -> None:
    """``user`` is asked to be a co-author and says yes."""
    accept_offer(offer=ask(made, user, by=by), by=user, now=now())


def make_organisation(title: str = "Разработчик", *, has_contract: bool = True) -> Organisation:
    """A publisher, written down by an administrator."""
    facts = {"title": title, "has_contract": has_contract, "address": "https://dev.example/"}
    return save_organisation(
        organisation=None, facts=facts, by=make_user("administrator"), now=now()
    )


def make_publishing_author(organisation: Organisation) -> User:
    """An author who writes for ``organisation``."""
    user = make_user()
    scope = Scope(ORGANISATION_SCOPE, organisation.uuid)
    grant_role(user=user, role=AUTHOR, by=None, now=now(), scope=scope)
    return user
