"""People, roles with a scope, sign-in and the one answer to who may do what."""
