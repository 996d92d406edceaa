# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""What the README of upstream shows: an SDK that sends an event, here to the reference server: python sdk_client.py PORT

The fields that the reference server requires are set as well. Prints the answers.
"""

import sys

import grpc
from chaukas.spec.client.v1.client_pb2 import IngestEventRequest, QueryEventsRequest
from chaukas.spec.client.v1.client_pb2_grpc import ChaukasClientServiceStub
from chaukas.spec.common.v1.events_pb2 import Event, EventType
from chaukas.spec.common.v1.query_pb2 import QueryFilter, QueryRequest


def main() -> None:
    with grpc.insecure_channel(f"127.0.0.1:{sys.argv[1]}") as channel:
        stub = ChaukasClientServiceStub(channel)
        event = Event(event_id="evt_123", type=EventType.EVENT_TYPE_AGENT_START, session_id="session_abc")
        event.tenant_id = "acme"
        event.timestamp.GetCurrentTime()
        request = IngestEventRequest(event=event)
        print(stub.IngestEvent(request).status, stub.IngestEvent(request).status)
        query = QueryRequest(filter=QueryFilter(tenant_id="acme", session_id="session_abc"))
        for found in stub.QueryEvents(QueryEventsRequest(query=query)).response.events:
            print(found.event_id, EventType.Name(found.type), found.HasField("server_timestamp"))


if __name__ == "__main__":
    main()
