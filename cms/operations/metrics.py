"""Figures for Prometheus: what was asked of the site, and what waits.

Requests are counted in each process; with ``PROMETHEUS_MULTIPROC_DIR`` (``cms.firstrun.web`` sets
it) the processes of one machine share files, and any of them answers for all. What waits is asked
from the database when somebody wants to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import DatabaseError
from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from cms.operations.probes import readiness
from core.api import now, outbox_lag

WAITING_TASKS = ("READY", "RUNNING", "FAILED")
REQUESTS = Counter(
    "mesh_requests_total", "Answered requests.", ["method", "route", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "mesh_request_seconds",
    "Seconds until the answer began.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=REGISTRY,
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; ``route`` is the name of an address, never the address."""
    known = method if method in METHODS else "other"
    REQUESTS.labels(known, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


class WhatWaits(Collector):
    """Queues and parts as they are at the moment of asking."""

    def collect(self) -> Iterable[Metric]:
        """Yield the gauges; those of the database are absent while it does not answer."""
        yield _parts()
        try:
            yield from [*_outbox(), *_tasks()]
        except DatabaseError:
            return


def _parts() -> Metric:
    up = GaugeMetricFamily("mesh_part_up", "Whether a part answers (1) or not.", labels=["part"])
    for part, answer in readiness().parts.items():
        up.add_metric([part], float(answer == "ok"))
    return up


def _outbox() -> Iterator[Metric]:
    """The search writer is the consumer ``search``: its lag is the lag of what readers find."""
    waiting = GaugeMetricFamily("mesh_outbox_waiting", "Events that wait.", labels=["consumer"])
    seconds = GaugeMetricFamily(
        "mesh_outbox_lag_seconds", "Age of the oldest waiting event.", labels=["consumer"]
    )
    for lag in outbox_lag(now=now()):
        waiting.add_metric([lag.consumer], lag.waiting)
        seconds.add_metric([lag.consumer], lag.seconds)
    yield from (waiting, seconds)


def _tasks() -> Iterator[Metric]:
    tasks = GaugeMetricFamily("mesh_tasks", "Background tasks.", labels=["queue", "status"])
    age = GaugeMetricFamily(
        "mesh_tasks_oldest_seconds", "Age of the oldest task that waits.", labels=["queue"]
    )
    rows = DBTaskResult.objects.filter(status__in=WAITING_TASKS).order_by()
    for queue, status, number, oldest in rows.values_list("queue_name", "status").annotate(
        Count("id"), Min("enqueued_at")
    ):
        tasks.add_metric([queue, status.lower()], number)
        if status == "READY":
            age.add_metric([queue], max(0.0, (now() - oldest).total_seconds()))
    yield from (tasks, age)


def text() -> bytes:
    """Return every figure in Prometheus's text format."""
    return _counted() + _asked()


def _counted() -> bytes:
    shared = CollectorRegistry()
    try:
        multiprocess.MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    except ValueError:  # no folder is shared: this process speaks for itself alone
        return generate_latest(REGISTRY)
    return generate_latest(shared)


def _asked() -> bytes:
    registry = CollectorRegistry()
    registry.register(WhatWaits())
    return generate_latest(registry)
