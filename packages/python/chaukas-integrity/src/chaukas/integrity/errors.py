# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations


class IntegrityError(ValueError):
    """Raised for values that the profile refuses.

    `code` is one of:

    - `unknown_field`: a message has fields that this version of the schema does not know;
    - `out_of_range`: a number or a time is outside the range that the profile allows;
    - `too_deep`: messages are nested deeper than 100;
    - `malformed`: a text does not have the expected form;
    - `mismatch`: the parts do not belong together.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
