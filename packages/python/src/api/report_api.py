# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Prints what modules of Python export, in the form of the API reports of the repository: report_api.py MODULE FOLDER…

The modules are read, not imported, below the folders. Prints one declaration per line, with the members of a class
indented below it. A parameter or a member with a default is optional, which `?` says.
"""

import re
import sys
from collections.abc import Iterator

import griffe


def is_public(name: str) -> bool:
    return not name.startswith("_") or name in ("__init__", "__call__", "__enter__", "__exit__", "__iter__", "__next__")


def describe_parameter(parameter: griffe.Parameter) -> str:
    stars = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(parameter.kind, "")
    optional = "?" if parameter.default is not None and stars == "" else ""
    annotation = "" if parameter.annotation is None else f": {parameter.annotation}"
    return f"{stars}{parameter.name}{optional}{annotation}"


def describe_parameters(function: griffe.Function) -> str:
    parts: list[str] = []
    keyword_only = False
    for parameter in function.parameters:
        if parameter.kind is griffe.ParameterKind.var_positional:
            keyword_only = True
        elif parameter.kind is griffe.ParameterKind.keyword_only and not keyword_only:
            parts.append("*")
            keyword_only = True
        if parameter.name not in ("self", "cls"):
            parts.append(describe_parameter(parameter))
    return ", ".join(parts)


def describe_function(function: griffe.Function) -> str:
    labels = "".join(f"{label} " for label in ("async", "classmethod", "staticmethod") if label in function.labels)
    returns = "" if function.returns is None else f": {function.returns}"
    return f"{labels}{function.name}({describe_parameters(function)}){returns}"


def describe_attribute(attribute: griffe.Attribute) -> str:
    annotation = "" if attribute.annotation is None else f": {attribute.annotation}"
    # Without a type, the value says what it is, such as another name of a type.
    is_value = attribute.annotation is None and "instance-attribute" not in attribute.labels
    return f"{attribute.name}{annotation}{f' = {attribute.value}' if is_value else ''}"


def describe_class(cls: griffe.Class, is_made_by_callers: bool) -> Iterator[str]:
    bases = f" extends {', '.join(str(base) for base in cls.bases)}" if cls.bases else ""
    yield f"class {cls.name}{bases}"
    is_dataclass = "dataclass" in cls.labels
    if is_dataclass and is_made_by_callers:
        yield "  made by callers"
    for name, member in sorted(cls.members.items()):
        if not is_public(name) or member.is_alias or (is_dataclass and name == "__init__"):
            continue
        if isinstance(member, griffe.Function):
            yield f"  {describe_function(member)}"
        elif isinstance(member, griffe.Attribute):
            line = describe_attribute(member)
            has_default = is_dataclass and member.value is not None
            yield f"  {line.replace(':', '?:', 1) if has_default else line}"


def describe(member: griffe.Object, parameters: str) -> Iterator[str]:
    if isinstance(member, griffe.Class):
        yield from describe_class(member, re.search(rf"\b{member.name}\b", parameters) is not None)
    elif isinstance(member, griffe.Function):
        yield f"function {describe_function(member)}"
    elif isinstance(member, griffe.Attribute):
        yield f"const {describe_attribute(member)}"


def list_parameters(member: griffe.Object) -> Iterator[str]:
    """Lists the types of what callers pass to a function, or to the methods of a class that is not a dataclass."""
    if isinstance(member, griffe.Function):
        yield from (str(parameter.annotation) for parameter in member.parameters)
    elif isinstance(member, griffe.Class) and "dataclass" not in member.labels:
        for each in member.members.values():
            if not each.is_alias:
                yield from list_parameters(each)


def main() -> int:
    module, *folders = sys.argv[1:]
    package = griffe.load(module, search_paths=folders, resolve_aliases=True)
    exports = package.exports
    names = [name for name in package.members if is_public(name) and not package.members[name].is_alias]
    members = []
    for name in sorted(names if exports is None else [str(each) for each in exports]):
        member = package[name]
        members.append(member.final_target if isinstance(member, griffe.Alias) else member)
    parameters = " ".join(each for member in members for each in list_parameters(member))
    for member in members:
        for line in describe(member, parameters):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
