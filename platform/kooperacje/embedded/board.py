"""What a start looks like on the terminal: steps with bars and elapsed time, then the addresses."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from kooperacje.embedded.texts import say

_LOG_WIDTH = 160
_COPIED = ("address", "login", "password")


class Board:
    """Bars on a terminal; one line a finished step where the output is a file."""

    def __init__(self, console: Console | None = None) -> None:
        """Steps appear as they begin."""
        # A log file has no width of its own: give the table room.
        self.console = console or Console()
        if not self.console.is_terminal:
            self.console = Console(width=_LOG_WIDTH)
        self.began = time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description:<28}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[what]}"),
            console=self.console,
        )
        self._tasks: dict[str, tuple[TaskID, float]] = {}

    @contextmanager
    def shown(self) -> Iterator[Board]:
        """Draw while steps run."""
        if self.console.is_terminal:
            with self._bars:
                yield self
        else:
            yield self

    def begin(self, step: str) -> None:
        """A step starts, or goes on."""
        if step not in self._tasks:
            task = self._bars.add_task(say(f"step-{step}"), total=None, what="")
            self._tasks[step] = (task, time.monotonic())

    def move(self, step: str, what: str, done: int, total: int) -> None:
        """How far a step is; a full count ends it."""
        self.begin(step)
        self._bars.update(self._tasks[step][0], completed=done, total=total or 1, what=what)

    def end(self, step: str, what: str = "") -> None:
        """A step is done."""
        self.begin(step)
        task, began = self._tasks[step]
        total = self._bars.tasks[task].total or 1
        self._bars.update(task, completed=total, total=total, what=what)
        self._bars.stop_task(task)
        if not self.console.is_terminal:
            seconds = time.monotonic() - began
            self.console.print(f"{say(f'step-{step}'):<28} {seconds:6.1f} s  {what}", highlight=False)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.began

    def accounts(self, rows: Sequence[dict[str, Any]]) -> None:
        """The table of addresses, roles and demo accounts; on a narrow terminal a list."""
        columns = ("address", "login", "password", "role", "note")
        texts = [[str(row.get(column) or "") for column in columns] for row in rows]
        table = Table(title=say("accounts-title"), title_justify="left")
        for column in columns:
            table.add_column(say(f"column-{column}"), no_wrap=column in _COPIED, overflow="fold")
        for line in texts:
            table.add_row(*line)
        if table.__rich_measure__(self.console, self.console.options).minimum < self.console.width:
            self.console.print(table)
            return
        self.console.print(say("accounts-title"), style="italic")
        for address, login, password, role, note in texts:
            self.console.print(f"{address}  {role} ({note})", style="bold", soft_wrap=True)
            self.console.print(f"    {login}  {password}", highlight=False, soft_wrap=True)

    @property
    def failed_in(self) -> str:
        """The step that had begun last and did not end."""
        open_steps = [step for step, (task, _) in self._tasks.items() if not self._ended(task)]
        return say(f"step-{open_steps[-1]}") if open_steps else ""

    def _ended(self, task: TaskID) -> bool:
        return self._bars.tasks[task].stop_time is not None

    def say(self, key: str, **values: object) -> None:
        """A sentence below the bars."""
        self.console.print(say(key, **values), highlight=False, soft_wrap=True)
