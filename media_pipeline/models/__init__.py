"""Tables of ``media_pipeline``."""

from media_pipeline.models.document import MediaDocument
from media_pipeline.models.image import MediaImage, MediaRendition

__all__ = ["MediaDocument", "MediaImage", "MediaRendition"]
