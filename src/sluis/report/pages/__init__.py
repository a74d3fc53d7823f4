# SPDX-License-Identifier: EUPL-1.2
"""The report as pages: one file a section, from data to blocks that PDF and HTML both draw.

Words are said here, once, so that the paper and the screen cannot differ.
"""
