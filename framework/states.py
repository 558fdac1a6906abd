"""The states of a framework version and the declared transitions between them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.data import Machine, Transition
from framework.models import FrameworkNode, FrameworkVersion

MANAGE = "framework.manage"

_Status = FrameworkVersion.Status


def _has_nodes(version: FrameworkVersion) -> str | None:
    """An empty edition would take every subject away from the readers."""
    if FrameworkNode.objects.filter(version=version).exists():
        return None
    return str(_("An edition without a single node cannot be published."))


MACHINE = Machine(
    "framework_version",
    states=[status.value for status in _Status],
    initial=_Status.DRAFT.value,
    transitions=[
        Transition(
            "publish",
            (_Status.DRAFT.value,),
            _Status.PUBLISHED.value,
            permission=MANAGE,
            guard=_has_nodes,
        ),
        # Publishing the next edition supersedes the one before it; nobody does it by hand.
        Transition("supersede", (_Status.PUBLISHED.value,), _Status.SUPERSEDED.value),
    ],
)
