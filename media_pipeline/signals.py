"""What ``media_pipeline`` tells the packages above."""

from django.dispatch import Signal

# The words of documents can be had, or are others than before. Sent inside the transaction of the
# change, with ``document_ids`` (a list of ids) and ``now``.
words_read = Signal()
