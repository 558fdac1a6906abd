"""The institute: submissions, queues, claims, remarks and decisions."""
