"""Settings shared by every form of the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from cms.settings import env
from cms.settings.sign_in import *

django_stubs_ext.monkeypatch()

PROJECT_DIR = env.PROJECT_DIR
DATA_DIR = env.data_dir()
# Real material for tests and the first import; optional.
SHARED_DATA_DIR = Path(
    env.text("MESH_SHARED_DATA", str(PROJECT_DIR.parent / "shared" / "data"))
).expanduser()
SECRET_KEY = env.secret_key(DATA_DIR)
DEBUG = env.flag("DEBUG")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
PORT = env.number("PORT", 8000)
BASE_URL = env.text("BASE_URL", f"http://localhost:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
# What ``manage.py serve`` starts.
LISTEN = env.text("LISTEN", "127.0.0.1")
WEB_WORKERS = env.number("WEB_WORKERS", 2)
WEB_THREADS = env.number("WEB_THREADS", 4)
DEMO = env.flag("DEMO", default=True)
# "required" for those who decide about others; "optional" lets the demo be tried by a password.
SECOND_FACTOR = env.text("SECOND_FACTOR", "optional" if DEMO else "required")

INSTALLED_APPS = [
    "core",
    "ui",
    "accounts",
    "notices",
    "media_pipeline",
    "framework",
    "assessment",
    "learning_objects",
    "moderation",
    "search",
    "exporters",
    "school",
    "schedule",
    "journal",
    "diary",
    "cms",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.contrib.typed_table_block",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "cms.operations.middleware.OperationsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LanguageMiddleware",
    "cms.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.OneTimePasswordMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cms.middleware.NotAllowedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.LastSeenMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.SignInBackend",
    "accounts.backends.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.NewPasswordForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "accounts.forms.sign_in.ConfirmPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
# Where people land after signing in: the first of their roles in this order decides. A name with
# a dot is not a role but an action that they may do ("journal.have_lessons").
START_PAGES = {
    "author": "cabinet:list",
    "methodologist": "cabinet:list",
    "moderator": "moderation:queue",
    "chief_moderator": "moderation:queue",
    "administrator": "accounts:people",
    "journal.have_lessons": "journal:week",
    "school.lead": "school:schools",
    "diary.keep": "diary:week",
}
# Guessing: five wrong passwords for one login, twenty from one address, then a pause.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/5m/ip,5/5m/key",
    "login": "60/m/ip",
    "invitation": "20/5m/ip",
    # A reader reports a problem: a whole school may sit behind one address.
    "complaint": "20/h/ip,30/d/key",
    # What readers open from the results; whole schools stand behind one address.
    "search_chosen": "3000/h/ip",
    # What teachers ask the authors for.
    "search_wish": "60/h/ip,20/d/key",
    # Trying items of the bank: formulas cost a process's time.
    "score_item": "6000/h/ip,120/m/key",
}

# Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Moscow")
USE_I18N = True
USE_TZ = True

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Where the proxy in front fetches files of the bucket itself; empty: the library passes them on.
S3_PROXY_LOCATION = ""
MAX_BODY_BYTES = 60 * 1024 * 1024  # the largest document (50 MB) and the form around it
# Packages of the region: where they wait, and how large an uploaded one may be.
PACKAGES_DIR = DATA_DIR / "packages"
PACKAGE_MAX_BYTES = env.number("PACKAGE_MAX_MB", 2048) * 1024 * 1024
LARGE_BODIES = {"/packages/upload/": PACKAGE_MAX_BYTES + 1024 * 1024}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Database: WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start
# of a transaction, so that two writers wait for each other instead of failing half-way.
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
            ),
        },
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ``default`` must be shared by all processes (limits against guessing count in it); ``pages``
# holds rendered immutable things and may differ between processes.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# A browser keeps cookies by host, not by port: two libraries on one laptop would sign each
# other's people out.
SESSION_COOKIE_NAME = "sessionid" if PORT == 8000 else f"sessionid_{PORT}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Cookies travel over HTTPS only, unless the address itself is plain http (one's own laptop).
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
CSRF_COOKIE_SAMESITE = "Lax"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Links in drafts are looked at in the background: "public" addresses alone, or "off".
LINK_CHECKS = env.text("LINK_CHECKS", "public")

# Search ---------------------------------------------------------------------------------------
# Embedded tantivy in a folder, or a cluster for several machines.
SEARCH_ENGINE = env.text("SEARCH_ENGINE", "tantivy")
SEARCH_URL = env.names("SEARCH_URL")
SEARCH_PREFIX = env.text("SEARCH_PREFIX", "mesh")
SEARCH_CA_FILE = env.text("SEARCH_CA_FILE")
SEARCH_INDEX_DIR = DATA_DIR / "index"
# What is looked for, in numbers: written so often by each process, kept so many days.
SEARCH_LOG_SECONDS = env.number("SEARCH_LOG_SECONDS", 30)
SEARCH_LOG_DAYS = env.number("SEARCH_LOG_DAYS", 400)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = MFA_TOTP_ISSUER = "МЭШ · библиотека"
# Passkeys work over https, and on one's own laptop over http.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BASE_URL.startswith("https://")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAILIMAGES_IMAGE_MODEL = "media_pipeline.MediaImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media_pipeline.MediaDocument"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp", "gif", "svg"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "media_pipeline.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media_pipeline.forms.DocumentForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "docx", "pptx", "xlsx", "odt", "odp", "ods", "csv", "txt", "md", "vtt", "srt",
]  # fmt: skip
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_AUTOSAVE_INTERVAL = 6000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "moderation.workflow_finish.publish_reviewed_revision"
TAGGIT_CASE_INSENSITIVE = True

# Security -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's own admin needs inline scripts and styles; only its addresses get this policy.
STUDIO_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

# Running it -----------------------------------------------------------------------------------
METRICS_TOKEN = env.text("METRICS_TOKEN")
INTERNAL_NETWORKS = env.names("INTERNAL_NETWORKS")
MAX_LAG_SECONDS = env.number("MAX_LAG_SECONDS", 600)
# Counters of the web processes, thrown away when the server starts.
METRICS_DIR = DATA_DIR / "metrics"

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_TIMEOUT = 60  # seconds; a digest that hangs longer is taken over by another worker
NOTICE_DAYS_READ = env.number("NOTICE_DAYS_READ", 90)
NOTICE_DAYS = env.number("NOTICE_DAYS", 365)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "library@localhost")

# A line for each task and each saved draft would drown what people have to see.
_QUIET = env.text("LOG_LEVEL", "WARNING")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        # The worker's command sets its loggers to INFO itself: only a handler can keep them quiet.
        "tasks": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "level": _QUIET,
        },
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {name: {"level": _QUIET} for name in ("wagtail", "pymorphy3")}
    | {
        name: {"handlers": ["tasks"], "propagate": False}
        for name in ("django_tasks", "django_tasks_db")
    }
    # Every request to a search cluster is a line there; what fails, search says itself.
    | {name: {"level": "ERROR"} for name in ("opensearch", "opensearchpy", "elastic_transport")},
}
