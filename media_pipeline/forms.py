"""Placeholder replaced below."""
from wagtail.documents.forms import BaseDocumentForm as DocumentForm
from wagtail.images.forms import BaseImageForm as ImageForm
