# SPDX-License-Identifier: EUPL-1.2
"""One-time links: 256 random bits that sign one person in, once, for a while.

The code stands behind the `#` of the address. A browser never sends that part, so that it reaches
no server log, no proxy and no Referer header (RFC 3986, section 3.5; R-11). What is stored is its
SHA-256: the code has full entropy, so that a plain hash is enough (NIST SP 800-63B, 5.1.2.2).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sluis.access.model import LinkId, Reason

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.access.model import Link
    from sluis.kit.randomness import Randomness

SIZE_BYTES: Final = 32
VALID_FOR: Final = timedelta(hours=24)
"""How long a link lives unless the issuer says otherwise."""
LONGEST: Final = timedelta(days=7)
"""A link that lies around longer than this is a password."""
PAGE: Final = "/sign-in"


def fresh(randomness: Randomness) -> str:
    """Return a new code: 32 random bytes, base64url without padding (43 characters)."""
    return base64.urlsafe_b64encode(randomness.token(SIZE_BYTES)).rstrip(b"=").decode()


def digest_of(code: str) -> bytes | None:
    """Return the SHA-256 of the bytes in `code`; None when it is no code at all.

    White space around it is forgiven, and so is a whole address with the code behind its `#`.
    """
    bare = code.strip().rpartition("#")[2]
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return hashlib.sha256(raw).digest() if len(raw) == SIZE_BYTES else None


def id_of(digest: bytes) -> LinkId:
    """Return the public name of the link with `digest`: the first 8 bytes of a hash of it."""
    return LinkId(hashlib.sha256(b"link" + digest).hexdigest()[:16])


def address(origin: str, code: str) -> str:
    """Return the address to hand over, such as `http://localhost:8120/sign-in#…`."""
    return f"{origin}{PAGE}#{code}"


def refusal(link: Link | None, now: datetime) -> Reason | None:
    """Tell why `link` signs nobody in at `now`; None when it does."""
    if link is None:
        return Reason.UNKNOWN_LINK
    if link.used_at is not None:
        return Reason.LINK_USED
    return Reason.LINK_EXPIRED if not link.issued_at <= now < link.expires_at else None
