"""Tables of ``assessment``: the item bank."""

from assessment.models.bank_item import BankItem
from assessment.models.files import BankFile, BankItemFile
from assessment.models.item_import import ItemImport
from assessment.models.links import BankItemShare, BankItemTag, BankItemTopic
from assessment.models.use import BankItemUse
from assessment.models.version import BankItemVersion

__all__ = [
    "BankFile",
    "BankItem",
    "BankItemFile",
    "BankItemShare",
    "BankItemTag",
    "BankItemTopic",
    "BankItemUse",
    "BankItemVersion",
    "ItemImport",
]
