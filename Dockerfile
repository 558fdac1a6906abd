# The library as one image; docker-compose.yml runs it as web, worker and search writer.
FROM node:22-bookworm-slim AS browser
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg gettext make postgresql-client util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /srv/mesh mesh
WORKDIR /srv/mesh
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/srv/mesh/.venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=cms.settings.scaled DATA_DIR=/srv/data
COPY requirements.lock ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
COPY --from=browser /build/node_modules node_modules
# Vendor files, catalogues and static files are made once, here, and not by every container.
RUN .venv/bin/python -c "from ui.vendor import copy_vendor_files; copy_vendor_files()" \
    && .venv/bin/python -m tools.messages compile \
    && rm -rf node_modules \
    && mkdir -p /srv/data/packages \
    && SECRET_KEY=only-while-building DJANGO_SETTINGS_MODULE=cms.settings.embedded \
       .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -f /srv/data/secret_key \
    && chown -R mesh:mesh /srv/data
USER mesh
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", \
     "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--respawn-failed-workers", "cms.firstrun.web:application"]
