"""The door of ``media_pipeline``."""

from media_pipeline.actions.reading import ask_for_words, read_again, read_waiting
from media_pipeline.actions.receiving import (
    check_received,
    remove_received,
    remove_unused_files,
    restore_assets,
    write_received,
)
from media_pipeline.actions.storing import store_document, store_image
from media_pipeline.models import MediaDocument, MediaImage
from media_pipeline.pictures import picture_of, rendition
from media_pipeline.public_assets import register_asset_hold, register_public_asset_check
from media_pipeline.queries import (
    digests_of,
    existing_ids,
    get_assets,
    get_document,
    get_image,
    lost_assets,
    usable_documents,
    usable_images,
)
from media_pipeline.serving import serve_asset
from media_pipeline.sound import looks_like_sound
from media_pipeline.svg import rebuild_svg
from media_pipeline.word_queries import count_texts, document_facts, words_by_digest

__all__ = [
    "MediaDocument",
    "MediaImage",
    "ask_for_words",
    "check_received",
    "count_texts",
    "digests_of",
    "document_facts",
    "existing_ids",
    "get_assets",
    "get_document",
    "get_image",
    "looks_like_sound",
    "lost_assets",
    "picture_of",
    "read_again",
    "read_waiting",
    "rebuild_svg",
    "register_asset_hold",
    "register_public_asset_check",
    "remove_received",
    "remove_unused_files",
    "rendition",
    "restore_assets",
    "serve_asset",
    "store_document",
    "store_image",
    "usable_documents",
    "usable_images",
    "words_by_digest",
    "write_received",
]
