"""How well a search finds what was meant: written and generated queries, metrics, engines.

The written judgements (``queries/``) come from reading the objects; they were committed before any
ranking was run on them.
"""
