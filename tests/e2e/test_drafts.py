"""Drafts kept by the browser: back after a lost connection, gone when saved, never another account's."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route

SCRIPT = Path(__file__).parents[2] / "platform/web/shell/static/shell/drafts.js"
HERE = "http://miasto.localhost/formularz"
FORM = """<!doctype html><div data-drafts="{owner}" data-kept="Przywrócono." data-discard="Od nowa"
 data-keep-state></div>
<form method="post" data-keep="plan:1"><input type="hidden" name="key" value="{key}">
<input name="place"><input type="checkbox" name="members" value="a" checked>
<input type="checkbox" name="members" value="b" checked><textarea name="words"></textarea></form>
<div data-drafts="{owner}" data-restored="Wrócił." data-saving="Zapisuję" data-unsaved="Niezapisane"
 data-expired="Sesja wygasła" data-offline="Brak połączenia">
<form method="post" action="/zapis" data-draft="p1"><input type="hidden" name="version" value="0">
<textarea name="text" id="text"></textarea><div data-conflict hidden><p data-message></p><span data-by></span>
<div data-theirs></div><button type="button" data-join>Dołącz</button></div>
<button>Zapisz</button><span data-state></span></form>
<form method="post" action="/obecni" data-autosave="presence:1">
<select name="anna" id="anna"><option value=""><option value="yes"></select>
<select name="jan" id="jan"><option value=""><option value="yes"></select>
<span data-state></span></form></div>
<script type="module" src="/drafts.js"></script>"""


class Server:
    """What the town answers, as the test tells it."""

    def __init__(self, page: Page) -> None:
        self.owner, self.key = "ewa", "k1"
        self.answer: tuple[int, str] | None = (200, '{"version": 1, "saved": "Zapisano"}')
        page.route("http://miasto.localhost/**", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix("http://miasto.localhost")
        if path == "/drafts.js":
            script = SCRIPT.read_text(encoding="utf-8")
            route.fulfill(body=script, content_type="text/javascript")
        elif path in {"/zapis", "/obecni"}:
            if self.answer is None:
                route.abort()
            else:
                status, body = self.answer
                route.fulfill(status=status, body=body, content_type="application/json")
        else:
            body = FORM.format(owner=self.owner, key=self.key)
            route.fulfill(body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def server(page: Page) -> Server:
    return Server(page)


def _fill(page: Page) -> None:
    page.goto(HERE)
    page.fill("[name=place]", "Ośrodek")
    page.uncheck("[value=b]")
    page.fill("[name=words]", "Długi tekst")


def test_a_form_comes_back_with_its_key_until_the_server_has_it(
    page: Page, server: Server, context: BrowserContext
) -> None:
    _fill(page)
    server.key = "k2"  # a fresh form after the session ended
    page.goto(HERE)
    assert page.input_value("[name=place]") == "Ośrodek"
    assert page.input_value("[name=words]") == "Długi tekst"
    assert page.is_checked("[value=a]")
    assert not page.is_checked("[value=b]")
    assert page.input_value("[name=key]") == "k1"
    assert "Przywrócono." in page.inner_text("[data-keep-state]")
    context.add_cookies([{"name": "kp_saved", "value": "k1", "url": HERE}])
    page.goto(HERE)
    assert page.input_value("[name=place]") == ""
    assert not [one for one in context.cookies() if one["name"] == "kp_saved"]


def test_begun_anew_nothing_is_kept(page: Page, server: Server) -> None:
    _fill(page)
    page.goto(HERE)
    page.click("text=Od nowa")
    page.wait_for_load_state()
    assert page.input_value("[name=place]") == ""
    assert server.owner == "ewa"


def test_another_account_on_the_same_computer_finds_nothing(page: Page, server: Server) -> None:
    _fill(page)
    server.owner = "jan"
    page.goto(HERE)
    assert page.input_value("[name=place]") == ""
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_without_a_connection_a_text_waits_and_is_forgotten_once_saved(page: Page, server: Server) -> None:
    server.answer = None
    page.goto(HERE)
    page.fill("#text", "Zapis ze spotkania")
    page.click("text=Zapisz")
    page.wait_for_selector("text=Brak połączenia")
    page.goto(HERE)
    assert page.input_value("#text") == "Zapis ze spotkania"
    server.answer = (200, '{"version": 1, "saved": "Zapisano"}')
    page.click("text=Zapisz")
    page.wait_for_selector("text=Zapisano")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_two_who_write_at_once_see_both_texts(page: Page, server: Server) -> None:
    server.answer = (409, '{"message": "Ktoś zmienił", "theirs": "Ich tekst", "by": "Jan", "version": 4}')
    page.goto(HERE)
    page.fill("#text", "Mój tekst")
    page.click("text=Zapisz")
    page.wait_for_selector("text=Ich tekst")
    assert page.input_value("#text") == "Mój tekst"
    page.click("text=Dołącz")
    assert page.input_value("#text") == "Ich tekst\n\nMój tekst"
    assert page.input_value("[name=version]") == "4"


def test_a_list_of_presence_goes_in_order_and_survives_an_ended_session(page: Page, server: Server) -> None:
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.post_data or "") if one.url.endswith("/obecni") else None)
    page.goto(HERE)
    server.answer = None  # neither network nor session
    page.select_option("#anna", "yes")
    page.select_option("#jan", "yes")
    page.wait_for_selector("text=Brak połączenia")
    server.answer = (200, '{"version": 0, "saved": "Obecność zapisana"}')
    page.goto(HERE)
    page.wait_for_selector("text=Obecność zapisana")
    assert (page.input_value("#anna"), page.input_value("#jan")) == ("yes", "yes")
    assert sent[-1].count("yes") == 2
    assert page.evaluate("Object.keys(localStorage).length") == 0
