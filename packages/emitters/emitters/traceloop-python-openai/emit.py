# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""OpenLLMetry: Traceloop's instrumentation of openai for Python, opentelemetry-instrumentation-openai."""

import openai
from openai_scenario import talk
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIInstrumentor().instrument(tracer_provider=provider)

talk(openai.OpenAI())
provider.shutdown()
