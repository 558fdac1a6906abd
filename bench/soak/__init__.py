"""The institute under load and crashes: real processes on PostgreSQL (``make soak``)."""
