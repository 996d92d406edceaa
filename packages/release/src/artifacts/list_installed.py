# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Prints the packages of the environment that runs it, as a list of JSON."""

import json
from importlib import metadata

packages = [
    {
        "name": each.metadata["Name"],
        "version": each.version,
        "license": each.metadata["License-Expression"] or each.metadata["License"] or "",
        "requires": each.requires or [],
    }
    for each in metadata.distributions()
]
print(json.dumps(packages))
