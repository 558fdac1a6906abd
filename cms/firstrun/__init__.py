"""What ``manage.py serve`` does before and around the server: checks, first fill, supervision."""
