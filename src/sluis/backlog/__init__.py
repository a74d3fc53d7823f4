# SPDX-License-Identifier: EUPL-1.2
"""When are we caught up: reads counts, simulates the flow, gives odds instead of dates."""
