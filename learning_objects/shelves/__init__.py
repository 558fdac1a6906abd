"""Shelves: what people keep of the library, in an order of their own, alone or with colleagues."""
