"""One way to tell a person something: on the page, and gathered in a mail."""
