"""Tables of ``exporters``."""

from exporters.models.files import ReceivedAsset, StagedFile
from exporters.models.instance import Instance
from exporters.models.transfer import Transfer, TransferLine

__all__ = ["Instance", "ReceivedAsset", "StagedFile", "Transfer", "TransferLine"]
