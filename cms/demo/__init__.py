"""The demo library: content files, drawings, people, their story, and the play of it all."""
