# SPDX-License-Identifier: EUPL-1.2
"""What we tell the commission, parliament and the public: as it was known then, from the record alone."""
