"""Forms of the messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.notifications.enums import MessageStatus
from web.shell.forms import BaseForm


class OutboxFilter(BaseForm):
    """Which sent messages the list shows."""

    q = forms.CharField(label=_("Adres odbiorcy"), required=False, max_length=100)
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("Wszystkie wiadomości")), *MessageStatus.choices]
    )
