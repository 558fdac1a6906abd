"""The door of ``media_pipeline``."""

from media_pipeline.actions.storing import store_document, store_image
from media_pipeline.models import MediaDocument, MediaImage
from media_pipeline.pictures import picture_of, rendition
from media_pipeline.public_assets import register_asset_hold, register_public_asset_check
from media_pipeline.queries import get_document, get_image, usable_documents, usable_images
from media_pipeline.svg import rebuild_svg

__all__ = [
    "MediaDocument",
    "MediaImage",
    "get_document",
    "get_image",
    "picture_of",
    "rebuild_svg",
    "register_asset_hold",
    "register_public_asset_check",
    "rendition",
    "store_document",
    "store_image",
    "usable_documents",
    "usable_images",
]
