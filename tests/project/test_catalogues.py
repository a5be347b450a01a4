"""The catalogues: what pages and code say is found, translations stay, nothing is answered with nothing."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from kooperacje import catalogues

TEMPLATE = """{% load i18n %}<p title="{% trans "Podpowiedź" %}">
  {% trans 'Zapisz' %}
      {% blocktranslate trimmed count number=rows %}
        Jest {{ number }} sprawa.
      {% plural %}
        Są {{ number }} sprawy.
      {% endblocktranslate %}</p>"""
CODE = """
from django.utils.translation import gettext as _, pgettext
A = _("Cześć, %(name)s.")
B = pgettext("miesiąc", "maj")
C = _(variable)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project with the sources that are looked through."""
    for folder in catalogues.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "core/words.py").write_text(CODE)
    (tmp_path / "platform/page.html").write_text(TEMPLATE)
    return tmp_path


def edit(root: Path, language: str, *pairs: tuple[str, str]) -> None:
    path = catalogues.catalogue_path(root, language)
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def test_sentences_of_templates_and_code_are_found(root: Path) -> None:
    found = {message.id for message in catalogues.collect(root) if message.id}

    assert found == {
        "Podpowiedź",
        "Zapisz",
        ("Jest %(number)s sprawa.", "Są %(number)s sprawy."),
        "Cześć, %(name)s.",
        "maj",
    }


def test_polish_needs_only_its_three_forms(root: Path) -> None:
    states = {state.language: state for state in catalogues.update(root)}

    assert {language: state.total for language, state in states.items()} == {"pl": 1, "en": 5, "uk": 5}
    assert catalogues.catalogue_path(root, "pl").read_text().count("msgstr[") == 3


def test_translations_stay_and_what_is_gone_goes(root: Path) -> None:
    catalogues.update(root)
    edit(root, "en", ('msgid "Zapisz"\nmsgstr ""', 'msgid "Zapisz"\nmsgstr "Save"'))
    (root / "core/words.py").write_text("")

    before = {state.language: state for state in catalogues.check(root)}
    catalogues.update(root)
    after = {state.language: state for state in catalogues.check(root)}

    assert before["en"].obsolete == ["Cześć, %(name)s.", "maj"]
    assert after["en"].obsolete == []
    assert sorted(after["en"].missing) == ["Jest %(number)s sprawa.", "Podpowiedź"]
    assert 'msgstr "Save"' in catalogues.catalogue_path(root, "en").read_text()


def test_a_lost_place_is_reported(root: Path) -> None:
    catalogues.update(root)
    edit(root, "en", ('msgid "Cześć, %(name)s."\nmsgstr ""', 'msgid "Cześć, %(name)s."\nmsgstr "Hello."'))

    states = {state.language: state for state in catalogues.check(root)}

    assert states["en"].bad == ["Cześć, %(name)s."]
    assert not states["en"].complete


def test_compiled_catalogues_answer_and_never_with_nothing(root: Path) -> None:
    catalogues.update(root)
    edit(root, "uk", ('msgid "Zapisz"\nmsgstr ""', 'msgid "Zapisz"\nmsgstr "Зберегти"'))

    assert len(catalogues.compile_catalogues(root)) == 3
    assert catalogues.compile_catalogues(root) == []

    translation = gettext.translation("django", root / "locale", ["uk"])
    assert translation.gettext("Zapisz") == "Зберегти"
    assert translation.gettext("Podpowiedź") == "Podpowiedź"
    assert (
        translation.ngettext("Jest %(number)s sprawa.", "Są %(number)s sprawy.", 5) == "Są %(number)s sprawy."
    )
