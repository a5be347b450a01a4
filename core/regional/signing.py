"""The deployment's signature under a release, and the keyed hash of what it was made from.

Ed25519: whoever holds the public key, printed in every release, checks without being able to sign. The
hash of the sealed counts is keyed, since small counts could be found again by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE: Final = b"kooperacje:releases:"


def signed(content: Any) -> str:
    """128 hex digits; the same content gives the same signature."""
    return _private().sign(canonical(content)).hex()


def public_key() -> str:
    """The key that checks this deployment's signatures (64 hex digits)."""
    return _private().public_key().public_bytes_raw().hex()


def trusted_keys() -> set[str]:
    """Keys of this deployment: the one in use and those it used before."""
    return {public_key(), *settings.RELEASE_FORMER_KEYS}


def holds(content: Any, signature: str, key: str) -> bool:
    """Whether a key signed exactly this content."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(signature), canonical(content)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def keyed_hash(content: Any) -> str:
    """64 hex digits that tell any change, and nothing to whoever does not hold the key."""
    return hmac.new(_derived(settings.RELEASE_KEY, "inputs"), canonical(content), hashlib.sha256).hexdigest()


def canonical(content: Any) -> bytes:
    """One text for one content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(settings.RELEASE_KEY, "signature"))


def _derived(root: str, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE + purpose.encode()).derive(
        root.encode()
    )
