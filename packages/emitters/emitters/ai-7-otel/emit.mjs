// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openai } from "@ai-sdk/openai";
import { OpenTelemetry } from "@ai-sdk/otel";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { NodeSDK } from "@opentelemetry/sdk-node";
import * as ai from "ai";
import { z } from "zod";
import { talkToAi } from "../ai-scenario.mjs";

const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });
sdk.start();
ai.registerTelemetry(new OpenTelemetry());

await talkToAi(ai, openai, z, (functionId) => ({ telemetry: { functionId } }));
await sdk.shutdown();
