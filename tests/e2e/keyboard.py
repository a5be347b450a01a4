"""Somebody at the keyboard: Tab, Enter, Space, arrows and typing; never a mouse."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

# More stops than any page has between two things that follow each other.
_MOST_STOPS = 160
_MOST_OPTIONS = 300
_FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const said = text => (text || '').replace(/\\s+/g, ' ').trim();
    const label = e.labels && e.labels.length ? e.labels[0] : null;
    // Ticks are drawn on their label; the control itself lies invisibly above it.
    const drawn = /^(radio|checkbox)$/.test(e.type) && label ? [label, '::before'] : [e, null];
    const style = getComputedStyle(...drawn), box = e.getBoundingClientRect();
    const group = e.closest('fieldset');
    const x = box.left + box.width / 2, y = box.top + Math.min(box.height, 20) / 2;
    const top = document.elementFromPoint(x, y);
    return {
        name: e.tabIndex < 0 ? '' : said(e.getAttribute('aria-label') || (label || e).textContent),
        group: group ? said((group.querySelector('legend') || group).textContent) : '',
        in_main: !!e.closest('main'),
        ringed: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        in_sight: box.height > 0 && y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth,
        uncovered: !top || e.contains(top) || top.contains(e) || (label !== null && label.contains(top)),
        chosen: e.selectedOptions ? said((e.selectedOptions[0] || {}).textContent) : '',
        ticked: !!e.checked,
    };
}"""


@dataclass
class Keyboard:
    """The keyboard at a page. Wherever the focus stops, it must be in sight."""

    page: Page
    pressed: int = 0

    def press(self, key: str) -> None:
        """One key; typed letters are not counted."""
        self.pressed += 1
        self.page.keyboard.press(key)

    def stands_at(self, name: str, group: str = "") -> bool:
        """Whether the focus is there already, where the page put it."""
        focus = self._focus()
        return focus is not None and _is(focus, name, group, exact=False)

    def reach(self, name: str, group: str = "", *, exact: bool = False) -> dict[str, Any]:
        """Press Tab until the control with this name has the focus.

        A name is what a screen reader says, hidden words too; `group` begins the legend around it.
        """
        focus = self._focus()
        for _ in range(_MOST_STOPS):
            if focus is not None and _is(focus, name, group, exact=exact):
                return focus
            self.press("Tab")
            focus = self._focus()
            if focus is not None:
                assert focus["ringed"], f"the focus is invisible on {focus['name']}: {self.page.url}"
                assert focus["in_sight"], f"the focus is out of sight on {focus['name']}: {self.page.url}"
                assert focus["uncovered"], f"something covers {focus['name']}: {self.page.url}"
        raise AssertionError(f"no way to {name} by keyboard: {self.page.url}")

    def skip(self) -> None:
        """Past the header, by the link that every page begins with."""
        self.reach("Przejdź do treści")
        self.press("Enter")

    def follow(self, name: str, *, exact: bool = False) -> None:
        """A link or a button that leads to another page."""
        self.reach(name, exact=exact)
        with self.page.expect_navigation():
            self.press("Enter")

    def saved(self, name: str) -> bytes:
        """What a link downloads."""
        self.reach(name)
        with self.page.expect_download() as download:
            self.press("Enter")
        return Path(download.value.path()).read_bytes()

    def write(self, label: str, text: str, group: str = "") -> None:
        """Type into a field."""
        self.reach(label, group)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def day(self, group: str, day: date) -> None:
        """A date in its three boxes."""
        for label, number in (("Dzień", day.day), ("Miesiąc", day.month), ("Rok", day.year)):
            self.write(label, str(number), group)

    def choose(self, label: str, option: str) -> None:
        """Step down a list until the option stands in it; one that says where to start comes first."""
        self.reach(label)
        self.press("Home")
        for _ in range(_MOST_OPTIONS):
            focus = self._focus()
            assert focus is not None
            if focus["chosen"].startswith(option):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{label} does not offer {option}")

    def pick(self, group: str, option: str) -> None:
        """One of several circles: Tab enters the group, arrows walk in it."""
        focus: dict[str, Any] | None = self.reach("", group)
        for _ in range(_MOST_OPTIONS):
            assert focus is not None
            if focus["name"].startswith(option):
                self.press("Space")
                return
            self.press("ArrowDown")
            focus = self._focus()
        raise AssertionError(f"{group} does not offer {option}")

    def tick(self, name: str, group: str = "") -> None:
        """A box, unless it is ticked already."""
        if not self.reach(name, group)["ticked"]:
            self.press("Space")

    def attach(self, label: str, name: str, picture: bytes) -> None:
        """A scan, chosen in the window that the button opens."""
        self.reach(label)
        # The browser may open the first window before the test listens for it: press again then.
        for patience in (3_000, 10_000):
            with suppress(TooLate):
                with self.page.expect_file_chooser(timeout=patience) as window:
                    self.press("Space")
                window.value.set_files({"name": name, "mimeType": "image/jpeg", "buffer": picture})
                return
        raise AssertionError(f"{label} opens no window: {self.page.url}")

    def _focus(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.page.evaluate(_FOCUS)
        return found


def _is(focus: dict[str, Any], name: str, group: str, *, exact: bool) -> bool:
    said, around = str(focus["name"]), str(focus["group"])
    return (said == name if exact else said.startswith(name)) and around.startswith(group)
