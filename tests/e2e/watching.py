"""What a browser grumbles about while somebody works."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Response


class Watch:
    """Collects errors of the console (violations of the content policy among them) and of the server."""

    def __init__(self) -> None:
        """Nothing heard yet; `expected` holds statuses that a test asks for on purpose."""
        self.complaints: list[str] = []
        self.expected: set[int] = set()

    def listen(self, context: BrowserContext) -> None:
        """Hear every page of a browser window."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        # The browser itself logs a refused address; the status is judged below.
        if message.text.startswith("Failed to load resource"):
            return
        self.complaints.append(f"console: {message.text} ({message.page.url if message.page else ''})")

    def _response(self, response: Response) -> None:
        status = response.status
        if status < HTTPStatus.BAD_REQUEST or status in self.expected:
            return
        parts = urlsplit(response.url)
        self.complaints.append(f"{status}: {parts.hostname}{parts.path}")
