"""Wagtail's permission policy for learning objects, answering from ``accounts.api.may``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.api import User, find_people, may
from learning_objects.models import LearningObject

# What Wagtail may be told "yes" to. Publishing, locking, adding and deleting have their own ways:
# the institute's decision and the cabinet.
RULES = {"change": "learning_objects.edit", "view": "learning_objects.see_draft"}


class LearningObjectPolicy(BasePermissionPolicy):
    """Answers for one instance at a time: stock policies protect the model, not the instance."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether ``user`` may do ``action`` to some object."""
        return action in RULES and may(user, "learning_objects.create")

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: LearningObject
    ) -> bool:
        """Say whether ``user`` may do ``action`` to ``instance``."""
        rule = RULES.get(action)
        return rule is not None and may(user, rule, instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[LearningObject]:
        """Return the user's own objects: lists and choosers show no foreign drafts."""
        found: QuerySet[LearningObject] = LearningObject.objects.none()
        if self.user_has_any_permission(user, actions):
            found = LearningObject.objects.filter(authorships__user=user)
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """Return everybody who may write."""
        return find_people(role="author")
