# SPDX-License-Identifier: EUPL-1.2
"""What happened and who knew it when: entries in a tree that outsiders can verify."""
