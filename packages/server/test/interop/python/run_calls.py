# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Makes gRPC calls with grpcio: python run_calls.py ADDRESS DESCRIPTOR_SET CALLS

CALLS is a file with a JSON list of calls: method, request, key and timeout_ms. Prints a JSON list with the status and
the responses of each, as the user of grpcio gets them with the default options of a channel.
"""

import json
import pathlib
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.rpc import error_details_pb2  # noqa: F401, which details are read with
from grpc_status import rpc_status


def read_descriptors(path: str) -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(path).read_bytes()).file:
        pool.Add(file)
    return pool


def to_dict(message) -> dict:
    return json_format.MessageToDict(message, preserving_proto_field_name=True)


def run(channel: grpc.Channel, pool: descriptor_pool.DescriptorPool, call: dict) -> dict:
    service, name = call["method"].split("/")
    method = pool.FindServiceByName(service).FindMethodByName(name)
    request = json_format.ParseDict(call["request"], message_factory.GetMessageClass(method.input_type)())
    start = channel.unary_stream if method.server_streaming else channel.unary_unary
    invoke = start(
        f"/{call['method']}",
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=message_factory.GetMessageClass(method.output_type).FromString,
    )
    metadata = [("authorization", f"Bearer {call['key']}")] if call["key"] else []
    responses = []
    try:
        answer = invoke(request, metadata=metadata, timeout=call.get("timeout_ms", 30_000) / 1000)
        for response in answer if method.server_streaming else [answer]:
            responses.append(to_dict(response))
    except grpc.RpcError as error:
        status = rpc_status.from_call(error)
        details = [] if status is None else to_dict(status).get("details", [])
        code, message = error.code().value[0], error.details()
        return {"code": code, "message": message, "details": details, "responses": responses}
    return {"code": 0, "message": "", "details": [], "responses": responses}


def main() -> None:
    address, descriptors, calls = sys.argv[1:]
    pool = read_descriptors(descriptors)
    with grpc.insecure_channel(address) as channel:
        json.dump([run(channel, pool, call) for call in json.loads(pathlib.Path(calls).read_text())], sys.stdout)


if __name__ == "__main__":
    main()
