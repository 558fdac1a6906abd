"""Real processes: forks of one that has everything imported, killed within their statements."""

from __future__ import annotations

import heapq
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, connections

from accounts.api import User
from accounts.errors import NotAllowed
from bench.soak.world import World
from core.errors import TransitionRefused
from learning_objects.errors import NothingToReview
from moderation import errors

# As many acts go on at once as a pool of connections would let through.
SESSIONS = 24
POLL = 0.005
REHEARSED = 8  # of each act: not everybody has something to do
DONE, CRASHED, FAILED = "done", "crashed", "failed"

Act = Callable[[World, User, random.Random], None]
# What a person is told on a page and tries anew; anything else is a fault of the program.
REFUSALS = (
    NotAllowed,
    TransitionRefused,
    NothingToReview,
    *(getattr(errors, name) for name in errors.__all__),
)


@dataclass(frozen=True)
class Role:
    """A person and what they do, every ``pause`` seconds on average."""

    act: Act
    person: int
    pause: float


@dataclass
class Crowd:
    """The people in the order of their next visits; each visit is a process of its own.

    A thousand processes that only wait would fill the memory with copies of what they forked from;
    so a process lives for one visit, and at most ``SESSIONS`` live at once.
    """

    world: World
    seed: int = 1
    waiting: list[tuple[float, int, Role]] = field(default_factory=list)
    running: dict[int, Role] = field(default_factory=dict)
    ended: Counter[str] = field(default_factory=Counter)
    _dice: random.Random = field(default_factory=lambda: random.Random(0))

    def invite(self, role: Role) -> None:
        """Let a person come by after a pause."""
        self.seed += 1
        due = time.monotonic() + self._dice.expovariate(1 / role.pause)
        heapq.heappush(self.waiting, (due, self.seed, role))

    def rehearse(self, roles: list[Role]) -> None:
        """Do everything once in this process: forks then begin with dictionaries and code loaded.

        Otherwise each visit would take a second to load what a server loads once.
        """
        done: Counter[str] = Counter()
        for role in reversed(roles):  # authors before experts
            done[role.act.__name__] += 1
            if done[role.act.__name__] <= REHEARSED:
                _try(self.world, role, self._dice)

    def go_on(self, seconds: float) -> None:
        """Start who is due and note how processes ended, for a while.

        The caller has no open connection: forks must not share it.
        """
        until = time.monotonic() + seconds
        while (moment := time.monotonic()) < until:
            self._reap()
            while self.waiting and self.waiting[0][0] <= moment and len(self.running) < SESSIONS:
                _due, seed, role = heapq.heappop(self.waiting)
                self._start(role, seed)
            time.sleep(POLL)

    def stop(self) -> None:
        """End everybody and wait for them."""
        for pid in self.running:
            os.kill(pid, signal.SIGTERM)
        for pid in list(self.running):
            os.waitpid(pid, 0)
        self.running.clear()

    def _start(self, role: Role, seed: int) -> None:
        pid = os.fork()
        if pid == 0:
            _live(self.world, role, seed)
        self.running[pid] = role

    def _reap(self) -> None:
        """Count how every ended process ended, and invite who was killed as anybody else."""
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            role = self.running.pop(pid)
            self.ended[_end(status)] += 1
            self.invite(role)


def _end(status: int) -> str:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return CRASHED
    return FAILED if status else DONE


def _live(world: World, role: Role, seed: int) -> None:
    """Be one person for one visit; never returns."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    try:
        _visit(world, role, random.Random(seed))
    except BaseException:
        world.note("failure", traceback.format_exc().replace("\n", " | "))
        os._exit(1)
    os._exit(0)


def _visit(world: World, role: Role, dice: random.Random) -> None:
    try:
        with connection.execute_wrapper(_crashing(world, dice)):
            _try(world, role, dice)
    finally:
        connections.close_all()


def _try(world: World, role: Role, dice: random.Random) -> None:
    try:
        role.act(world, User.objects.get(pk=role.person), dice)
        world.note("act", role.act.__name__)
    except REFUSALS as refusal:
        world.note("refused", type(refusal).__name__)


def _crashing(world: World, dice: random.Random) -> Callable[..., Any]:
    """Return a wrapper that kills the process before or after a statement, now and then."""

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not world.draining and dice.random() < world.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        done = execute(sql, params, many, context)
        if not world.draining and dice.random() < world.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return run
