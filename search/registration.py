"""What ``search`` registers at start-up."""

from __future__ import annotations

from core.api import register_consumer
from framework.data import CHANGED_TOPIC as FRAMEWORK_CHANGED
from framework.data import PUBLISHED_TOPIC as FRAMEWORK_PUBLISHED
from learning_objects.data import PUBLISHED_TOPIC, REALIGNED_TOPIC, WITHDRAWN_TOPIC, WORDS_TOPIC

CONSUMER = "search"
# Every document holds titles and ancestors of topics: these ask for a new index.
FRAMEWORK_TOPICS = (FRAMEWORK_CHANGED, FRAMEWORK_PUBLISHED)


def register() -> None:
    """Ask the outbox for everything that changes what the public finds, and for what is new."""
    from search.people import register_people
    from search.rules import register_rules
    from search.saved.percolation import CONSUMER as SAVED_CONSUMER
    from search.saved.telling import register_notices

    register_consumer(
        name=CONSUMER,
        topics=[PUBLISHED_TOPIC, WITHDRAWN_TOPIC, REALIGNED_TOPIC, WORDS_TOPIC, *FRAMEWORK_TOPICS],
    )
    register_consumer(name=SAVED_CONSUMER, topics=[PUBLISHED_TOPIC, WORDS_TOPIC])
    register_rules()
    register_people()
    register_notices()
