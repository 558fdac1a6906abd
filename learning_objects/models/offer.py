"""What the owner of an object offers to a colleague: a part in it, or all of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api import new_uuid
from learning_objects import authoring


class AuthorOffer(models.Model):
    """An invitation to be a co-author, or a transfer of ownership; nothing happens until a yes."""

    class Kind(models.TextChoices):
        """What is offered."""

        INVITE = authoring.INVITE, authoring.OFFER_LABELS[authoring.INVITE]
        TRANSFER = authoring.TRANSFER, authoring.OFFER_LABELS[authoring.TRANSFER]

    class State(models.TextChoices):
        """Where it stands; ``offer_states.py`` declares the transitions."""

        OFFERED = authoring.OFFERED, _("waits for an answer")
        ACCEPTED = authoring.ACCEPTED, pgettext_lazy("offer", "accepted")
        DECLINED = authoring.DECLINED, pgettext_lazy("offer", "declined")
        WITHDRAWN = authoring.OFFER_WITHDRAWN, pgettext_lazy("offer", "withdrawn")
        EXPIRED = authoring.EXPIRED, pgettext_lazy("offer", "ended without an answer")

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="offers"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_made"
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_received"
    )
    message = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["offered_to", "state"], name="lo_offer_to"),
            models.Index(fields=["offered_by", "state"], name="lo_offer_by"),
            models.Index(fields=["state", "expires_at"], name="lo_offer_ends"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learning_object", "offered_to"],
                condition=Q(state=authoring.OFFERED),
                name="lo_offer_once",
            ),
            models.UniqueConstraint(
                fields=["learning_object"],
                condition=Q(state=authoring.OFFERED, kind=authoring.TRANSFER),
                name="lo_offer_one_transfer",
            ),
            models.CheckConstraint(
                condition=Q(state=authoring.OFFERED, answered_at__isnull=True)
                | (~Q(state=authoring.OFFERED) & Q(answered_at__isnull=False)),
                name="lo_offer_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(offered_by=F("offered_to")), name="lo_offer_to_another"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="lo_offer_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id} {self.kind}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == authoring.OFFERED
