"""What ``media_pipeline`` changes in Wagtail's admin."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.views import documents
from wagtail.documents.views.chooser import viewset as document_chooser
from wagtail.images.views import images
from wagtail.images.views.chooser import viewset as image_chooser

from accounts.api import may
from media_pipeline import choosers
from media_pipeline.models import MediaDocument

# The view sets are made by Wagtail; they are told what to open before the addresses are made.
image_chooser.choose_view_class = choosers.ImageChooseView
image_chooser.choose_results_view_class = choosers.ImageResultsView
document_chooser.choose_view_class = choosers.DocumentChooseView
document_chooser.choose_results_view_class = choosers.DocumentResultsView
# The lists have no setting for it; their addresses are fixed to these classes.
images.IndexView.search_queryset = choosers.search_list
documents.IndexView.search_queryset = choosers.search_list


@hooks.register("before_serve_document", order=-100)  # type: ignore[untyped-decorator]
def refuse_strangers(document: MediaDocument, request: HttpRequest) -> None:
    """Guard Wagtail's own view too, should somebody mount it beside ours."""
    if not may(request.user, "media_pipeline.read_document", document):
        raise Http404
