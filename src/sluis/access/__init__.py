# SPDX-License-Identifier: EUPL-1.2
"""Who may see and do what: roles, one-time links, passkeys and sessions of the console."""
