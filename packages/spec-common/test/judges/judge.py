# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Decodes messages with upb, and encodes them again.

Usage: judge.py DESCRIPTOR_SET TYPE INPUT OUTPUT

The input is a sequence of bodies, each after its length in four bytes. The output has one byte for each body, which is 1
if it was decoded, and then the message in the form of the input.
"""

import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.internal import api_implementation
from google.protobuf.message import DecodeError

descriptor_set, type_name, source, target = sys.argv[1:]
assert api_implementation.Type() == "upb", api_implementation.Type()
pool = descriptor_pool.DescriptorPool()
with open(descriptor_set, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.Add(proto)
Message = message_factory.GetMessageClass(pool.FindMessageTypeByName(type_name))

with open(source, "rb") as bodies, open(target, "wb") as results:
    while size := bodies.read(4):
        body = bodies.read(struct.unpack("<I", size)[0])
        try:
            output = Message.FromString(body).SerializeToString(deterministic=True)
            results.write(struct.pack("<BI", 1, len(output)) + output)
        except DecodeError:
            results.write(struct.pack("<BI", 0, 0))
