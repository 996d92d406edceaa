// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry, type DescMessage, fromBinary, type Message } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { createValidator } from "@bufbuild/protovalidate";
import { EventBatchSchema, EventSchema, type QueryRequest, QueryRequestSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rules_chaukas_spec_common_v1_events } from "../gen/chaukas/spec/common/v1/events_rules.js";
import { rules_chaukas_spec_common_v1_query } from "../gen/chaukas/spec/common/v1/query_rules.js";
import { compileAcceptance } from "./compile-acceptance.js";

const registry = createRegistry(rules_chaukas_spec_common_v1_events, rules_chaukas_spec_common_v1_query);
const validator = createValidator();

function prepare(schema: DescMessage) {
  const ruled = registry.getMessage(schema.typeName) as DescMessage;
  return {
    isAccepted: compileAcceptance(ruled),
    isValid: (message: Message) => validator.validate(ruled, message).kind === "valid",
  };
}

describe("compileAcceptance", () => {
  it("accepts the events of the Python SDK without protovalidate", () => {
    const { isAccepted } = prepare(EventSchema);
    const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
    // Hashes have a pattern, which only protovalidate checks.
    const accepted = events.filter((event) => isAccepted({ ...event, contentHash: "" }));
    expect(accepted).toHaveLength(106);
  });

  it.each([EventSchema, EventBatchSchema, QueryRequestSchema])(
    "accepts no $typeName that violates a rule",
    (schema) => {
      const { isAccepted, isValid } = prepare(schema);
      fc.assert(
        fc.property(arbitraryMessage<DescMessage>(schema), (message) => {
          expect(isAccepted(message) && !isValid(message)).toBe(false);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("accepts no arbitrary event that violates a rule, and most of those that violate none", () => {
    const { isAccepted, isValid } = prepare(EventSchema);
    const identity = { eventId: "e", tenantId: "t", sessionId: "s", type: 1, timestamp: timestampFromMs(0) };
    const none = { hashPrev: "", contentHash: "" };
    let [accepted, valid] = [0, 0];
    fc.assert(
      fc.property(arbitraryMessage(EventSchema), (message) => {
        const event = { ...message, ...identity, ...none };
        expect(isAccepted(event) && !isValid(event)).toBe(false);
        accepted += Number(isAccepted(event));
        valid += Number(isValid(event));
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeGreaterThanOrEqual(valid * 0.9);
  });

  it.each([
    ["a string that may be too long", { agentId: "a".repeat(86) }],
    ["a hash", { contentHash: "0".repeat(64) }],
  ])("leaves %s to protovalidate", (_, init) => {
    const { isAccepted, isValid } = prepare(EventSchema);
    const event = create(EventSchema, {
      ...{ eventId: "e", tenantId: "t", sessionId: "s", type: 1, timestamp: timestampFromMs(0) },
      ...init,
    });
    expect([isAccepted(event), isValid(event)]).toEqual([false, true]);
  });

  it("leaves unknown rules to protovalidate", () => {
    const { isAccepted, isValid } = prepare(QueryRequestSchema);
    const [start, end] = [timestampFromMs(1), timestampFromMs(2)];
    const query: QueryRequest = create(QueryRequestSchema, { filter: { tenantId: "acme", time: { start, end } } });
    expect([isAccepted(query), isValid(query)]).toEqual([false, true]);
  });

  it("rejects values of the wrong type", () => {
    const { isAccepted } = prepare(EventSchema);
    const event = create(EventSchema, {
      ...{ eventId: "e", tenantId: "t", sessionId: "s", type: 1, timestamp: timestampFromMs(0) },
    });
    expect(isAccepted(event)).toBe(true);
    for (const init of [{ eventId: 7 }, { tags: "tag" }, { tags: [7] }, { timestamp: undefined }]) {
      expect(isAccepted({ ...event, ...init })).toBe(false);
    }
  });
});
