"""What the services of the scaled form mean for Django's settings; each from its variables."""

from __future__ import annotations

from typing import Any

import dj_database_url

from cms.settings import env


def database() -> dict[str, Any]:
    """Return PostgreSQL as ``DATABASE_URL`` says: connections are kept a minute and tried first."""
    url = env.text("DATABASE_URL", "postgresql:///mesh")
    found: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    )
    # A database that is away is said so in seconds: a request must not wait for minutes.
    options: dict[str, Any] = found.get("OPTIONS") or {}
    return {**found, "OPTIONS": {"connect_timeout": 5, **options}}


def shared_cache(url: str) -> dict[str, Any]:
    """Return the shared cache in Redis; ``url`` may end in the number of a database."""
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5, "health_check_interval": 30},
    }


def files() -> dict[str, Any]:
    """Return the storage of uploaded files: the S3 bucket that ``S3_BUCKET`` names, private."""
    return {
        "BACKEND": "media_pipeline.storage.PrivateS3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("S3_REGION", "us-east-1"),
            # Empty: the machine's own role, or whatever else the S3 client finds by itself.
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "location": env.text("S3_PREFIX"),
            "addressing_style": env.text("S3_ADDRESSING", "path"),
            "signature_version": "s3v4",
            "file_overwrite": False,
            "default_acl": None,
        },
    }
