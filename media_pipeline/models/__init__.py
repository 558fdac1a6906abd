"""Tables of ``media_pipeline``."""

from media_pipeline.models.document import MediaDocument
from media_pipeline.models.image import MediaImage, MediaRendition
from media_pipeline.models.text import AssetText

__all__ = ["AssetText", "MediaDocument", "MediaImage", "MediaRendition"]
