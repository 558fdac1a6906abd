"""Jars by Maven: what a ``pom.xml`` of ours names, as one class path."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from tools.house import HOUSE
from tools.services.processes import ServiceFailed

KEPT = HOUSE / "var" / "services"


def class_path(pom: Path) -> str:
    """Return the class path of ``pom``'s dependencies, fetched when they are not here yet.

    It is kept in ``var/`` under the digest of the file, so that a second run starts no Maven.
    """
    digest = hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    kept = KEPT / f"{pom.parent.name}-{digest}.classpath"
    if kept.is_file():
        known = kept.read_text(encoding="utf-8").strip()
        if all(Path(jar).is_file() for jar in known.split(":")):
            return known
    maven = shutil.which("mvn")
    if maven is None:
        raise ServiceFailed("mvn is missing; run: sudo apt-get install -y maven")
    KEPT.mkdir(parents=True, exist_ok=True)
    command = [maven, "-q", "-B", "-f", str(pom), "dependency:build-classpath"]
    done = subprocess.run(
        [*command, f"-Dmdep.outputFile={kept}"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ServiceFailed(f"Maven could not fetch {pom.name}:\n{done.stdout[-2000:]}")
    return kept.read_text(encoding="utf-8").strip()


def java() -> str:
    """Return Java's launcher."""
    found = shutil.which("java")
    if found is None:
        raise ServiceFailed("java is missing; run: sudo apt-get install -y openjdk-17-jre-headless")
    return found
