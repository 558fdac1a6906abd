"""The framework fills the scopes of roles."""

from accounts.scopes import scope_providers


def test_subjects_are_registered_as_scopes():
    assert "subject" in scope_providers
