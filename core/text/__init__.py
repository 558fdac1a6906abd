"""Russian text: folding, sorting, plurals, tokens and lemmas."""
