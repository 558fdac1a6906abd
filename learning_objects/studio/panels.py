"""The form of the editing screen, one for each kind."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from framework.api import TopicChooser
from learning_objects.data import SCENARIO
from learning_objects.models import LearningObject
from learning_objects.studio.forms import LearningObjectForm


def _topics() -> InlinePanel:
    return InlinePanel(
        "topic_links",
        [FieldPanel("node_uuid", widget=TopicChooser()), FieldPanel("relation")],
        heading=_("Topics of the curriculum"),
        label=_("Topic"),
        help_text=_("The lesson, the search and the diary find the object by its topics."),
    )


def _about(*extra: FieldPanel) -> ObjectList:
    return ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            *extra,
            _topics(),
            FieldPanel("tags"),
        ],
        heading=_("About"),
    )


def _content() -> ObjectList:
    return ObjectList([FieldPanel("body")], heading=_("Content"))


def _teaching() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("key_points"),
            FieldPanel("misconceptions"),
            FieldPanel("keywords"),
            FieldPanel("planned_results"),
            MultiFieldPanel(
                [FieldPanel("equipment"), FieldPanel("safety")], heading=_("Preparation")
            ),
            MultiFieldPanel(
                [FieldPanel("support"), FieldPanel("extension")], heading=_("Differentiation")
            ),
            FieldPanel("homework"),
        ],
        heading=_("Method"),
    )


def _rights() -> ObjectList:
    return ObjectList(
        [FieldPanel("licence"), FieldPanel("language")], heading=_("Licence and language")
    )


@cache
def panel_for(kind: str) -> Any:
    """Return the edit handler of ``kind``, bound to the model."""
    outcome = [FieldPanel("outcome")] if kind == SCENARIO else []
    tabs = [_about(*outcome, FieldPanel("length_minutes")), _content(), _teaching(), _rights()]
    return TabbedInterface(tabs, base_form_class=LearningObjectForm).bind_to_model(LearningObject)
