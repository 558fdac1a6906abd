"""A process that answers line by line survives good questions only."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from core.api import LimitedServant
from core.data import ProcessLimits
from core.errors import ProcessStopped

MIB = 1024 * 1024
ECHO = """
import sys, os, time
for line in sys.stdin:
    word = line.strip()
    if word == 'sleep': time.sleep(60)
    if word == 'spin':
        while True: pass
    if word == 'die': os._exit(3)
    if word == 'eat': bytearray(900 << 20)
    if word == 'shout': print('x' * (1 << 20))
    print(word[::-1], os.getpid(), flush=True)
"""


@pytest.fixture
def make():
    made = []

    def start(most_answers: int = 100, **limits: float) -> LimitedServant:
        figures = {"seconds": 5.0, "memory_bytes": 300 * MIB, "output_bytes": 1000} | limits
        command = [sys.executable, "-I", "-S", "-c", ECHO]
        bounds = ProcessLimits(**figures)  # type: ignore[arg-type]
        made.append(
            LimitedServant(command, limits=bounds, most_answers=most_answers, start_seconds=1.0)
        )
        return made[-1]

    yield start
    for servant in made:
        servant.close()


def ask(servant: LimitedServant, word: str) -> list[str]:
    return servant.ask(word.encode()).decode().split()


def test_one_process_answers_many_questions(make) -> None:
    servant = make()
    first, second = ask(servant, "да"), ask(servant, "нет")
    assert (first[0], second[0]) == ("ад", "тен")
    assert first[1] == second[1] == str(servant.pid)


@pytest.mark.parametrize(
    ("word", "code", "limits"),
    [
        ("sleep", "time", {"seconds": 0.2}),
        ("spin", "failed", {"cpu_seconds": 1}),
        ("die", "failed", {}),
        ("eat", "failed", {}),
        ("shout", "output", {}),
    ],
)
def test_a_bad_question_is_lost_and_the_next_is_answered(make, word, code, limits) -> None:
    servant = make(**limits)
    before = ask(servant, "a")[1]
    with pytest.raises(ProcessStopped) as stopped:
        servant.ask(word.encode())
    assert stopped.value.code == code
    after = ask(servant, "ok")
    assert after[0] == "ko"
    assert after[1] != before


def test_a_process_killed_while_it_waits_is_replaced(make) -> None:
    servant = make()
    pid = int(ask(servant, "a")[1])
    os.kill(pid, 9)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert ask(servant, "b")[0] == "b"


def test_it_is_replaced_after_so_many_answers(make) -> None:
    servant = make(most_answers=2)
    pids = [ask(servant, "a")[1] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_threads_get_their_own_answers(make) -> None:
    servant = make()
    wrong = []

    def many(word: str) -> None:
        wrong.extend(word for _ in range(20) if ask(servant, word)[0] != word[::-1])

    threads = [threading.Thread(target=many, args=(f"word{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_forked_child_has_a_process_of_its_own(make) -> None:
    servant = make()
    mine = ask(servant, "a")[1]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, ask(servant, "a")[1].encode())
            servant.close()
        finally:
            os._exit(0)
    os.close(write)
    theirs = os.read(read, 100).decode()
    os.waitpid(child, 0)
    os.close(read)
    assert theirs not in {"", mine}
    assert ask(servant, "b")[1] == mine


def test_it_ends_with_the_program() -> None:
    code = (
        "import sys; from core.servants import LimitedServant;"
        f"s = LimitedServant([sys.executable, '-I', '-S', '-c', {ECHO!r}]);"
        "print(s.ask(b'a').decode().split()[1])"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
