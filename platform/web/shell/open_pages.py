"""Pages that everybody may read without an account, and that browsers and proxies may keep for a while."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers

from web.shell.context import LANGUAGES

if TYPE_CHECKING:
    from kooperacje.http import AppRequest

P = ParamSpec("P")
View = Callable[Concatenate["AppRequest", P], HttpResponseBase]

KEPT_FOR = 300
LANGUAGE = "jezyk"


def kept_a_while(view: View[P]) -> View[P]:
    """Let copies of a page be kept, unless somebody is signed in: then the frame bears their name.

    `?jezyk=uk` remembers a language by a link, since a form with a token would make every copy differ.
    """

    @wraps(view)
    def answered(request: AppRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        chosen = request.GET.get(LANGUAGE)
        if chosen in dict(LANGUAGES):
            query = request.GET.copy()
            del query[LANGUAGE]
            answer: HttpResponseBase = redirect(f"{request.path}?{query.urlencode()}".rstrip("?"))
            answer.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                str(chosen),
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
                samesite="Lax",
            )
            return answer
        answer = view(request, *args, **kwargs)
        if request.actor is None:
            patch_cache_control(answer, public=True, max_age=KEPT_FOR)
        else:
            patch_cache_control(answer, private=True, no_store=True)
        patch_vary_headers(answer, ["Cookie", "Accept-Language"])
        return answer

    return answered


def frame(request: AppRequest) -> dict[str, object]:
    """What the frame of a public page needs: links instead of a form with a token."""
    query = request.GET.copy()
    query.pop(LANGUAGE, None)
    links = []
    for code, name in LANGUAGES:
        query[LANGUAGE] = code
        links.append({"code": code, "name": name, "url": f"?{query.urlencode()}"})
    return {"language_links": links}
