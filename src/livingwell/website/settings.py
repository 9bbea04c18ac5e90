"""Settings. Everything that differs between a laptop and a place's own server comes from the environment."""

import os
from pathlib import Path

from livingwell.design.jinja import template_dirs
from livingwell.website.database.connections import settings_for
from livingwell.website.database.keys import WordsKeys, key

PROJECT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("LIVINGWELL_VAR", PROJECT / "var"))

SECRET_KEY = key(VAR, "django").hex()
VIEWER_KEY = key(VAR, "viewer")  # signs the viewer's name to the database; access/naming.py
WORDS_KEYS = WordsKeys(VAR)  # seal what people wrote, in its column; `livingwell new_key` begins another

VIEWER_LASTS = 600  # seconds a signed name is good for: a transaction is named once, at its beginning

# The place this server runs, and whether it is made up. Demonstration mode opens a page to walk in as each of the
# cast; website/demonstration.py refuses it on any database that was not made by `livingwell demo`.
PLACE = os.environ.get("LIVINGWELL_PLACE", "brackwell")
PACKS = Path(os.environ.get("LIVINGWELL_PACKS", VAR / "packs"))  # a place's own pack, beside those that come with us
DEMONSTRATION = os.environ.get("LIVINGWELL_DEMONSTRATION") == "yes"

DEBUG = False
ALLOWED_HOSTS = os.environ.get("LIVINGWELL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = os.environ.get("LIVINGWELL_HTTPS") == "yes"
# Where links in messages lead: written by a worker, which no request has told under which name it was asked.
ADDRESS = os.environ.get("LIVINGWELL_ADDRESS") or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"

ROOMS = [
    "website",
    "glass",
    "huddles",
    "measures",
    "plans",
    "conversations",
    "introductions",
    "rights",
    "journeys",
    "messages",
    "people",
    "access",
    "places",
    "accounts",
    "post",
    "record",
    "sealed",
    "design",
]
INSTALLED_APPS = [
    *[f"livingwell.{room}" for room in ROOMS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "livingwell.website.middleware.PrivateMiddleware",
    "livingwell.website.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "livingwell.website.urls"
WSGI_APPLICATION = "livingwell.website.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": template_dirs(),
        "OPTIONS": {
            "environment": "livingwell.design.jinja.environment",
            "context_processors": [
                "livingwell.website.context.everywhere",
            ],
        },
    },
    # allauth's own forms render widgets through Django's engine; every page of ours is Jinja.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

FOR_TESTS = os.environ.get("LIVINGWELL_FOR_TESTS") == "yes"
DATABASES = {"default": settings_for(os.environ, folder=VAR, for_tests=FOR_TESTS)}
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # email is unique whatever its capitals, by a constraint that check cannot read
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

# Throttles count here; PostgreSQL is the only engine, so the cache is a table of it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "website_cache"}}

# -- signing in -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["livingwell.website.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "livingwell.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that reached it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LIVINGWELL_PROXIES", "0"))  # 1 behind one of the place's own
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
# Slow down, never lock: ten wrong tries a minute from one address; a nurse can always try again next minute.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "passkey_ask": "120/m/ip",  # there is nothing to guess in a passkey; each is asked for before it is shown
    # The words to My page; website/knocking.py. Over a link's ceiling an address is still heard while it is calm.
    "own_words": "60/m/ip",
    "own_words_calm": "5/m/ip",
    "own_words_link": "120/m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is two factors: the device, and its own lock
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # a whole ward behind one address, in the same minute
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "livingwell"
MFA_ADAPTER = "livingwell.accounts.adapter.SecondFactorAdapter"

SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = (
    "same-origin"  # with "no-referrer" a browser sends its forms with the origin "null", which CSRF refuses
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "livingwell.website.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = ["livingwell.design.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # each is held in memory; no form of the house asks for two

# -- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

# -- files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Once `livingwell prepare` has gathered them: compressed, and named by their content so that a phone may keep them.
GATHERED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not GATHERED
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if GATHERED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- post -------------------------------------------------------------------------------------------------------------
POST_SMTP_HOST = os.environ.get("LIVINGWELL_SMTP_HOST", "")
POST_SMTP_PORT = int(os.environ.get("LIVINGWELL_SMTP_PORT", "25"))
POST_SMTP_USER = os.environ.get("LIVINGWELL_SMTP_USER", "")
POST_SMTP_PASSWORD = os.environ.get("LIVINGWELL_SMTP_PASSWORD", "")
POST_SMTP_TLS = os.environ.get("LIVINGWELL_SMTP_TLS", "yes") == "yes"
POST_SENDER = os.environ.get("LIVINGWELL_SENDER", "hello@localhost")
POST_FOLDER = VAR / "post"  # where letters to print, and texts without a provider, are laid
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 4, "delete_jobs": "successful"}  # one slow mail server holds one thread
RECORD_ANCHORS = Path(os.environ.get("LIVINGWELL_ANCHORS", VAR / "anchors" / "anchors.txt"))
EMAIL_BACKEND = "livingwell.accounts.mail.PostBackend"  # allauth's sign-in codes go through post like all else

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
