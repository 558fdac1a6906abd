"""What ``search`` registers at start-up."""

from __future__ import annotations

from core.api import register_consumer
from learning_objects.data import PUBLISHED_TOPIC, WITHDRAWN_TOPIC

CONSUMER = "search"


def register() -> None:
    """Ask the outbox for everything that changes what the public finds."""
    register_consumer(name=CONSUMER, topics=[PUBLISHED_TOPIC, WITHDRAWN_TOPIC])
