"""Wagtail's choosers and lists of uploads, searching by the folded column.

Wagtail's search folds Cyrillic case on neither side of every database and knows nothing of «ё».
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, CollectionFilterMixin, SearchFilterMixin
from wagtail.documents.views import chooser as documents
from wagtail.images.views import chooser as images

from core.api import fold


def having_words(objects: QuerySet[Any], query: str) -> QuerySet[Any]:
    """Return the uploads whose title or description has every word of ``query`` as a part."""
    for word in fold(query).split():
        objects = objects.filter(search_text__contains=word)
    return objects


def search_list(view: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """Stand in for ``search_queryset`` of Wagtail's lists."""
    return having_words(queryset, view.search_query) if view.is_searching else queryset


class FoldedSearchForm(CollectionFilterMixin, SearchFilterMixin, BaseFilterForm):
    """The chooser's search box: every word must stand in the title or description."""

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return the matching uploads."""
        query: str = self.cleaned_data.get("q", "")
        # Not the stock mixin's filter, which asks the search backend. All uploads are in one
        # collection, so there is nothing else to filter by.
        objects = having_words(objects, query)
        self.is_searching = bool(query)
        self.search_query = query
        return objects


class ImageChooseView(images.ImageChooseView):
    """The image chooser."""

    filter_form_class = FoldedSearchForm


class ImageResultsView(images.ImageChooseResultsView):
    """Its results."""

    filter_form_class = FoldedSearchForm


class DocumentChooseView(documents.DocumentChooseView):
    """The document chooser."""

    filter_form_class = FoldedSearchForm


class DocumentResultsView(documents.DocumentChooseResultsView):
    """Its results."""

    filter_form_class = FoldedSearchForm
