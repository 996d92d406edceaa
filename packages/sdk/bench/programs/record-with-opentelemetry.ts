// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRequire } from "node:module";
import { join } from "node:path";
import { recordSessions } from "../lib/record-sessions.ts";

/** What is used of a span. */
interface Span {
  setAttributes(attributes: object): void;
  end(): void;
}

const [url = "", modules = ""] = process.argv.slice(2);
const require = createRequire(join(modules, "index.js"));
const { trace, context } = require("@opentelemetry/api");
const { BasicTracerProvider, BatchSpanProcessor } = require("@opentelemetry/sdk-trace-base");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-proto");

const provider = new BasicTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url}/v1/traces` }))],
});
const tracer = provider.getTracer("bench");
// The conventions for generative AI.
const operations = { session: "invoke_workflow", agent: "invoke_agent", model: "chat", tool: "execute_tool" };

await recordSessions<Span>({
  begin(kind, name, input, parent) {
    const around = parent === undefined ? context.active() : trace.setSpan(context.active(), parent);
    const operation = operations[kind];
    const attributes = { "gen_ai.operation.name": operation, "gen_ai.conversation.id": "session" };
    const span: Span = tracer.startSpan(`${operation} ${name}`, { attributes }, around);
    span.setAttributes(
      kind === "model"
        ? {
            "gen_ai.provider.name": "openai",
            "gen_ai.request.model": name,
            "gen_ai.request.temperature": (input as { temperature: number }).temperature,
            "gen_ai.input.messages": JSON.stringify((input as { messages: unknown }).messages),
          }
        : kind === "tool"
          ? { "gen_ai.tool.name": name, "gen_ai.tool.call.arguments": JSON.stringify(input) }
          : { "gen_ai.agent.name": name, input: JSON.stringify(input) },
    );
    return span;
  },
  end(span, kind, output) {
    if (kind === "model") {
      const { id, model, choices, usage } = output as { id: string; model: string; choices: unknown; usage: Usage };
      span.setAttributes({
        "gen_ai.response.id": id,
        "gen_ai.response.model": model,
        "gen_ai.output.messages": JSON.stringify(choices),
        "gen_ai.usage.input_tokens": usage.prompt_tokens,
        "gen_ai.usage.output_tokens": usage.completion_tokens,
      });
    } else {
      span.setAttributes({ [kind === "tool" ? "gen_ai.tool.call.result" : "output"]: JSON.stringify(output) });
    }
    span.end();
  },
  flush: () => provider.forceFlush(),
});

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}
