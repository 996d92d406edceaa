# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations


class VerifyError(Exception):
    """Raised if a trail cannot be verified at all. `remedy` says what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy
