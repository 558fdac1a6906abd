"""A city's single sign-on for tests: a real provider (``allauth.idp.oidc``) in its own process.

``server.py`` is the provider, ``driver.py`` starts it and lets a test play its people and its
faults.
"""
