# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Checks messages against the rules in the protos. Needs the extra `validate`, which installs protovalidate."""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

import protovalidate
from chaukas.spec.common import rules
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message


@dataclasses.dataclass(frozen=True)
class Violation:
    """A rule that a message breaks."""

    field: str
    """Path of the field, such as `tool_call.name` or `tags[2]`. Empty for a rule about the message as a whole."""
    rule: str
    """Identifier of the rule, such as `string.max_bytes`."""
    message: str
    """What the rule expects, in English."""

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


def find_violations(message: Message) -> list[Violation]:
    """Returns the rules that a message breaks, in the order of its fields. None if it is valid.

    Takes every message of the specification, from this package and from `chaukas-spec-client` and `chaukas-spec-server`.
    Raises `KeyError` for other messages.
    """
    with_rules = _class_with_rules(message.DESCRIPTOR.full_name).FromString(message.SerializeToString())
    found = _validator().collect_violations(with_rules)
    return [
        Violation(_format_path(each.proto.field), each.proto.rule_id or "", each.proto.message or "") for each in found
    ]


@functools.lru_cache(maxsize=None)
def _validator() -> protovalidate.Validator:
    # It keeps the rules that it compiles.
    return protovalidate.Validator()


@functools.lru_cache(maxsize=None)
def _pool() -> descriptor_pool.DescriptorPool:
    # The messages themselves have no rules, so that they do not depend on protovalidate.
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(rules.DESCRIPTORS).file:
        pool.Add(file)
    return pool


@functools.lru_cache(maxsize=None)
def _class_with_rules(name: str) -> type[Message]:
    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(name))


def _format_path(path: Any) -> str:
    text = ""
    for element in path.elements if path is not None else ():
        text += f".{element.field_name}" if text else element.field_name
        if element.subscript is not None:
            value = element.subscript.value
            text += f"[{value!r}]"
    return text
