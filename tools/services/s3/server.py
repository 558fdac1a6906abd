"""Running S3Proxy with its blobs in a folder."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.maven import class_path, java
from tools.services.processes import (
    as_user,
    folder_for,
    free_port,
    listens,
    running,
)

POM = Path(__file__).parent / "pom.xml"
BUCKET = "mesh"
# Without it every byte that travels is told.
LOGGING = """<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%level %logger{0} %msg%n</pattern></encoder>
  </appender>
  <root level="warn"><appender-ref ref="out"/></root>
</configuration>
"""


@contextmanager
def s3(parent: Path) -> Iterator[dict[str, str]]:
    """Run the store in ``parent``; gives the ``S3_*`` settings. The bucket is there already."""
    jars = class_path(POM)
    # Java stays who we are: the jars lie in our own Maven folder, which another user cannot read.
    port = free_port()
    folder = folder_for(parent, "s3", None)
    # S3Proxy takes the rights of the folder for those of the bucket: what others may read on this
    # machine is public in S3.
    (folder / "blobs").mkdir()
    (folder / "blobs" / BUCKET).mkdir(mode=0o700)
    key, secret = "mesh" + secrets.token_hex(4), secrets.token_hex(20)
    configuration = folder / "s3proxy.conf"
    configuration.write_text(_configuration(port, folder / "blobs", key, secret), encoding="ascii")
    logging = folder / "logback.xml"
    logging.write_text(LOGGING, encoding="ascii")
    command = [java(), "-Xmx192m", "-XX:+UseSerialGC", f"-Dlogback.configurationFile={logging}"]
    command += ["-cp", jars, "org.gaul.s3proxy.Main", "--properties", str(configuration)]
    with running(
        "S3Proxy",
        as_user(command, None),
        log=folder / "server.log",
        answers=lambda: listens(port),
    ):
        yield {
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY": key,
            "S3_SECRET_KEY": secret,
        }


def _configuration(port: int, blobs: Path, key: str, secret: str) -> str:
    return (
        f"s3proxy.endpoint=http://127.0.0.1:{port}\n"
        "s3proxy.authorization=aws-v4\n"
        f"s3proxy.identity={key}\n"
        f"s3proxy.credential={secret}\n"
        "jclouds.provider=filesystem-nio2\n"
        f"jclouds.filesystem.basedir={blobs}\n"
        "jclouds.identity=unused\njclouds.credential=unused\n"
    )
