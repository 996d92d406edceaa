# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Runs `chaukas-verify` by `python -m chaukas.integrity`."""

import sys

from .cli import main

sys.exit(main())
