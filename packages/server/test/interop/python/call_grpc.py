# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Calls the server with grpcio: python call_grpc.py ADDRESS KEY CAPTURE [DESCRIPTOR_SET]

Messages are generated from the descriptor set, or otherwise taken from the package chaukas-spec-client. Sends every
captured request, reads all events back page by page, compares them with those sent, and sends requests that must be
refused. Prints discrepancies and counts.
"""

import importlib
import pathlib
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "chaukas.spec.client.v1.ChaukasClientService"
SERVER_FIELDS = {"server_timestamp", "content_hash", "hash_prev", "worm_proof_id"}


class Messages:
    """Finds message classes of the client package by name."""

    def __init__(self, descriptor_set: str | None):
        self.pool = None
        if descriptor_set is not None:
            self.pool = descriptor_pool.DescriptorPool()
            for file in descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(descriptor_set).read_bytes()).file:
                self.pool.Add(file)

    def find(self, name: str):
        if self.pool is None:
            return getattr(importlib.import_module("chaukas.spec.client.v1.client_pb2"), name)
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(f"chaukas.spec.client.v1.{name}"))


class Client:
    def __init__(self, channel: grpc.Channel, key: str, messages: Messages):
        self.channel, self.key, self.messages = channel, key, messages

    def request(self, method: str):
        return self.messages.find(f"{method}Request")()

    def call(self, method: str, request, key: str | None = None):
        invoke = self.channel.unary_unary(
            f"/{SERVICE}/{method}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=self.messages.find(f"{method}Response").FromString,
        )
        return invoke(request, metadata=[("authorization", f"Bearer {key or self.key}")], timeout=30)

    def refusal(self, method: str, request, key: str | None = None) -> str:
        try:
            return f"an answer: {self.call(method, request, key)}"
        except grpc.RpcError as error:
            return error.code().name


def read_requests(client: Client, capture: pathlib.Path) -> list:
    request = client.messages.find("IngestEventBatchRequest")
    return [request.FromString(file.read_bytes()) for file in sorted(capture.glob("*.bin"))]


def query_all(client: Client) -> list:
    request = client.request("QueryEvents")
    request.query.filter.tenant_id = "acme"
    request.query.page_size = 40
    events = []
    while True:
        response = client.call("QueryEvents", request).response
        events += response.events
        request.query.page_token = response.next_page_token
        if response.next_page_token == "":
            return events


def content(events) -> dict[str, bytes]:
    for event in events:
        # The upstream package does not know server_timestamp.
        event.DiscardUnknownFields()
        for field in SERVER_FIELDS.intersection(event.DESCRIPTOR.fields_by_name):
            event.ClearField(field)
    return {event.event_id: event.SerializeToString(deterministic=True) for event in events}


def known(answers: list, field: str, right: list) -> tuple[list, list]:
    """A field of each response, and its expected value. The responses of the upstream package have no fields."""
    is_known = field in answers[0].DESCRIPTOR.fields_by_name
    return [getattr(answer, field) for answer in answers] if is_known else right, right


def find_problems(client: Client, requests: list) -> list[str]:
    sent = [event for request in requests for event in request.event_batch.events]
    answers = [client.call("IngestEventBatch", request) for request in requests]
    single = client.request("IngestEvent")
    single.event.CopyFrom(sent[0])
    other = client.request("IngestEvent")
    other.event.CopyFrom(sent[0])
    other.event.session_id = "another"
    foreign = client.request("QueryEvents")
    foreign.query.filter.tenant_id = "globex"
    checks = {
        "accepted": known(answers, "accepted_count", [len(request.event_batch.events) for request in requests]),
        "status of a duplicate": known([client.call("IngestEvent", single)], "status", ["duplicate"]),
        "events read back": (content(query_all(client)) == content(sent), True),
        "event without members": (client.refusal("IngestEvent", client.request("IngestEvent")), "INVALID_ARGUMENT"),
        "other content": (client.refusal("IngestEvent", other), "ALREADY_EXISTS"),
        "another tenant": (client.refusal("QueryEvents", foreign), "PERMISSION_DENIED"),
        "another key": (client.refusal("IngestEvent", single, key="somebody-else"), "UNAUTHENTICATED"),
    }
    client.call("Healthz", client.request("Healthz"))
    return [f"{name}: expected {right}, got {found}" for name, (found, right) in checks.items() if found != right]


def main() -> int:
    address, key, capture, *rest = sys.argv[1:]
    with grpc.insecure_channel(address) as channel:
        client = Client(channel, key, Messages(rest[0] if rest else None))
        requests = read_requests(client, pathlib.Path(capture))
        problems = find_problems(client, requests)
    for problem in problems:
        print(problem)
    print(f"{len(requests)} requests, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
