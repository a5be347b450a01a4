"""A form that is sent again with other words, as after the browser's "back".

Whatever makes something carries a key, so that a double click or a lost answer has one effect. Alone, the
key would swallow a correction: the person changes a word, sends, and believes it is saved. So the session
remembers the keys that went through, each with a digest of what was sent. The same again still has one
effect; something else is told to the person, and the form gets a new key, to be sent knowingly. A change of
what is there already needs none of this: it names the version that it was made from.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

KEYS: Final = ("key", "klucz")
# What a form was filled in from: where it stands, a change of something older is refused by itself.
_FILLED_FROM: Final = ("version", "seen")
_PLACE: Final = "sent"
_KEPT: Final = 40
_NO_CONTENT: Final = {*KEYS, "csrfmiddlewaretoken"}
_WENT_THROUGH: Final = (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.NO_CONTENT)


def notice(request: HttpRequest) -> None:
    """Mark what is sent when its key went through before with something else (`BaseForm` reads the mark)."""
    name, form = _form(request)
    if form:
        sent = request.session.get(_PLACE, {}).get(form)
        if sent is not None and not constant_time_compare(sent, _digest(request)):
            request.POST.sent_before = name  # type: ignore[attr-defined]


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep the key of a form that went through, and not a word of what was in it."""
    _name, form = _form(request)
    if form and response.status_code in _WENT_THROUGH:
        kept = {known: digest for known, digest in request.session.get(_PLACE, {}).items() if known != form}
        newest = list(kept.items())[-(_KEPT - 1) :]
        request.session[_PLACE] = {**dict(newest), form: _digest(request)}


def _form(request: HttpRequest) -> tuple[str, str]:
    """The field with the key, and which form it is: the key at its address; nothing where there is none."""
    if request.method != "POST" or any(request.POST.get(name) for name in _FILLED_FROM):
        return "", ""
    name, key = next(((name, key) for name in KEYS if (key := request.POST.get(name, ""))), ("", ""))
    return name, _hash(f"{request.path} {key}") if key else ""


def _digest(request: HttpRequest) -> str:
    """Of everything that was sent under the key, files by name and size."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in _NO_CONTENT]
    files = [(name, [(file.name, file.size) for file in many]) for name, many in request.FILES.lists()]
    return _hash(repr((sorted(fields), sorted(files))))


def _hash(text: str) -> str:
    return salted_hmac("web.shell.sending", text).hexdigest()
