# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Gives a package the version of the npm packages, and that version to what it requires of the other packages."""

import json
import pathlib
import re
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
        version = to_python_version(package["version"])
        metadata["version"] = version
        metadata["dependencies"] = [each.format(version=version) for each in self.config["dependencies"]]


def to_python_version(version: str) -> str:
    """Returns a version of npm as PEP 440 writes it: 1.2.0rc3 for 1.2.0-next.3. Raises ValueError if it cannot."""
    match = re.fullmatch(r"(\d+\.\d+\.\d+)(?:-next\.(\d+))?", version)
    if match is None:
        raise ValueError(f"version: expected X.Y.Z or X.Y.Z-next.N, got {version!r}")
    core, number = match.groups()
    return core if number is None else f"{core}rc{number}"
