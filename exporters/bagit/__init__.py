"""BagIt bags (RFC 8493), written and read; knows nothing of what is in them.

``writing`` makes one, as a ZIP archive or as a folder; ``reading`` opens one and says what is
wrong with it. Nothing is ever fetched.
"""
