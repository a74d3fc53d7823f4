# SPDX-License-Identifier: EUPL-1.2
"""Tools for developing Sluis; nothing here is shipped."""
