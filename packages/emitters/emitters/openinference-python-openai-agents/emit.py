# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""OpenInference's instrumentation of the OpenAI Agents SDK for Python."""

import asyncio

from agents import Agent, RunConfig, Runner, function_tool, set_tracing_disabled
from openinference.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
set_tracing_disabled(False)


@function_tool
def get_weather(city: str) -> str:
    """Returns the weather of a city."""
    return f"sunny in {city}, 21 °C"


async def main() -> None:
    weather = Agent(name="Weather", instructions="Use the tools.", model="gpt-5-mini", tools=[get_weather])
    triage = Agent(name="Triage", instructions="Hand over to the right agent.", model="gpt-5-mini", handoffs=[weather])
    config = RunConfig(workflow_name="Weather report", group_id="session-1", trace_metadata={"release": "1"})
    await Runner.run(triage, "What is the weather in Paris?", run_config=config)
    failing = Agent(name="Failing", model="fail-400")
    try:
        await Runner.run(failing, "What is the capital of France?", run_config=config)
    except Exception:
        pass


asyncio.run(main())
provider.shutdown()
