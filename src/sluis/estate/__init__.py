# SPDX-License-Identifier: EUPL-1.2
"""What the organisation runs, what depends on what, who works with it, and the state of each system."""
