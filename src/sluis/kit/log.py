# SPDX-License-Identifier: EUPL-1.2
"""The program's own log: structured lines on standard error, without secrets.

What happened to the organisation is in the record; this is for whoever runs the program.
A line has the fields that BIO2 v1.3 control 8.15.01 asks for when the caller gives them: action,
object, result, origin, actor, time.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Final

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

SECRET: Final = re.compile(
    r"secret|token|password|passkey|cookie|authorization|private|master|database_url", re.IGNORECASE
)
HIDDEN: Final = "***"
_TRACEBACKS: Final = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
"""Where an error came from, without the values it met there: those may be secrets."""


def hide_secrets(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Replace the value of every key that names a secret (BIO2 v1.3 control 8.15.02)."""
    return {key: HIDDEN if SECRET.search(key) else value for key, value in line.items()}


def start(level: str = "INFO") -> None:
    """Send log lines of `level` and up to standard error, one JSON object a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _TRACEBACKS,
            hide_secrets,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def logger(room: str) -> FilteringBoundLogger:
    """Return the log of a room."""
    return structlog.get_logger(room=room)
