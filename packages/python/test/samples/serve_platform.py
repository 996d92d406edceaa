# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""What the page of chaukas-spec-server shows: a platform that implements every call, called by a client.

Prints what the client gets.
"""

import time
from concurrent import futures

import grpc
from chaukas.spec.common.v1.events_pb2 import (
    AgentHandoff,
    Event,
    EventBatch,
    EventStatus,
    EventType,
    MCPCall,
    ToolCall,
)
from chaukas.spec.common.v1.query_pb2 import Capabilities, QueryFilter, QueryRequest, QueryResponse
from chaukas.spec.server.v1.server_pb2 import (
    GetCapabilitiesRequest,
    GetCapabilitiesResponse,
    GetEventStatsRequest,
    GetEventStatsResponse,
    HealthzRequest,
    HealthzResponse,
    IngestEventBatchRequest,
    IngestEventBatchResponse,
    IngestEventRequest,
    IngestEventResponse,
    QueryEventsRequest,
    QueryEventsResponse,
)
from chaukas.spec.server.v1.server_pb2_grpc import (
    ChaukasServerServiceServicer,
    ChaukasServerServiceStub,
    add_ChaukasServerServiceServicer_to_server,
)


class ValidationError(Exception):
    pass


class Platform(ChaukasServerServiceServicer):
    def __init__(self) -> None:
        self.events: dict[str, Event] = {}

    def Healthz(self, request: HealthzRequest, context: grpc.ServicerContext) -> HealthzResponse:
        return HealthzResponse()

    def GetCapabilities(
        self, request: GetCapabilitiesRequest, context: grpc.ServicerContext
    ) -> GetCapabilitiesResponse:
        capabilities = Capabilities(
            supports_batch_ingestion=True,
            supports_event_querying=True,
            supports_statistics=True,
            max_batch_size=1000,
        )
        return GetCapabilitiesResponse(capabilities=capabilities)

    def IngestEvent(self, request: IngestEventRequest, context: grpc.ServicerContext) -> IngestEventResponse:
        try:
            self.store(request.event)
        except ValidationError as error:
            context.set_code(grpc.StatusCode.INVALID_ARGUMENT)
            context.set_details(str(error))
            return IngestEventResponse()
        return IngestEventResponse(
            event_id=request.event.event_id, status="accepted", processed_at=int(time.time() * 1000)
        )

    def IngestEventBatch(
        self, request: IngestEventBatchRequest, context: grpc.ServicerContext
    ) -> IngestEventBatchResponse:
        rejected: list[str] = []
        for event in request.event_batch.events:
            try:
                self.store(event)
            except ValidationError:
                rejected.append(event.event_id)
        return IngestEventBatchResponse(
            batch_id=f"batch_{int(time.time())}",
            accepted_count=len(request.event_batch.events) - len(rejected),
            rejected_count=len(rejected),
            rejected_event_ids=rejected,
        )

    def QueryEvents(self, request: QueryEventsRequest, context: grpc.ServicerContext) -> QueryEventsResponse:
        wanted = request.query.filter
        events = [event for event in self.events.values() if wanted.trace_id in ("", event.trace_id)]
        response = QueryResponse(events=events, total_count=len(events), has_more=False)
        return QueryEventsResponse(response=response)

    def GetEventStats(self, request: GetEventStatsRequest, context: grpc.ServicerContext) -> GetEventStatsResponse:
        by_type: dict[str, int] = {}
        for event in self.events.values():
            by_type[EventType.Name(event.type)] = by_type.get(EventType.Name(event.type), 0) + 1
        return GetEventStatsResponse(
            total_events=len(self.events),
            total_sessions=len({event.session_id for event in self.events.values()}),
            events_by_type=by_type,
            avg_session_duration_ms=30000.0,
        )

    def store(self, event: Event) -> None:
        if not event.event_id or not event.tenant_id or event.type == EventType.EVENT_TYPE_UNSPECIFIED:
            raise ValidationError("event: expected event_id, tenant_id and type")
        event.server_timestamp.GetCurrentTime()
        event.status = EventStatus.EVENT_STATUS_IN_PROGRESS
        self.events[event.event_id] = event


def describe(event: Event) -> str:
    if event.HasField("agent_handoff"):
        handoff = event.agent_handoff
        return f"{handoff.from_agent_name} -> {handoff.to_agent_name}: {handoff.reason}, {handoff.handoff_type}"
    if event.HasField("mcp_call"):
        return f"{event.mcp_call.server_name} - {event.mcp_call.operation}, {event.mcp_call.execution_time_ms} ms"
    return f"{event.tool_call.name}.{event.tool_call.function_name}"


def make_events() -> list[Event]:
    tool_call = ToolCall(id="call_123", name="calculator", function_name="multiply", auth_required=False)
    handoff = AgentHandoff(from_agent_name="Support", to_agent_name="Refunds", reason="over 100", handoff_type="direct")
    mcp_call = MCPCall(server_name="orders", operation="tools/call", execution_time_ms=1.5)
    return [
        Event(event_id="evt_tool_456", type=EventType.EVENT_TYPE_TOOL_CALL_START, tool_call=tool_call),
        Event(event_id="evt_handoff", type=EventType.EVENT_TYPE_AGENT_HANDOFF, agent_handoff=handoff),
        Event(event_id="evt_mcp", type=EventType.EVENT_TYPE_MCP_CALL_END, mcp_call=mcp_call),
        Event(event_id="evt_bad", type=EventType.EVENT_TYPE_UNSPECIFIED),
    ]


def call(stub: ChaukasServerServiceStub) -> None:
    stub.Healthz(HealthzRequest())
    print(stub.GetCapabilities(GetCapabilitiesRequest()).capabilities.max_batch_size)
    *good, bad = events = make_events()
    for event in events:
        event.tenant_id, event.session_id, event.trace_id = "acme", "session_abc", "trace_abc123"
    print(stub.IngestEvent(IngestEventRequest(event=good[0])).status)
    try:
        stub.IngestEvent(IngestEventRequest(event=bad))
    except grpc.RpcError as error:
        print(error.code().name, error.details())
    batch = stub.IngestEventBatch(IngestEventBatchRequest(event_batch=EventBatch(events=[*good[1:], bad])))
    print(batch.accepted_count, batch.rejected_count, *batch.rejected_event_ids)
    query = QueryRequest(filter=QueryFilter(trace_id="trace_abc123"))
    for event in stub.QueryEvents(QueryEventsRequest(query=query)).response.events:
        print(describe(event))
    stats = stub.GetEventStats(GetEventStatsRequest(tenant_id="acme"))
    print(stats.total_events, stats.total_sessions, stats.events_by_type["EVENT_TYPE_AGENT_HANDOFF"])


def main() -> None:
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    add_ChaukasServerServiceServicer_to_server(Platform(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            call(ChaukasServerServiceStub(channel))
    finally:
        server.stop(None)


if __name__ == "__main__":
    main()
