# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""A protoc plugin that writes the descriptors of all files to one module of Python: opt: [module=PATH]."""

import base64
import sys
import textwrap

from google.protobuf import descriptor_pb2
from google.protobuf.compiler import plugin_pb2

TEMPLATE = '''\
# Generated from the protos. DO NOT EDIT!

"""Descriptors of all messages, with their rules, in the order in which they depend on each other."""

import base64

DESCRIPTORS = base64.b64decode(
    """
{encoded}
    """
)
"""A FileDescriptorSet."""
'''


def generate(request: plugin_pb2.CodeGeneratorRequest) -> plugin_pb2.CodeGeneratorResponse:
    descriptors = descriptor_pb2.FileDescriptorSet(file=request.proto_file)
    for file in descriptors.file:
        file.ClearField("source_code_info")
    encoded = base64.b64encode(descriptors.SerializeToString(deterministic=True)).decode("ascii")
    response = plugin_pb2.CodeGeneratorResponse(
        supported_features=plugin_pb2.CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL
    )
    path = request.parameter.removeprefix("module=")
    response.file.add(name=path, content=TEMPLATE.format(encoded="\n".join(textwrap.wrap(encoded, 120))))
    return response


if __name__ == "__main__":
    answer = generate(plugin_pb2.CodeGeneratorRequest.FromString(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(answer.SerializeToString())
