// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clone, create, createFileRegistry, type FileRegistry, setExtension } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Type,
  FieldOptionsSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { compileRepository } from "../../test/compile-protos.ts";
import * as options from "../gen/chaukas/spec/options/v1/options_pb.js";
import { findRedactionFaults, permanentMembers } from "./find-redaction-faults.ts";

interface FieldInit {
  readonly pii?: options.Pii;
  readonly because?: string;
  /** Name of the message that is the type of the field. Default: a string. */
  readonly type?: string;
}

const { POSSIBLE, LIKELY } = options.Pii;
const place = (name: string) => `proto/test.proto: chaukas.spec.common.v1.${name}`;
const because = "(chaukas.spec.options.v1.not_redactable_because)";

/** Creates a specification from its messages with their fields. */
function spec(messages: Readonly<Record<string, Readonly<Record<string, FieldInit>>>>): FileRegistry {
  const file = create(FileDescriptorProtoSchema, {
    name: "test.proto",
    package: "chaukas.spec.common.v1",
    syntax: "proto3",
    messageType: Object.entries(messages).map(([name, fields]) => ({
      name,
      field: Object.entries(fields).map(([field, { type, pii, because = "" }], index) => {
        const result = create(FieldOptionsSchema);
        setExtension(result, options.pii, pii ?? options.Pii.UNSPECIFIED);
        setExtension(result, options.not_redactable_because, because);
        return {
          name: field,
          number: index + 1,
          options: result,
          ...(type === undefined
            ? { type: FieldDescriptorProto_Type.STRING }
            : { type: FieldDescriptorProto_Type.MESSAGE, typeName: `.chaukas.spec.common.v1.${type}` }),
        };
      }),
    })),
  });
  return createFileRegistry(file, () => undefined);
}

function notRedactable(name: string, path: string, mark = "PII_POSSIBLE"): string {
  return (
    `${place(name)}: expected a field with (chaukas.spec.options.v1.pii) = ${mark} to be redactable, got Event.${path}, ` +
    "which chaukas-integrity/1 never erases; move it into a member of Event that can be redacted " +
    `(packages/spec-integrity/SPECIFICATION.md, section 3), or say why not with ${because}`
  );
}

describe("a field that is marked for personal data", () => {
  it("may be a redactable member of an event, or lie below one, however deep", () => {
    const registry = spec({
      Event: { tags: { pii: POSSIBLE }, cost: { type: "Cost" } },
      Cost: { provider: { type: "Provider" }, note: { pii: LIKELY } },
      Provider: { name: { pii: LIKELY }, parent: { type: "Provider" } },
    });
    expect(findRedactionFaults(registry)).toEqual([]);
  });

  it("may be anywhere in a message that is no part of an event", () => {
    const registry = spec({ Event: {}, QueryFilter: { session_id: { pii: POSSIBLE } } });
    expect(findRedactionFaults(registry)).toEqual([]);
  });

  it.each(permanentMembers)("is rejected if it is the member %s of an event", (name) => {
    expect(findRedactionFaults(spec({ Event: { [name]: { pii: LIKELY } } }))).toEqual([
      notRedactable(`Event.${name}`, name, "PII_LIKELY"),
    ]);
  });

  it.each(["redaction", "redaction_record"])("is rejected below the member %s of an event, however deep", (name) => {
    const registry = spec({
      Event: { [name]: { type: "Record" } },
      Record: { by: { type: "Person" }, reason: { pii: POSSIBLE } },
      Person: { name: { pii: LIKELY }, manager: { type: "Person" } },
    });
    expect(findRedactionFaults(registry)).toEqual([
      notRedactable("Record.reason", `${name}.reason`),
      notRedactable("Person.name", `${name}.by.name`, "PII_LIKELY"),
    ]);
  });

  it("is rejected in a message that also occurs where nothing is redactable", () => {
    const registry = spec({
      Event: { principal: { type: "Person" }, redaction_record: { type: "Record" } },
      Person: { name: { pii: LIKELY } },
      Record: { by: { type: "Person" } },
    });
    expect(findRedactionFaults(registry)).toEqual([
      notRedactable("Person.name", "redaction_record.by.name", "PII_LIKELY"),
    ]);
  });

  it("is accepted there if it says why it cannot be redacted", () => {
    const registry = spec({
      Event: { session_id: { pii: POSSIBLE, because: "events are found by it" }, redaction: { type: "Redaction" } },
      Redaction: { fields: { pii: POSSIBLE, because: "it shows what was redacted" } },
    });
    expect(findRedactionFaults(registry)).toEqual([]);
  });

  it("is rejected with a blank reason", () => {
    const registry = spec({ Event: { session_id: { pii: POSSIBLE, because: " " } } });
    expect(findRedactionFaults(registry)).toEqual([notRedactable("Event.session_id", "session_id")]);
  });
});

describe("a reason why a field cannot be redacted", () => {
  it.each<[what: string, messages: Parameters<typeof spec>[0], fault: string]>([
    [
      "on a field that is not marked for personal data",
      { Event: { session_id: { because: "of ids" } } },
      `${place("Event.session_id")}: expected (chaukas.spec.options.v1.pii) = PII_POSSIBLE or PII_LIKELY beside ${because}; mark the field, or remove the reason`,
    ],
    [
      "on a redactable member of an event",
      { Event: { tags: { pii: POSSIBLE, because: "of labels" } } },
      `${place("Event.tags")}: expected no ${because}, got "of labels" on a field that can be redacted; remove the option`,
    ],
    [
      "below a redactable member of an event",
      { Event: { cost: { type: "Cost" } }, Cost: { note: { because: "of notes" } } },
      `${place("Cost.note")}: expected no ${because}, got "of notes" on a field that can be redacted; remove the option`,
    ],
    [
      "outside of events",
      { Event: {}, QueryFilter: { session_id: { pii: POSSIBLE, because: "of ids" } } },
      `${place("QueryFilter.session_id")}: expected no ${because}, got "of ids" on a field that is not part of an event; remove the option`,
    ],
  ])("is rejected %s", (_, messages, fault) => {
    expect(findRedactionFaults(spec(messages))).toEqual([fault]);
  });
});

it("finds nothing in protos without events", () => {
  expect(findRedactionFaults(spec({ Thing: { name: { pii: LIKELY } } }))).toEqual([]);
});

describe("the protos of the repository", () => {
  const protos = compileRepository();

  it("keep all personal data redactable, or say why not", () => {
    expect(findRedactionFaults(createFileRegistry(protos))).toEqual([]);
  });

  it("are named by file and line in errors", () => {
    const changed = clone(FileDescriptorSetSchema, protos);
    const file = changed.file.find(({ name }) => name === "chaukas/spec/common/v1/events.proto");
    const field = file?.messageType.find(({ name }) => name === "Event")?.field.find(({ name }) => name === "trace_id");
    const marked = create(FieldOptionsSchema);
    setExtension(marked, options.pii, LIKELY);
    Object.assign(field ?? {}, { options: marked });
    const source = readFileSync(
      join(import.meta.dirname, "../../../../proto/chaukas/spec/common/v1/events.proto"),
      "utf8",
    );
    const line = source.split("\n").findIndex((text) => text.startsWith("  string trace_id = 23")) + 1;
    expect(findRedactionFaults(createFileRegistry(changed))).toEqual([
      expect.stringContaining(
        `proto/chaukas/spec/common/v1/events.proto:${line}: chaukas.spec.common.v1.Event.trace_id: expected`,
      ),
    ]);
  });
});

describe("the permanent members", () => {
  const folder = join(import.meta.dirname, "../../../spec-integrity");

  it("are the plain members and those of the server in @chaukas/spec-integrity", () => {
    const source = readFileSync(join(folder, "src/normal-form/normal-event.ts"), "utf8");
    const names = ["plainFields", "serverFields"].flatMap((name) => {
      const [, list = ""] = new RegExp(`const ${name} = new Set\\(\\[([^\\]]*)\\]`).exec(source) ?? [];
      return [...list.matchAll(/"(\w+)"/g)].map(([, field]) => field);
    });
    const remedy = "what to do: list them in packages/codegen/src/lifecycle/find-redaction-faults.ts too";
    expect([...permanentMembers].sort(), remedy).toEqual(names.sort());
  });

  it("are named in section 3 of the profile, except for those of the server", () => {
    const [, section = ""] =
      /^## 3\. Commitment\n([\s\S]*?)^## /m.exec(readFileSync(join(folder, "SPECIFICATION.md"), "utf8")) ?? [];
    const [, list = ""] = /plain members\* of N are ([^.]*)\./.exec(section) ?? [];
    const names = [...list.matchAll(/`(\w+)`/g)].map(([, field]) => field);
    expect(permanentMembers.slice(0, names.length)).toEqual(names);
    expect(permanentMembers.slice(names.length).sort()).toEqual([
      "content_hash",
      "hash_prev",
      "server_timestamp",
      "worm_proof_id",
    ]);
  });
});
