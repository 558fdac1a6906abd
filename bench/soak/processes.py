"""Real processes: forks of one that has everything imported, killed within their statements."""

from __future__ import annotations

import gc
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
    """The running processes; a killed one is replaced until the end of the soak."""

    world: World
    seed: int = 1
    running: dict[int, Role] = field(default_factory=dict)
    ended: Counter[str] = field(default_factory=Counter)

    def start(self, role: Role) -> None:
        """Fork a process for a role. The caller has no open connection."""
        self.seed += 1
        pid = os.fork()
        if pid == 0:
            _live(self.world, role, self.seed)
        self.running[pid] = role

    def replace_dead(self) -> None:
        """Start anew who was killed; count how every ended process ended."""
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            role = self.running.pop(pid)
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            self.ended["crashed" if killed else "failed"] += 1
            if killed:
                self.start(role)

    def stop(self) -> None:
        """End everybody and wait for them."""
        for pid in self.running:
            os.kill(pid, signal.SIGTERM)
        for pid in list(self.running):
            os.waitpid(pid, 0)
        self.running.clear()


def _live(world: World, role: Role, seed: int) -> None:
    """Be one person until the supervisor ends the process; never returns."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    gc.freeze()
    dice = random.Random(seed)
    try:
        while True:
            time.sleep(dice.expovariate(1 / role.pause))
            with world.session():
                _visit(world, role, dice)
    except BaseException:
        world.note("failure", traceback.format_exc().replace("\n", " | "))
        os._exit(1)


def _visit(world: World, role: Role, dice: random.Random) -> None:
    person = User.objects.get(pk=role.person)
    try:
        with connection.execute_wrapper(_crashing(world, dice)):
            role.act(world, person, dice)
        world.note("act", role.act.__name__)
    except REFUSALS as refusal:
        world.note("refused", type(refusal).__name__)
    finally:
        connections.close_all()


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
