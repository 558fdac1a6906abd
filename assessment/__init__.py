"""Assessment items: their model, scoring, formats and bank."""
