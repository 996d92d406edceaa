// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getOption, hasOption } from "@bufbuild/protobuf";
import { field as fieldOption } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { EventSchema } from "@chaukas/spec-common";
import { rules_chaukas_spec_common_v1_events as rules } from "@chaukas/spec-common/gen/chaukas/spec/common/v1/events_rules.js";
import { describe, expect, it } from "vitest";
import { createDraft, draftField, maxBytesOf, setField } from "./event-fields.ts";
import { kindRows, listRows, mappingRows } from "./mapping-table.ts";

describe("the mapping table", () => {
  it.each([...mappingRows, ...listRows].map(({ field }) => [field]))("names a field of an event: %s", (path) => {
    const content = path.split("/", 1)[0] ?? "";
    const draft = createDraft(content, {});
    expect(setField(draft, path, "x")).toBe(true);
    expect(draftField(draft, path)).toBe("x");
  });

  it("has each attribute at most once for a field and a place", () => {
    const seen = mappingRows.flatMap(({ field, on = ["all"], place, as, from }) =>
      Object.values(from).flatMap((names) =>
        names.flatMap((name: string) => on.map((kind) => `${kind} ${place} ${field} ${as} ${name}`)),
      ),
    );
    expect(seen.filter((entry, index) => seen.indexOf(entry) !== index)).toEqual([]);
  });

  it("has each attribute that decides the kind once", () => {
    const names = kindRows.map(({ attribute }) => attribute);
    expect(new Set(names).size).toBe(names.length);
  });

  it("limits texts as the rules of the protos do", () => {
    const differences = rules.messages.flatMap((message) =>
      message.fields.flatMap((field) => {
        const rule = hasOption(field, fieldOption) ? getOption(field, fieldOption) : undefined;
        const text =
          rule?.type.case === "string"
            ? rule.type.value
            : rule?.type.case === "repeated" && rule.type.value.items?.type.case === "string"
              ? rule.type.value.items.type.value
              : undefined;
        const isText = field.scalar === 9 && (field.fieldKind === "scalar" || field.fieldKind === "list");
        // The place of a redaction, a hash and a record of a redaction are never mapped.
        const isMapped = !message.name.startsWith("Redaction") && !/hash/.test(field.name);
        const expected =
          text?.maxBytes === undefined || text.maxBytes === 0n ? Number.POSITIVE_INFINITY : Number(text.maxBytes);
        return isText && isMapped && maxBytesOf(field) !== expected
          ? [`${message.name}.${field.name}: ${expected}`]
          : [];
      }),
    );
    expect(differences).toEqual([]);
  });

  it("keeps a text that is too long out of its field", () => {
    const draft = createDraft("tool_call", {});
    expect(setField(draft, "tool_call/name", "é".repeat(129))).toBe(false);
    expect(setField(draft, "tool_call/name", "é".repeat(128))).toBe(true);
    expect(setField(draft, "tool_response/output", {})).toBe(false);
    expect(EventSchema.field.toolCall.name).toBe("tool_call");
  });
});
