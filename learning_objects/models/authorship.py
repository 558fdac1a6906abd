"""Who wrote a learning object."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Authorship(models.Model):
    """A person's part in an object. Not part of revisions: restoring an old draft must not give
    back rights that were taken.
    """

    class Role(models.TextChoices):
        """The part a person has; one owner an object."""

        OWNER = "owner", _("author")
        COAUTHOR = "coauthor", _("co-author")

    learning_object = models.ForeignKey(
        "learning_objects.LearningObject", on_delete=models.CASCADE, related_name="authorships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorships"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OWNER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["learning_object", "user"], name="lo_author_once"),
            models.UniqueConstraint(
                fields=["learning_object"],
                condition=models.Q(role="owner"),
                name="lo_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_object_id}: {self.user_id} ({self.role})"
