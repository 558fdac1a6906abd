"""Pages of the review: the queue, the review screen, the author's side."""
