"""What every page of an imported file shows, whatever the file holds: state, counts, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.shared.imports import runs
from core.shared.imports.enums import ImportStatus, RowState
from core.shared.imports.errors import refusal_sentence
from web.shell.components import Tab, Tile
from web.shell.forms import BaseForm

STATUS_MEANINGS: Final[Mapping[str, str]] = {
    ImportStatus.UPLOADED: "info",
    ImportStatus.READING: "info",
    ImportStatus.READY: "attention",
    ImportStatus.WRITING: "info",
    ImportStatus.DONE: "good",
    ImportStatus.REFUSED: "bad",
    ImportStatus.CANCELLED: "neutral",
}
_TABS: Final = (
    (RowState.WRONG, gettext_lazy("Błędy")),
    (RowState.CHANGED, gettext_lazy("Zmienione")),
    (RowState.NEW, gettext_lazy("Nowe")),
    (RowState.UNCHANGED, gettext_lazy("Bez zmian")),
)


class DecideForm(BaseForm):
    """Whether a file with errors is written as far as it is right."""

    only_correct = forms.BooleanField(
        label=gettext_lazy("Zapisz tylko poprawne wiersze"),
        required=False,
        help_text=gettext_lazy(
            "Wiersze z błędami zostaną pominięte. Możesz je poprawić i wczytać plik jeszcze raz."
        ),
    )

    def __init__(self, *args: Any, wrong: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not wrong:
            del self.fields["only_correct"]


def result_of(run: Any) -> str:
    """What became of a file, in a few words."""
    if run.status == ImportStatus.REFUSED:
        return refusal_of(run)
    if run.status in (ImportStatus.UPLOADED, ImportStatus.READING):
        return "–"
    numbers = {"new": run.new, "changed": run.changed, "wrong": run.wrong, "written": run.written}
    if not (run.new or run.changed or run.wrong):
        return _("bez zmian")
    if run.status == ImportStatus.DONE:
        return _("zapisane: %(written)s, błędy: %(wrong)s") % numbers
    return _("nowe: %(new)s, zmienione: %(changed)s, błędy: %(wrong)s") % numbers


def refusal_of(run: Any) -> str:
    """Why a whole file was refused; empty for one that was not."""
    if run.status != ImportStatus.REFUSED:
        return ""
    return refusal_sentence(run.refusal["code"], run.refusal["data"])


def count_tiles(run: Any) -> list[Tile]:
    """What the file holds, in numbers."""
    numbers = (
        (run.new, _("nowe")),
        (run.changed, _("zmienione")),
        (run.unchanged, _("bez zmian")),
        (run.wrong, _("z błędami")),
    )
    return [Tile(str(number), label) for number, label in numbers]


def chosen_state(run: Any, asked: str | None) -> str:
    """The state that is shown: the one asked for, else the first that needs a look."""
    numbers = _numbers(run)
    if asked in RowState.values:
        return str(asked)
    return next((state for state, _label in _TABS if numbers[state]), RowState.UNCHANGED)


def preview_context(run: Any, state: str, form: BaseForm, *, address: str, again: bool) -> dict[str, Any]:
    """What `shell/import.html` needs; the view adds rows, crumbs and the addresses of the steps."""
    at_work = runs.is_at_work(run)
    done, whole = runs.progress(run) if at_work else (0, 0)
    ended = run.status in (ImportStatus.READY, ImportStatus.DONE)
    return {
        "run": run,
        "status": ImportStatus(run.status).label,
        "meaning": STATUS_MEANINGS[run.status],
        "at_work": at_work,
        "lost": runs.is_lost(run),
        "done": done,
        "whole": whole,
        "refusal": refusal_of(run),
        "tiles": count_tiles(run),
        "tabs": _tabs(run, state, address),
        "form": form,
        "decides": run.status == ImportStatus.READY,
        "writes": run.status == ImportStatus.READY and run.to_write > 0,
        "nothing": ended and not run.to_write and not run.written,
        "gives_up": run.status in (ImportStatus.READY, ImportStatus.REFUSED),
        "again": ended and not run.written and again,
    }


def _tabs(run: Any, chosen: str, address: str) -> list[Tab]:
    """A view for each state that occurs."""
    numbers = _numbers(run)
    return [
        Tab(str(label), f"{address}?stan={state}", state == chosen, numbers[state])
        for state, label in _TABS
        if numbers[state]
    ]


def _numbers(run: Any) -> dict[str, int]:
    return {
        RowState.WRONG: run.wrong,
        RowState.CHANGED: run.changed,
        RowState.NEW: run.new,
        RowState.UNCHANGED: run.unchanged,
    }
