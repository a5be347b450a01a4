"""Sign-in, cookies, content security policy."""

from __future__ import annotations

from csp.constants import NONE, SELF

from kooperacje.settings.environment import BASE_DOMAIN, ENV

SECRET_KEY = ENV.str("KOOPERACJE_SECRET_KEY", default="")
# The root of all field keys; separate from SECRET_KEY so that either can be rotated alone.
FIELD_KEY = ENV.str("KOOPERACJE_FIELD_KEY", default=SECRET_KEY)
# The root of the signature under the region's releases; public keys it had before stay trusted.
RELEASE_KEY = ENV.str("KOOPERACJE_RELEASE_KEY", default=FIELD_KEY)
RELEASE_FORMER_KEYS = ENV.list("KOOPERACJE_RELEASE_FORMER_KEYS", default=[])
ALLOWED_HOSTS = [f".{BASE_DOMAIN}", BASE_DOMAIN, *ENV.list("KOOPERACJE_HOSTS", default=[])]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Without it axes looks for a field "email", finds none and never stops the right password.
AXES_USERNAME_CALLABLE = "web.account.forms.typed_address"
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesja"
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "web.shell.problems.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
