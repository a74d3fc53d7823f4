# SPDX-License-Identifier: EUPL-1.2
"""What every room stands on: clock, randomness, errors, settings, database, jobs, texts, log and metrics."""
