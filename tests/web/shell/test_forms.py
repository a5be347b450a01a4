"""Forms: the design system's markup, sentences that name the field, the domain's refusals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils.translation import override

from core.shared.errors import DomainError, NotVisibleError
from web.shell.forms import BaseForm, DayField, FormError, errors_of, run


class Visit(BaseForm):
    name = forms.CharField(label="Nazwa", help_text="Pełna nazwa.")
    on = DayField(label="Dzień wizyty")
    kind = forms.ChoiceField(label="Rodzaj", choices=[("a", "Dom"), ("b", "Biuro")], widget=forms.RadioSelect)
    note = forms.CharField(label="Uwagi", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="Zgoda")


GOOD = {"name": " Anna ", "on_day": "5", "on_month": "10", "on_year": "2026", "kind": "a", "agreed": "on"}


class TooLateError(DomainError):
    code = "too_late"
    text = "Dzień już minął."
    field = "on"


def test_values_are_stripped_and_the_date_comes_from_three_boxes() -> None:
    form = Visit(GOOD)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Anna"
    assert form.cleaned_data["on"] == date(2026, 10, 5)


def test_a_whole_date_under_the_own_name_is_taken_too() -> None:
    data = {key: value for key, value in GOOD.items() if not key.startswith("on_")} | {"on": "05.10.2026"}

    form = Visit(data)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 10, 5)


@pytest.mark.parametrize(
    "typed", [("31", "2", "2026"), ("x", "1", "2026"), ("1", "", "2026"), ("5", "10", "26")]
)
def test_no_date_is_refused_and_stays_in_the_boxes(typed: tuple[str, str, str]) -> None:
    form = Visit(GOOD | dict(zip(("on_day", "on_month", "on_year"), typed, strict=True)))

    assert list(form.errors) == ["on"]
    html = form.render()
    for part, value in zip(("day", "month", "year"), typed, strict=True):
        assert f'name="on_{part}"' in html
        assert f'value="{value}"' in html


def test_an_empty_form_says_which_field_and_what_to_do() -> None:
    with override("pl"):
        form = Visit({})

        assert errors_of(form) == [
            FormError("Wypełnij pole „Nazwa”.", "id_name"),
            FormError("Podaj datę.", "id_on_0"),
            FormError("Wybierz odpowiedź w polu „Rodzaj”.", "id_kind_0"),
            FormError("Zaznacz „Zgoda”, aby przejść dalej.", "id_agreed"),
        ]


def test_markup_ties_label_hint_and_error_to_the_control() -> None:
    html = " ".join(Visit({}).render().split())

    assert '<label class="govuk-label govuk-!-font-weight-bold" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert "govuk-input--error" in html
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_kind_error">' in html
    assert " required" not in html
    assert "style=" not in html


def test_every_target_of_the_summary_exists() -> None:
    form = Visit({})
    html = form.render()

    for error in errors_of(form):
        assert f'id="{error.target}"' in html


def test_what_the_domain_refuses_stands_at_its_field() -> None:
    form = Visit(GOOD)

    def too_late() -> None:
        raise TooLateError

    assert run(form, too_late) is None
    assert form.errors["on"] == ["Dzień już minął."]


def test_a_refusal_for_a_field_that_the_form_lacks_stands_above_it() -> None:
    class Other(BaseForm):
        name = forms.CharField()

    form = Other({"name": "x"})

    def too_late() -> None:
        raise TooLateError

    assert run(form, too_late) is None
    assert errors_of(form) == [FormError("Dzień już minął.")]


def test_an_object_that_must_not_be_known_stays_a_404() -> None:
    def hidden() -> None:
        raise NotVisibleError

    with pytest.raises(NotVisibleError):
        run(Visit(GOOD), hidden)


def test_the_operation_runs_only_on_a_valid_form() -> None:
    called: list[Any] = []

    assert run(Visit({}), lambda: called.append(1)) is None
    assert called == []

    done = run(Visit(GOOD), lambda: 17)
    assert done is not None
    assert done.result == 17


def test_no_attribute_of_a_control_leaves_its_quotes() -> None:
    class Open(BaseForm):
        name = forms.CharField(
            widget=forms.TextInput(attrs={"placeholder": '"><b>x</b>', "disabled": True, "hidden": False})
        )

    written = str(Open()["name"])
    assert 'placeholder="&quot;&gt;&lt;b&gt;x&lt;/b&gt;"' in written
    assert " disabled" in written
    assert "hidden" not in written
