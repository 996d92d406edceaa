# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Sends one event of each type with the Python SDK (chaukas-sdk): python emit_events.py SENT

The SDK reads endpoint, key, tenant and project from the environment. Writes the events passed to the SDK to the file
SENT, as a binary EventBatch, and prints those that the SDK still holds because a request failed.
"""

import asyncio
import pathlib
import sys

from chaukas.sdk import ChaukasClient, ChaukasTracer, EventBuilder
from chaukas.spec.common.v1.events_pb2 import Event, EventBatch

AGENT = {"agent_id": "agent-1", "agent_name": "Süpport agent"}
MODEL = {"provider": "openai", "model": "gpt-5", **AGENT}
MCP = {"server_name": "orders", "server_url": "https://mcp.example.com", "operation": "tools/call", "method": "POST"}
ORDERS = {"orders": [{"id": "o-77", "total": 12.5, "open": True, "note": None}, {"id": "o-81", "nested": {"a": [1]}}]}


def build_events(build: EventBuilder) -> list[Event]:
    return [
        build.create_session_start(metadata={"channel": "web"}),
        build.create_agent_start(**AGENT, role="support", tools=["search_orders"]),
        build.create_input_received("Where are my orders? \U0001f4e6", metadata={"locale": "de"}, **AGENT),
        build.create_model_invocation_start(messages=[{"role": "user", "content": "hi"}], temperature=0.2, **MODEL),
        build.create_model_invocation_end(response_content="on their way", total_tokens=29, duration_ms=130.25, **MODEL),
        build.create_tool_call_start("search_orders", {"customer": "c-1009", "limit": 5}, call_id="call-1", **AGENT),
        build.create_tool_call_end("search_orders", call_id="call-1", output=ORDERS, execution_time_ms=1.5, **AGENT),
        build.create_mcp_call_start(**MCP, request=ORDERS, protocol_version="2025-06-18", **AGENT),
        build.create_mcp_call_end(**MCP, response=ORDERS, error="late", **AGENT),
        build.create_policy_decision("refunds", "review", ["amount-over-100"], rationale="needs a human", **AGENT),
        build.create_data_access("orders-db", document_ids=["o-77"], pii_categories=["EMAIL"], **AGENT),
        build.create_state_update({"step": "refund", "attempts": 2}, **AGENT),
        build.create_retry(2, "exponential_backoff", 400, reason="timeout", **AGENT),
        build.create_error("no answer within 5 s", error_code="DEADLINE_EXCEEDED", recoverable=True, **AGENT),
        build.create_agent_handoff("agent-1", "Support", "agent-2", "Refunds", handoff_data=ORDERS),
        build.create_system_event("checkpoint", metadata={"free_mb": 17}, **AGENT),
        build.create_output_emitted("Your orders are on their way.", **AGENT),
        build.create_agent_end(**AGENT),
        build.create_session_end(),
    ]


async def main() -> None:
    async with ChaukasClient(batch_size=6) as client:
        with ChaukasTracer(client).start_span("interop"):
            events = build_events(EventBuilder())
        for event in events:
            await client.send_event(event)
        await client.flush()
        kept = len(client._events_queue)
    pathlib.Path(sys.argv[1]).write_bytes(EventBatch(events=events).SerializeToString())
    print(f"{len(events)} events, {kept} kept back")


asyncio.run(main())
