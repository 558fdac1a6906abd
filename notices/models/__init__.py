"""Tables of ``notices``."""

from notices.models.digest import Digest
from notices.models.mail import MailChoice, MailSettings
from notices.models.notice import Notice

__all__ = ["Digest", "MailChoice", "MailSettings", "Notice"]
