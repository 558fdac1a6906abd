"""Material of the library for a lesson."""
