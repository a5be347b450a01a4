"""Why a release is not audited at all."""

from __future__ import annotations


class RejectedError(Exception):
    """The release is malformed or contradicts itself; the sentence says where and what to do."""

    def __init__(self, sentence: str, *, where: str = "") -> None:
        self.where = where
        self.sentence = f"{where}: {sentence}" if where else sentence
        super().__init__(self.sentence)
