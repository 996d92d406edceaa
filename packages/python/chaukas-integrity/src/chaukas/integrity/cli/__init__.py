# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The command `chaukas-verify`."""

from .main import main

__all__ = ["main"]
