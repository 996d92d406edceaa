# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Gives a package the version of the npm packages, and that version to what it requires of the other packages."""

import json
import pathlib
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class SpecVersion(MetadataHookInterface):
    """Sets version and dependencies, in which {version} stands for the version of the spec."""

    def update(self, metadata: dict[str, Any]) -> None:
        root = pathlib.Path(self.root)
        if (root / "PKG-INFO").exists():
            # A source distribution says both already, and has no npm packages beside it.
            return
        package = json.loads((root / "../../spec-common/package.json").read_text("utf-8"))
        metadata["version"] = package["version"]
        metadata["dependencies"] = [each.format(version=package["version"]) for each in self.config["dependencies"]]
