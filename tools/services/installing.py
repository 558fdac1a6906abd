"""The system packages of the services: installed when we are root, else named.

Only ``make test-scaled`` and measurements of the scaled form come here; ``make setup`` and
``make run`` do not need any of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tools.services.postgresql import binary
from tools.services.processes import ServiceFailed
from tools.setup import Need, bring

POSTGRESQL = Need(("postgres",), ("postgresql", "postgresql-client"), "PostgreSQL")
REDIS = Need(("redis-server",), ("redis-server",), "Redis")
JAVA = Need(("java",), ("openjdk-17-jre-headless",), "S3 store and search node")
MAVEN = Need(("mvn",), ("maven",), "fetching of the S3 store and the search node")
NGINX = Need(("nginx",), ("nginx-light",), "test of the proxy")
NEEDS = {
    "postgresql": (POSTGRESQL,),
    "redis": (REDIS,),
    "s3": (JAVA, MAVEN),
    "opensearch": (JAVA, MAVEN),
    "nginx": (NGINX,),
}


def install(names: Sequence[str]) -> None:
    """Bring what the services ``names`` need and this machine lacks."""
    needed = dict.fromkeys(need for name in names for need in NEEDS.get(name, ()))
    bring([need for need in needed if not _is_there(need)])


def _is_there(need: Need) -> bool:
    if need is not POSTGRESQL:
        return need.is_met()
    try:
        return bool(binary("postgres") and binary("psql"))
    except ServiceFailed:
        return False
