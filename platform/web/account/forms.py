"""Forms of an account, in the words and the look of the product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.identity.errors import BadEmailError
from core.shared.enums import Role
from web.shell.forms import BaseForm


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that attempts are counted by, whatever its case: "EWA@..." is no fresh start."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(typed).strip().lower()[:255]


class SignInForm(AuthenticationForm):
    """E-mail address and password; what is wrong is never said apart (that would name accounts)."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": _("Adres e-mail albo hasło jest niepoprawne. Sprawdź oba i spróbuj jeszcze raz."),
        "inactive": _("Adres e-mail albo hasło jest niepoprawne. Sprawdź oba i spróbuj jeszcze raz."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["username"], self.fields["password"]
        name.label = _("Adres e-mail")
        name.widget.input_type = "email"
        name.widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        name.widget.attrs.pop("autofocus", None)
        name.error_messages["required"] = _("Wpisz adres e-mail.")
        password.label = _("Hasło")
        password.error_messages["required"] = _("Wpisz hasło.")


class NewPasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Obecne hasło")
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["new_password1"].label = _("Nowe hasło")
        self.fields["new_password1"].help_text = _(
            "Co najmniej 12 znaków. Najlepiej kilka zwykłych słów, których nikt nie zgadnie."
        )
        self.fields["new_password2"].label = _("Nowe hasło jeszcze raz")
        self.fields["new_password2"].help_text = ""


class PeopleFilter(BaseForm):
    """What the list of accounts is narrowed to."""

    q = forms.CharField(label=_("Imię, nazwisko albo adres e-mail"), required=False, max_length=100)


_NO_PARTNER = _("Wybierz partnera, którego ta osoba reprezentuje.")


class NewAccountForm(BaseForm):
    """Whose account, for what work, and for which partner where it is a partner's person."""

    name = forms.CharField(label=_("Imię i nazwisko"), max_length=200)
    email = forms.EmailField(
        label=_("Adres e-mail"),
        max_length=254,
        help_text=_("Tym adresem ta osoba będzie się logować."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": BadEmailError.text},
    )
    role = forms.ChoiceField(label=_("Rola"), widget=forms.RadioSelect)
    partner = forms.ChoiceField(
        label=_("Partner"),
        required=False,
        help_text=_("Tylko dla przedstawiciela: organizacja, w której imieniu działa."),
    )
    job_title = forms.CharField(
        label=_("Stanowisko"),
        required=False,
        max_length=120,
        help_text=_("Tylko dla przedstawiciela partnera."),
    )

    def __init__(self, *args: Any, roles: dict[str, str], partners: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["role"].choices = list(roles.items())
        choices["partner"].choices = [("", _("Wybierz partnera")), *partners.items()]
        if len(roles) == 1:
            choices["role"].initial = next(iter(roles))
            choices["partner"].required = Role.DELEGATE in roles
            choices["partner"].error_messages["required"] = _NO_PARTNER
        if Role.DELEGATE not in roles:
            del self.fields["partner"], self.fields["job_title"]

    def clean(self) -> dict[str, Any]:
        """A delegate speaks for somebody; the others for nobody."""
        data = super().clean() or self.cleaned_data
        delegate = data.get("role") == Role.DELEGATE
        if delegate and "partner" not in self.errors and not data.get("partner"):
            self.add_error("partner", _NO_PARTNER)
        return data
