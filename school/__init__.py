"""The roster: schools, people, groups, dated memberships, guardianship."""
