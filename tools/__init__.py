"""Developer scripts: setting up, checking catalogues, import rules. Not a package of the house."""
