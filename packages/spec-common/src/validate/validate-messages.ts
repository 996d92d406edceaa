// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRegistry, type DescMessage, type Message } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { createValidator } from "@bufbuild/protovalidate";
import { type Event, type EventBatch, EventBatchSchema, EventSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { rules_chaukas_spec_common_v1_events } from "../gen/chaukas/spec/common/v1/events_rules.js";
import { type QueryRequest, QueryRequestSchema } from "../gen/chaukas/spec/common/v1/query_pb.js";
import { rules_chaukas_spec_common_v1_query } from "../gen/chaukas/spec/common/v1/query_rules.js";
import { compileAcceptance } from "./compile-acceptance.js";
import type { ValidationResult } from "./validation-result.js";

/**
 * Checks an event against the rules in the protos: identity, lengths, ranges and the form of hashes.
 *
 * Never throws, whatever the message contains. Does not compute hashes, and does not know which events are stored.
 */
export const validateEvent: (event: Event) => ValidationResult = createMessageValidation(EventSchema);

/**
 * Checks a batch and every event in it. Paths start with the position of the event, such as `events[3].event_id`.
 *
 * A server that accepts parts of a batch calls {@link validateEvent} for each event instead.
 */
export const validateEventBatch: (batch: EventBatch) => ValidationResult = createMessageValidation(EventBatchSchema);

/** Checks a query: page size, lengths, and that a time range does not end before it starts. */
export const validateQueryRequest: (query: QueryRequest) => ValidationResult =
  createMessageValidation(QueryRequestSchema);

function createMessageValidation<T extends Message>(schema: DescMessage): (message: T) => ValidationResult {
  // The rules are in separate descriptors of the same messages. The descriptors and the validator are created on first
  // use, so that importing this module costs nothing.
  let validate: ((message: T) => ValidationResult) | undefined;
  return (message) => {
    validate ??= compile(schema);
    return validate(message);
  };
}

function compile<T extends Message>(schema: DescMessage): (message: T) => ValidationResult {
  const registry = createRegistry(rules_chaukas_spec_common_v1_events, rules_chaukas_spec_common_v1_query);
  const ruled = registry.getMessage(schema.typeName) as DescMessage;
  const validator = createValidator();
  const isAccepted = compileAcceptance(ruled);
  return (message) => {
    if (isAccepted(message)) {
      return { kind: "valid" };
    }
    const result = validator.validate(ruled, message);
    switch (result.kind) {
      case "valid":
        return { kind: "valid" };
      case "invalid":
        return {
          kind: "invalid",
          violations: result.violations.map((violation) => ({
            path: pathToString(violation.field),
            ruleId: violation.ruleId,
            message: violation.message,
          })),
        };
      case "error":
        return { kind: "error", error: result.error };
    }
  };
}
