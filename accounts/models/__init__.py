"""Tables of ``accounts``."""

from accounts.models.role import RoleAssignment
from accounts.models.user import User

__all__ = ["RoleAssignment", "User"]
