"""Wagtail's permission policy for images and documents, answering from ``accounts.api.may``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.api import User, find_people, is_administrator, may
from accounts.data import AUTHOR

ACTIONS = frozenset({"add", "change", "delete", "choose", "view"})
INSTANCE_RULES = {
    "change": "media_pipeline.change_asset",
    "choose": "media_pipeline.change_asset",
    "view": "media_pipeline.change_asset",
    "delete": "media_pipeline.delete_asset",
}


class OwnUploadsPolicy(BasePermissionPolicy):
    """People add, see, choose, change and delete their own uploads; administrators all.

    Wagtail's own ownership policy lets everyone with "choose" see everything in a collection.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether ``user`` may do ``action`` to some upload."""
        return action in ACTIONS and may(user, "media_pipeline.upload")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Say whether ``user`` may do ``action`` to this upload."""
        rule = INSTANCE_RULES.get(action)
        return rule is not None and may(user, rule, instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """Say whether ``user`` may do one of ``actions`` to this upload."""
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """Return the uploads that lists and choosers show."""
        if not self.user_has_any_permission(user, actions):
            empty: QuerySet[Any] = self.model.objects.none()
            return empty
        found: QuerySet[Any] = self.model.objects.all()
        return found if is_administrator(user) else found.filter(uploaded_by_user=user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """Return everybody who writes."""
        return find_people(role=AUTHOR)

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Collection]:
        """Return the one collection that all uploads are in; one is never shown as a choice."""
        found: QuerySet[Collection] = Collection.objects.filter(depth=1)
        return found if self.user_has_permission(user, action) else found.none()

    def collections_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        """Return the same for any of ``actions``."""
        found: QuerySet[Collection] = Collection.objects.filter(depth=1)
        return found if self.user_has_any_permission(user, actions) else found.none()
