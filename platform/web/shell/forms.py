"""Forms as people see them: one look, one way to say what is wrong.

The browser's own checking is off (`novalidate`): it speaks the browser's language and vanishes after a
second. What people see is the summary and the sentences of the server, the same ones as in GraphQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.forms.utils import pretty_name
from django.template import loader
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError, NotVisibleError
from core.shared.ids import uuid7

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

T = TypeVar("T")

_INPUT = "shell/widgets/input.html"
_ONE_LINE = ("text", "email", "number", "password", "search", "tel", "url", "date", "time", "datetime")
_OWN_TEMPLATES = {
    **{f"django/forms/widgets/{kind}.html": _INPUT for kind in _ONE_LINE},
    "django/forms/widgets/textarea.html": "shell/widgets/textarea.html",
    "django/forms/widgets/select.html": "shell/widgets/select.html",
    "django/forms/widgets/radio.html": "shell/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "shell/widgets/choices.html",
    "django/forms/widgets/checkbox.html": "shell/widgets/checkbox.html",
    "django/forms/widgets/file.html": "shell/widgets/file.html",
    "django/forms/widgets/clearable_file_input.html": "shell/widgets/file.html",
}
_CLASSES = {
    _INPUT: "govuk-input",
    "shell/widgets/textarea.html": "govuk-textarea",
    "shell/widgets/select.html": "govuk-select",
    "shell/widgets/file.html": "govuk-file-upload",
    "shell/widgets/checkbox.html": "govuk-checkboxes__input",
}


class GovukRenderer(BaseRenderer):
    """Renders fields and widgets with the design system's markup (setting ``FORM_RENDERER``)."""

    form_template_name = "shell/forms/form.html"
    formset_template_name = "shell/forms/formset.html"
    field_template_name = "shell/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our template where we have one, Django's own for the rest (hidden inputs and the like)."""
        own = _OWN_TEMPLATES.get(template_name, template_name)
        if own.startswith("django/"):
            return DjangoTemplates().get_template(own)
        return loader.get_template(own)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Add the classes of the design system, which templates cannot work out by themselves."""
        widget = context.get("widget")
        own = _OWN_TEMPLATES.get(template_name, template_name)
        if widget is not None and own in _CLASSES:
            widget["attrs"] = _with_classes(widget["attrs"], _CLASSES[own])
        return str(super().render(template_name, context, request))


def _with_classes(attrs: Mapping[str, Any], base: str) -> dict[str, Any]:
    """The widget's attributes with the design system's class, and its error class when the field is wrong."""
    classes = [base]
    if attrs.get("aria-invalid"):
        classes.append(f"{base}--error")
    if attrs.get("class"):
        classes.append(attrs["class"])
    return {**attrs, "class": " ".join(classes)}


class DateBoxes(forms.Widget):
    """A date in three boxes: day, month, year, in the order in which people here say it.

    A calendar to click is slow for a date of birth and hard for a screen reader. A whole date under
    the field's own name is accepted too (links with a date in them).
    """

    template_name = "shell/widgets/date_boxes.html"
    use_fieldset = True
    parts = (
        ("day", _("Dzień"), "govuk-input--width-2"),
        ("month", _("Miesiąc"), "govuk-input--width-2"),
        ("year", _("Rok"), "govuk-input--width-4"),
    )

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        """``birthday`` lets the browser fill the boxes in: for the reader's own date of birth only."""
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The boxes with what was typed, also when it is no date."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        values = _date_parts(value)
        base = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{base}_{index}",
                "label": label,
                "width": width,
                "value": values[index],
                "autocomplete": f"bday-{part}" if self.birthday else "",
                "invalid": bool(context["widget"]["attrs"].get("aria-invalid")),
            }
            for index, (part, label, width) in enumerate(self.parts)
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:  # noqa: ARG002
        """The three boxes as one ISO date for the field to judge; None when nothing was typed."""
        typed = [str(data.get(f"{name}_{part}", "")).strip() for part, _label, _width in self.parts]
        if not any(typed):
            return data.get(name) or None
        day, month, year = typed
        return f"{year}-{month}-{day}"

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether the form never had the boxes."""
        return name not in data and not any(f"{name}_{part}" in data for part, _label, _width in self.parts)

    def id_for_label(self, id_: str) -> str:
        """Where a link of the error summary leads: the first box."""
        return f"{id_}_0" if id_ else id_


def _date_parts(value: Any) -> tuple[str, str, str]:
    """Day, month, year as text, from a date or from what was typed."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, str) and value.count("-") == 2:  # noqa: PLR2004 - an ISO date has two
        year, month, day = value.split("-")
        return day, month, year
    return "", "", str(value or "")


class DayField(forms.DateField):
    """A calendar day in three boxes, with sentences that say how to type it."""

    widget = DateBoxes
    default_error_messages = {
        "required": _("Podaj datę."),
        "invalid": _("Podaj datę, która istnieje: dzień, miesiąc i rok cyframi, na przykład 27 3 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)


SENT_BEFORE = _(
    "Ten formularz był już wysłany i zapisany. Jeśli poprawiasz to, co było w nim za pierwszym razem, zmień "
    "zapisany wpis. Jeśli to ma być nowy wpis, wyślij ten formularz jeszcze raz."
)
_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


def _required_sentence(field: forms.Field) -> str:
    """What to do with an empty field: write, choose or tick, in the language of the moment."""
    if isinstance(field, forms.BooleanField):
        return gettext("Zaznacz „%(label)s”, aby przejść dalej.")
    if isinstance(field, forms.ChoiceField):
        return gettext("Wybierz odpowiedź w polu „%(label)s”.")
    if isinstance(field, forms.FileField):
        return gettext("Dołącz plik w polu „%(label)s”.")
    return gettext("Wypełnij pole „%(label)s”.")


class BaseForm(forms.Form):
    """Every form of the product: marks what is optional and takes a domain's refusal as its own error."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field where Django would only say that "this field" is required: in the summary above
        the form nobody could tell which.
        """
        super().__init__(*args, **kwargs)
        # Sent before with something else (`web.shell.sending`): shown again with a key of its own.
        sent: Any = self.data
        marked = getattr(sent, "sent_before", "")
        self.sent_before = marked in self.fields
        if self.sent_before:
            sent = sent.copy()
            sent[marked] = str(uuid7())
            self.data = sent
        for name, field in self.fields.items():
            if field.error_messages.get("required") == _DJANGO_REQUIRED:
                sentence = _required_sentence(field)
                field.error_messages["required"] = sentence % {"label": field.label or pretty_name(name)}

    def full_clean(self) -> None:
        """Say so when a form that went through comes again with other words."""
        super().full_clean()
        if self.sent_before and self.is_bound:
            self.add_error(None, SENT_BEFORE)

    def refuse(self, error: DomainError) -> None:
        """Show the domain's sentence at the field to blame, or above the form."""
        field = getattr(error, "field", None)
        self.add_error(field if field in self.fields else None, error.message)


@dataclass(frozen=True)
class Done(Generic[T]):
    """The operation ran; it may have answered None, and that is fine."""

    result: T


def run(form: BaseForm, operation: Callable[[], T]) -> Done[T] | None:
    """Validate the form and do the one domain call of the view; None when there is something to mend.

    ``if done := run(form, lambda: families.open_file(actor=..., **form.cleaned_data)): return redirect(...)``
    An object that the actor may not know of stays a 404 and is never an error of a form.
    """
    if not form.is_valid():
        return None
    try:
        return Done(operation())
    except NotVisibleError:
        raise
    except DomainError as error:
        form.refuse(error)
        return None


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing: a form with no fields is bound by being sent."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class FormError:
    """A line of the error summary; without ``target`` it is no link."""

    message: str
    target: str = ""


def errors_of(*all_forms: forms.BaseForm) -> list[FormError]:
    """All errors in reading order: those of the whole form first, then field by field."""
    found = []
    for form in all_forms:
        found += [FormError(str(message)) for message in form.non_field_errors()]
        for bound in form:
            found += [FormError(str(message), target_of(bound)) for message in bound.errors]
    return found


def target_of(bound: BoundField) -> str:
    """The id of the first control of the field: of the first box or choice in a group."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
