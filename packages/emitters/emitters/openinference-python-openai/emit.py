# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""OpenInference's instrumentation of openai for Python."""

import openai
from openai_scenario import talk
from openinference.instrumentation import using_attributes
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIInstrumentor().instrument(tracer_provider=provider)

with using_attributes(session_id="session-1", user_id="user-1", metadata={"release": "1"}, tags=["weather"]):
    talk(openai.OpenAI())
provider.shutdown()
