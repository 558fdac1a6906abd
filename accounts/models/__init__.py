"""Tables of ``accounts``."""

from accounts.models.invitation import Invitation
from accounts.models.role import RoleAssignment
from accounts.models.user import User

__all__ = ["Invitation", "RoleAssignment", "User"]
