"""The processes of the library under one supervisor (supervisord) in the foreground.

See ``docs/decisions/0001-supervisor.md`` for the choice.
"""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from cms.firstrun.places import PID_FILE

CONFIG_FILE = "supervisord.conf"
LOG_SIZE = "10MB"
LOG_COPIES = 5


@dataclass(frozen=True, slots=True)
class Program:
    """A supervised process: its name in the log, its command, seconds given to it to stop."""

    name: str
    command: tuple[str, ...]
    stop_seconds: int


def programs(*, host: str, port: int, workers: int, threads: int) -> list[Program]:
    """Return what has to run: web, tasks, mail, search, saved searches, reviews, lessons."""
    python = sys.executable
    web = (
        *(python, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *(
            "--respawn-failed-workers",
            "--workers-kill-timeout",
            "8",
            "cms.firstrun.web:application",
        ),
    )
    return [
        Program("web", web, 10),
        Program("tasks", (python, "manage.py", "db_worker", "--queue-name", "*"), 20),
        Program("digests", (python, "manage.py", "send_digests", "--every", "300"), 90),
        Program("search", (python, "manage.py", "search_writer"), 20),
        Program("saved", (python, "manage.py", "search_sweep", "--every", "60"), 20),
        Program("review", (python, "manage.py", "review_sweep", "--every", "300"), 20),
        Program("lessons", (python, "manage.py", "tell_teachers", "--every", "30"), 20),
    ]


def write_config(*, data_dir: Path, project_dir: Path, running: list[Program]) -> Path:
    """Write the supervisor's configuration into ``data_dir`` and return its path."""
    (data_dir / "logs").mkdir(exist_ok=True)
    sections = [
        _supervisor_section(data_dir, project_dir),
        *(_program_section(program, data_dir) for program in running),
        _console_section(data_dir),
    ]
    path = data_dir / CONFIG_FILE
    path.write_text("\n".join(sections), encoding="utf-8")
    return path


def become_supervisor(config: Path) -> None:
    """Replace this process by supervisord in the foreground; it does not return.

    Being the same process, it gets the Ctrl-C and the SIGTERM meant for ``manage.py serve``.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord", "-n", "-c"]
    os.execv(sys.executable, [*command, str(config)])  # noqa: S606 # nosec B606 (no shell)


def _supervisor_section(data_dir: Path, project_dir: Path) -> str:
    user = "user=root\n" if os.geteuid() == 0 else ""
    return (
        "[supervisord]\nnodaemon=true\n"
        f"{user}"
        f"directory={_escape(project_dir)}\n"
        f"pidfile={_escape(data_dir / PID_FILE)}\n"
        f"logfile={_escape(data_dir / 'logs' / 'supervisor.log')}\n"
        f"logfile_maxbytes={LOG_SIZE}\nlogfile_backups={LOG_COPIES}\n"
        f"childlogdir={_escape(data_dir / 'logs')}\n"
    )


def _program_section(program: Program, data_dir: Path) -> str:
    return (
        f"[program:{program.name}]\n"
        f"command={_escape(shlex.join([*_tied_to_parent(), *program.command]))}\n"
        "autostart=true\nautorestart=true\nstartsecs=2\nstartretries=1000000\n"
        f"stopwaitsecs={program.stop_seconds}\nstopasgroup=true\nkillasgroup=true\n"
        "redirect_stderr=true\nstdout_events_enabled=true\n"
        f"stdout_logfile={_escape(data_dir / 'logs' / program.name)}.log\n"
        f"stdout_logfile_maxbytes={LOG_SIZE}\nstdout_logfile_backups={LOG_COPIES}\n"
    )


def _console_section(data_dir: Path) -> str:
    """The listener that repeats the log lines on the terminal, each with its program's name."""
    command = shlex.join([*_tied_to_parent(), sys.executable, "-m", "cms.firstrun.console"])
    # A socket (systemd's journal) cannot be opened by name; the lines then go to a file.
    is_socket = stat.S_ISSOCK(os.fstat(1).st_mode)
    terminal = data_dir / "logs" / "console.log" if is_socket else "/dev/stdout"
    return (
        "[eventlistener:console]\n"
        f"command={_escape(command)}\n"
        "events=PROCESS_LOG,PROCESS_STATE_RUNNING\nbuffer_size=2000\nautorestart=true\n"
        "priority=1\nstopwaitsecs=3\n"
        f"stderr_logfile={_escape(terminal)}\nstderr_logfile_maxbytes=0\n"
    )


def _tied_to_parent() -> list[str]:
    """A prefix that ends the program when the supervisor itself is killed, where there is one."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def _escape(value: object) -> str:
    """Double the per cent signs, which the configuration format would otherwise expand."""
    return str(value).replace("%", "%%")
