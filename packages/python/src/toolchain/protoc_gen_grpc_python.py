# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The gRPC generator of grpcio-tools as a protoc plugin, which is the form that buf can run."""

import pathlib
import sys
import tempfile

from google.protobuf import descriptor_pb2
from google.protobuf.compiler import plugin_pb2
from grpc_tools import protoc


def generate(request: plugin_pb2.CodeGeneratorRequest) -> plugin_pb2.CodeGeneratorResponse:
    response = plugin_pb2.CodeGeneratorResponse(
        supported_features=plugin_pb2.CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL
    )
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        descriptors = folder / "descriptors.binpb"
        descriptors.write_bytes(descriptor_pb2.FileDescriptorSet(file=request.proto_file).SerializeToString())
        output = folder / "output"
        output.mkdir()
        options = [f"--descriptor_set_in={descriptors}", f"--grpc_python_out={output}"]
        if protoc.main(["protoc", *options, *request.file_to_generate]) != 0:
            # protoc has said on stderr what is wrong.
            response.error = "grpc_tools.protoc failed"
            return response
        for path in sorted(output.rglob("*.py")):
            response.file.add(name=path.relative_to(output).as_posix(), content=path.read_text("utf-8"))
    return response


if __name__ == "__main__":
    answer = generate(plugin_pb2.CodeGeneratorRequest.FromString(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(answer.SerializeToString())
