"""The author's cabinet: joins learning objects with what the institute says of them."""
