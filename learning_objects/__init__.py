"""The centre of the library: learning objects, their drafts and published versions."""
