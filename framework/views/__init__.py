"""Views of ``framework``: the topic chooser and the methodologist's workbench."""
