"""Tables of ``school``."""

from school.models.group import Group
from school.models.guardianship import Guardianship
from school.models.membership import Membership
from school.models.school import School

__all__ = ["Group", "Guardianship", "Membership", "School"]
