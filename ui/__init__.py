"""The design system; ``README.md`` lists what it offers."""
