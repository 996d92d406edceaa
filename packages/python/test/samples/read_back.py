# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads back what an SDK sent: python read_back.py PORT KEY SENT

SENT is a file with a binary EventBatch. Prints how many of its events the server returns unchanged.
"""

import pathlib
import sys

import grpc
from chaukas.spec.client.v1.client_pb2 import QueryEventsRequest
from chaukas.spec.client.v1.client_pb2_grpc import ChaukasClientServiceStub
from chaukas.spec.common.v1.events_pb2 import Event, EventBatch
from chaukas.spec.common.v1.query_pb2 import QueryFilter, QueryRequest


def query_all(stub: ChaukasClientServiceStub, session_id: str, key: str) -> list[Event]:
    query = QueryRequest(filter=QueryFilter(tenant_id="acme", session_id=session_id), page_size=7)
    events: list[Event] = []
    while True:
        metadata = (("authorization", f"Bearer {key}"),)
        response = stub.QueryEvents(QueryEventsRequest(query=query), metadata=metadata).response
        events += response.events
        query.page_token = response.next_page_token
        if not response.has_more:
            return events


def without_server_fields(event: Event) -> Event:
    for field in ("server_timestamp", "content_hash", "hash_prev", "worm_proof_id"):
        event.ClearField(field)
    return event


def main() -> None:
    port, key, sent = sys.argv[1:]
    events = EventBatch.FromString(pathlib.Path(sent).read_bytes()).events
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        found = query_all(ChaukasClientServiceStub(channel), events[0].session_id, key)
    by_id = {event.event_id: without_server_fields(event) for event in found}
    same = sum(by_id.get(event.event_id) == event for event in events)
    print(f"{len(found)} events, {same} of {len(events)} as sent")


if __name__ == "__main__":
    main()
