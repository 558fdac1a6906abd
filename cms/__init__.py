"""The site: settings, addresses, cabinet and what no package owns alone."""
