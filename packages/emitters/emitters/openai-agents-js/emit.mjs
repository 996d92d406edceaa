// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import * as agents from "@openai/agents";
import { z } from "zod";
import { talkToAgents } from "../agents-scenario.mjs";

const endpoint = `${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces/ingest`;
const exporter = new agents.OpenAITracingExporter({ endpoint, apiKey: "none" });
agents.setTraceProcessors([new agents.BatchTraceProcessor(exporter)]);
// The SDK does not trace where NODE_ENV is test.
agents.setTracingDisabled(false);

await talkToAgents(agents, z);
await agents.getGlobalTraceProvider().forceFlush();
