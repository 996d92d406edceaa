// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import {
  create,
  createFileRegistry,
  type DescMessage,
  fromBinary,
  getOption,
  hasOption,
  type JsonObject,
  type Message,
  toJson,
} from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { FileDescriptorSetSchema, timestampFromMs } from "@bufbuild/protobuf/wkt";
import { createValidator } from "@bufbuild/protovalidate";
import {
  FieldRulesSchema,
  field as fieldRules,
  MessageRulesSchema,
  message as messageRules,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { type Event, EventBatchSchema, EventSchema, PrincipalSchema, QueryRequestSchema } from "@chaukas/spec-common";
import {
  type ValidationResult,
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "@chaukas/spec-common/validate";
import { describe, expect, it } from "vitest";

/** The rule of a field as defined in the proto, values that satisfy it, and values that violate it. */
interface Rule {
  readonly definition: JsonObject;
  readonly kept: readonly unknown[];
  readonly broken: readonly { value: unknown; at?: string; violations: readonly (readonly [string, string])[] }[];
}

const absent: readonly [string, string] = ["required", "value is required"];
const negative = "must be greater than or equal to 0";

function text(maxBytes: number): Rule {
  const violations = [["string.max_bytes", `must be at most ${maxBytes} bytes`]] as const;
  return {
    definition: { string: { maxBytes: String(maxBytes) } },
    kept: ["", "a".repeat(maxBytes), "é".repeat(maxBytes / 2), "🚀".repeat(maxBytes / 4)],
    broken: [
      { value: "a".repeat(maxBytes + 1), violations },
      { value: `a${"é".repeat(maxBytes / 2)}`, violations },
      { value: `a${"🚀".repeat(maxBytes / 4)}`, violations },
    ],
  };
}

function identity(): Rule {
  const { definition, kept, broken } = text(256);
  return {
    definition: { ...definition, required: true },
    kept: kept.filter((value) => value !== ""),
    broken: [...broken, { value: "", violations: [absent] }],
  };
}

function set(value: unknown, empty: unknown): Rule {
  return { definition: { required: true }, kept: [value], broken: [{ value: empty, violations: [absent] }] };
}

function hash(): Rule {
  const violations = [["string.pattern", "does not match regex pattern `^[0-9a-f]{64}$`"]] as const;
  const bad = ["0".repeat(63), "0".repeat(65), "A".repeat(64), "g".repeat(64), `${"0".repeat(64)}\n`];
  return {
    definition: { ignore: "IGNORE_IF_ZERO_VALUE", string: { pattern: "^[0-9a-f]{64}$" } },
    kept: ["", "0123456789abcdef".repeat(4)],
    broken: bad.map((value) => ({ value, violations })),
  };
}

function count(): Rule {
  return {
    definition: { int32: { gte: 0 } },
    kept: [0, 2 ** 31 - 1],
    broken: [{ value: -1, violations: [["int32.gte", negative]] }],
  };
}

function sequence(): Rule {
  return {
    definition: { int64: { gte: "0" } },
    kept: [0n, 2n ** 63n - 1n],
    broken: [{ value: -1n, violations: [["int64.gte", negative]] }],
  };
}

function indexes(): Rule {
  const { definition, kept, broken } = sequence();
  return {
    definition: { repeated: { items: definition } },
    kept: [[], kept],
    broken: broken.map(({ value, violations }) => ({ value: [0n, value], at: "[1]", violations })),
  };
}

function safeInteger(): Rule {
  const max = BigInt(Number.MAX_SAFE_INTEGER);
  const message = `must be greater than or equal to ${-max} and less than or equal to ${max}`;
  return {
    definition: { int64: { gte: String(-max), lte: String(max) } },
    kept: [-max, 0n, max],
    broken: [-max - 1n, max + 1n].map((value) => ({ value, violations: [["int64.gte_lte", message]] })),
  };
}

function pageSize(most: number): Rule {
  const message = `must be less than or equal to ${most}`;
  return {
    definition: { int32: { lte: most } },
    kept: [-1, 0, 1, most],
    broken: [{ value: most + 1, violations: [["int32.lte", message]] }],
  };
}

function finite(): Rule {
  return {
    definition: { double: { finite: true } },
    kept: [0, -1.5, Number.MAX_VALUE],
    broken: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => ({
      value,
      violations: [["double.finite", "must be finite"]],
    })),
  };
}

function numbers(): Rule {
  const { definition, kept, broken } = finite();
  return {
    definition: { repeated: { items: definition } },
    kept: [[], kept],
    broken: broken.map(({ value, violations }) => ({ value: [0, value], at: "[1]", violations })),
  };
}

function principals(): Rule {
  const [one, other] = [create(PrincipalSchema), create(PrincipalSchema, { id: "a" })];
  return {
    definition: { repeated: { maxItems: "256" } },
    kept: [[], [one, other], Array(256).fill(one)],
    broken: [tooMany(one, 256)],
  };
}

/** What a filter looks for: any of at most 100 strings. */
function names(maxBytes: number): Rule {
  return texts(maxBytes, { nonEmpty: true, maxItems: 100 });
}

/** A list of strings, which may not be empty if `nonEmpty` is set. */
function texts(maxBytes: number, options: { nonEmpty?: boolean; maxItems?: number } = {}): Rule {
  const { kept, broken } = text(maxBytes);
  const { nonEmpty = false, maxItems } = options;
  const tooShort = {
    value: ["a", ""],
    at: "[1]",
    violations: [["string.min_bytes", "must be at least 1 bytes"]],
  } as const;
  return {
    definition: {
      repeated: {
        items: { string: { maxBytes: String(maxBytes), ...(nonEmpty && { minBytes: "1" }) } },
        ...(maxItems !== undefined && { maxItems: String(maxItems) }),
      },
    },
    kept: [[], kept.filter((value) => !nonEmpty || value !== ""), Array(maxItems ?? 2000).fill("a")],
    broken: [
      ...broken.map(({ value, violations }) => ({ value: ["a", value], at: "[1]", violations })),
      ...(nonEmpty ? [tooShort] : []),
      ...(maxItems === undefined ? [] : [tooMany("a", maxItems)]),
    ],
  };
}

function enums(maxItems: number): Rule {
  return {
    definition: { repeated: { items: { enum: { notIn: [0] } }, maxItems: String(maxItems) } },
    kept: [[], [1, 2, 12_345, -1], Array(maxItems).fill(1)],
    broken: [
      { value: [1, 0], at: "[1]", violations: [["enum.not_in", "must not be in list [0]"]] },
      tooMany(1, maxItems),
    ],
  };
}

function tooMany(item: unknown, maxItems: number): Rule["broken"][number] {
  const message = `must contain no more than ${maxItems} item(s)`;
  return { value: Array(maxItems + 1).fill(item), violations: [["repeated.max_items", message]] };
}

function fields(names: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}

const event = create(EventSchema, {
  eventId: "event-1",
  tenantId: "acme",
  sessionId: "session-1",
  type: 1,
  timestamp: timestampFromMs(0),
});

// How messages are checked: each one is embedded in a message that an exported function accepts.
const inEvent = (init: object) => validateEvent(create(EventSchema, { ...event, ...init }));
const inContent = (name: string) => (value: Message) =>
  inEvent({ content: { case: name, value } as unknown as Event["content"] });
const inBatch = (init: object) => validateEventBatch(create(EventBatchSchema, init));
const inQuery = (init: object) => validateQueryRequest(create(QueryRequestSchema, init));

const rules: Record<
  string,
  { path?: string; check?: (value: Message) => ValidationResult; rules: Record<string, Rule> }
> = {
  "chaukas.spec.common.v1.MessageContent": {
    path: "message",
    check: inContent("message"),
    rules: fields("role", text(256)),
  },
  "chaukas.spec.common.v1.ToolCall": {
    path: "tool_call",
    check: inContent("toolCall"),
    rules: fields("id name function_name tool_type", text(256)),
  },
  "chaukas.spec.common.v1.ToolResponse": {
    path: "tool_response",
    check: inContent("toolResponse"),
    rules: { tool_call_id: text(256), execution_time_ms: finite() },
  },
  "chaukas.spec.common.v1.LLMInvocation": {
    path: "llm_invocation",
    check: inContent("llmInvocation"),
    rules: {
      ...fields("provider model finish_reason response_model", text(256)),
      ...fields("temperature top_p frequency_penalty presence_penalty top_k", finite()),
      ...fields("duration_ms time_to_first_token_ms", finite()),
      seed: safeInteger(),
      stop_sequences: texts(1024),
    },
  },
  "chaukas.spec.common.v1.PolicyDecision": {
    path: "policy",
    check: inContent("policy"),
    rules: { ...fields("policy_id outcome policy_version target_span_id", text(256)), rule_ids: texts(256) },
  },
  "chaukas.spec.common.v1.DataAccess": {
    path: "data_access",
    check: inContent("dataAccess"),
    rules: {
      datasource: text(1024),
      ...fields("document_ids chunk_ids", texts(256)),
      pii_categories: texts(256, { maxItems: 256 }),
      operation: text(256),
      scores: numbers(),
    },
  },
  "chaukas.spec.common.v1.Step": {
    path: "step",
    check: inContent("step"),
    rules: { name: text(1024), kind: text(256), duration_ms: finite() },
  },
  "chaukas.spec.common.v1.EvaluationResult": {
    path: "evaluation",
    check: inContent("evaluation"),
    rules: { ...fields("name label target_event_id target_span_id", text(256)), score: finite() },
  },
  "chaukas.spec.common.v1.Principal": {
    path: "principal",
    check: (principal) => inEvent({ principal }),
    rules: { ...fields("id name", text(1024)), issuer: text(2048), roles: texts(1024, { maxItems: 256 }) },
  },
  "chaukas.spec.common.v1.ErrorInfo": {
    path: "error",
    check: inContent("error"),
    rules: fields("error_code", text(256)),
  },
  "chaukas.spec.common.v1.AgentHandoff": {
    path: "agent_handoff",
    check: inContent("agentHandoff"),
    rules: fields("from_agent_id from_agent_name to_agent_id to_agent_name handoff_type", text(256)),
  },
  "chaukas.spec.common.v1.MCPCall": {
    path: "mcp_call",
    check: inContent("mcpCall"),
    rules: {
      ...fields("server_name operation method protocol_version", text(256)),
      server_url: text(2048),
      session_id: text(4096),
      request_id: text(256),
      execution_time_ms: finite(),
    },
  },
  "chaukas.spec.common.v1.RedactionRecord": {
    path: "redaction_record",
    check: inContent("redactionRecord"),
    rules: {
      ...fields("event_id method salt_id requested_by key_id operator", text(256)),
      sequence: sequence(),
      ordinal: count(),
      fields: texts(4096, { nonEmpty: true, maxItems: 256 }),
      erased: indexes(),
      shown_hash: hash(),
      reason: text(1024),
    },
  },
  "chaukas.spec.common.v1.RedactionInfo": {
    path: "redaction",
    check: (redaction) => inEvent({ redaction }),
    rules: { ...fields("method salt_id", text(256)), fields: texts(4096, { nonEmpty: true }) },
  },
  "chaukas.spec.common.v1.RetryInfo": {
    path: "retry",
    check: (retry) => inEvent({ retry }),
    rules: { strategy: text(256) },
  },
  "chaukas.spec.common.v1.PerformanceMetrics": {
    path: "performance",
    check: (performance) => inEvent({ performance }),
    rules: fields("cpu_percent memory_mb duration_ms throughput latency_ms", finite()),
  },
  "chaukas.spec.common.v1.InfrastructureMetrics": {
    path: "infrastructure",
    check: (infrastructure) => inEvent({ infrastructure }),
    rules: fields("resource_type host thread_id", text(256)),
  },
  "chaukas.spec.common.v1.CostDetails": {
    path: "cost",
    check: (cost) => inEvent({ cost }),
    rules: {
      ...fields("provider service", text(256)),
      ...fields("input_cost output_cost total_cost input_rate_per_token output_rate_per_token", finite()),
      currency: text(32),
    },
  },
  "chaukas.spec.common.v1.Event": {
    check: inEvent,
    rules: {
      ...fields("event_id tenant_id session_id", identity()),
      ...fields("project_id span_id parent_span_id trace_id agent_id agent_name invocation_id response_id", text(256)),
      agent_version: text(256),
      ...fields("worm_proof_id branch", text(1024)),
      ...fields("hash_prev content_hash", hash()),
      ...fields("tags pii_categories", texts(256, { maxItems: 256 })),
      delegation: principals(),
      type: set(12_345, 0),
      timestamp: set(timestampFromMs(0), undefined),
    },
  },
  "chaukas.spec.common.v1.EventBatch": {
    check: inBatch,
    rules: {
      batch_id: text(256),
      events: {
        definition: { repeated: { maxItems: "1000" } },
        kept: [[], Array(1000).fill(event)],
        broken: [tooMany(event, 1000)],
      },
      total_cost: finite(),
      total_duration_ms: finite(),
    },
  },
  "chaukas.spec.common.v1.QueryFilter": {
    path: "filter",
    check: (filter) => inQuery({ filter }),
    rules: {
      ...fields("tenant_id project_id session_id agent_id span_id trace_id", text(256)),
      ...fields("types statuses severities", enums(100)),
      event_ids: texts(256, { nonEmpty: true, maxItems: 1000 }),
      ...fields("agent_names invocation_ids policy_outcomes tool_names models", names(256)),
      principal_ids: names(1024),
      tags: texts(256, { maxItems: 100 }),
      text_query: text(1024),
    },
  },
  "chaukas.spec.common.v1.QueryRequest": {
    check: inQuery,
    rules: { page_size: pageSize(1000), page_token: text(4096) },
  },
  // The requests are not messages of this package; a server that has their descriptors can check them.
  ...Object.fromEntries(
    ["client", "server"].flatMap((part) =>
      Object.entries({
        IngestEventRequest: { event: set(event, undefined) },
        IngestEventBatchRequest: { event_batch: set(create(EventBatchSchema), undefined) },
        QueryEventsRequest: { query: set(create(QueryRequestSchema), undefined) },
      }).map(([name, value]) => [`chaukas.spec.${part}.v1.${name}`, { rules: value }]),
    ),
  ),
  "chaukas.spec.server.v1.GetEventStatsRequest": { rules: fields("tenant_id project_id", text(256)) },
  "chaukas.spec.server.v1.WatchEventsRequest": { rules: { resume_token: text(4096) } },
  "chaukas.spec.server.v1.ListSessionsRequest": {
    rules: {
      ...fields("tenant_id project_id session_id_prefix", text(256)),
      ...fields("agent_ids policy_outcomes", names(256)),
      principal_ids: names(1024),
      page_size: pageSize(500),
      page_token: text(4096),
    },
  },
};

const descriptorSet = readFileSync(new URL(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb")));
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
const validator = createValidator({ registry });

function getMessage(typeName: string): DescMessage {
  const schema = registry.getMessage(typeName);
  if (schema === undefined) {
    throw new Error(`${typeName}: expected a message in the shipped descriptors, got none`);
  }
  return schema;
}

function checkByDescriptor(message: Message): ValidationResult {
  const result = validator.validate(getMessage(message.$typeName), message);
  if (result.kind !== "invalid") {
    return result.kind === "valid" ? { kind: "valid" } : result;
  }
  const violations = result.violations.map(({ field, ruleId, message }) => ({
    path: pathToString(field),
    ruleId,
    message,
  }));
  return { kind: "invalid", violations };
}

describe.each(Object.entries(rules))("%s", (typeName, { path = "", check = checkByDescriptor, rules }) => {
  const schema = getMessage(typeName);

  it.each(Object.entries(rules))("checks %s", (name, rule) => {
    const place = path === "" ? name : `${path}.${name}`;
    for (const value of rule.kept) {
      expect(check(withField(schema, name, value)), brief(value)).toEqual({ kind: "valid" });
    }
    for (const { value, at = "", violations } of rule.broken) {
      expect(check(withField(schema, name, value)), brief(value)).toEqual({
        kind: "invalid",
        violations: violations.map(([ruleId, message]) => ({ path: `${place}${at}`, ruleId, message })),
      });
    }
  });

  it("has no rules other than those checked here", () => {
    const ruled = schema.fields.filter((field) => hasOption(field, fieldRules));
    const definitions = ruled.map((field) => [field.name, toJson(FieldRulesSchema, getOption(field, fieldRules))]);
    const todo = `what to do: list each rule under "${typeName}" in packages/spec-common/src/validate/rules.test.ts`;
    expect(Object.fromEntries(definitions), todo).toEqual(
      Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule.definition])),
    );
  });
});

describe("chaukas.spec.common.v1.TimeRange", () => {
  const at = (ms: number) => timestampFromMs(ms);

  it.each([
    ["is empty", {}],
    ["has no end", { start: at(2000) }],
    ["has no start", { end: at(-1) }],
    ["is of zero length", { start: at(1000), end: at(1000) }],
    ["ends after it starts", { start: at(999), end: at(1000) }],
  ])("is valid if it %s", (_, time) => {
    expect(inQuery({ filter: { time } })).toEqual({ kind: "valid" });
  });

  it.each([
    ["a second", { start: at(2000), end: at(1000) }],
    ["a nanosecond", { start: { seconds: 1n, nanos: 1 }, end: { seconds: 1n } }],
  ])("is invalid if it ends %s before it starts", (_, time) => {
    expect(inQuery({ filter: { time } })).toEqual({
      kind: "invalid",
      violations: [{ path: "filter.time", ruleId: "time_range.order", message: "start must not be after end" }],
    });
  });
});

it("covers every message with rules, except those of the audit service, which its own package tests", () => {
  const messages = [...registry.files]
    .filter(({ proto }) => proto.package.startsWith("chaukas.") && proto.package !== "chaukas.spec.audit.v1")
    .flatMap((file) => file.messages);
  const ruled = messages.filter((message) => message.fields.some((field) => hasOption(field, fieldRules)));
  expect(ruled.map((message) => message.typeName).sort()).toEqual(Object.keys(rules).sort());
  const ruledWhole = messages.filter((message) => hasOption(message, messageRules));
  expect(ruledWhole.map((m) => [m.typeName, toJson(MessageRulesSchema, getOption(m, messageRules))])).toEqual([
    [
      "chaukas.spec.common.v1.TimeRange",
      {
        cel: [
          {
            id: "time_range.order",
            message: "start must not be after end",
            expression: "!has(this.start) || !has(this.end) || this.start <= this.end",
          },
        ],
      },
    ],
  ]);
});

/** Creates a message with one field set. An event also has all required fields. */
function withField(schema: DescMessage, name: string, value: unknown): Message {
  const local = schema.fields.find((field) => field.name === name)?.localName ?? name;
  const rest = schema.typeName === EventSchema.typeName ? event : {};
  return create(schema, { ...rest, [local]: value });
}

function brief(value: unknown): string {
  return String(JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v))).slice(0, 60);
}
