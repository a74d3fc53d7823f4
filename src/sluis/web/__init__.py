# SPDX-License-Identifier: EUPL-1.2
"""The console: one file a screen, drawn on the server, live by server-sent events."""
