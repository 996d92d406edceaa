// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createFileRegistry, type FileRegistry, setExtension } from "@bufbuild/protobuf";
import {
  EnumOptionsSchema,
  FieldDescriptorProto_Type,
  FieldOptionsSchema,
  FileDescriptorProtoSchema,
  MessageOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import * as options from "../gen/chaukas/spec/options/v1/options_pb.js";
import { findLifecycleFaults } from "./find-lifecycle-faults.ts";
import type { Versions } from "./versions.ts";

interface ElementInit {
  readonly since?: string;
  readonly replacedBy?: string;
  readonly deprecationReason?: string;
  readonly deprecated?: boolean;
  readonly pii?: options.Pii;
}

const place = "proto/test.proto: chaukas.spec.test.v1.Thing";
const field = "(chaukas.spec.options.v1.field)";
const versions: Versions = { base: "1.1.0", current: "1.1.0", next: "1.2.0" };

/** Creates a specification with the message `Thing`, which is as old as the first version, and the enum `Kind`. */
function spec(fields: Readonly<Record<string, ElementInit>>, thing: ElementInit = { since: "1.0.0" }): FileRegistry {
  const message = create(MessageOptionsSchema, { deprecated: thing.deprecated ?? false });
  setExtension(message, options.message, lifecycleOf(thing));
  const kind = create(EnumOptionsSchema);
  setExtension(kind, options.enum$, lifecycleOf({ since: "1.0.0" }));
  const file = create(FileDescriptorProtoSchema, {
    name: "test.proto",
    package: "chaukas.spec.test.v1",
    syntax: "proto3",
    messageType: [
      {
        name: "Thing",
        options: message,
        field: Object.entries(fields).map(([name, init], index) => ({
          name,
          number: index + 1,
          type: FieldDescriptorProto_Type.STRING,
          options: fieldOptions(init),
        })),
      },
    ],
    enumType: [{ name: "Kind", options: kind, value: [{ name: "KIND_UNSPECIFIED", number: 0 }] }],
  });
  return createFileRegistry(file, () => undefined);
}

function fieldOptions(init: ElementInit) {
  const result = create(FieldOptionsSchema, { deprecated: init.deprecated ?? false });
  setExtension(result, options.field, lifecycleOf(init));
  setExtension(result, options.pii, init.pii ?? options.Pii.UNSPECIFIED);
  return result;
}

function lifecycleOf({ since = "", replacedBy = "", deprecationReason = "" }: ElementInit): options.Lifecycle {
  return create(options.LifecycleSchema, { since, replacedBy, deprecationReason });
}

describe("since", () => {
  it("is inherited from the message by a field without its own", () => {
    expect(findLifecycleFaults(spec({ a: {} }))).toEqual([]);
  });

  it("is required for the field or for the message", () => {
    expect(findLifecycleFaults(spec({ a: {}, b: { since: "1.0.0" } }, {}))).toEqual([
      `${place}: expected the version that added it, (chaukas.spec.options.v1.message).since = "1.2.0" or similar`,
      `${place}.a: expected the version that added it, ${field}.since = "1.2.0" or similar`,
    ]);
  });

  it.each([
    ["missing", {}, `expected the version that added it, ${field}.since = "1.2.0"`],
    ["not a version", { since: "next" }, `expected ${field}.since to be a version such as 1.2.0, got "next"`],
    [
      "an earlier version",
      { since: "1.0.0" },
      `is new: expected ${field}.since = "1.2.0", the version that follows 1.1.0 according to the changesets, got "1.0.0"`,
    ],
    [
      "the published version",
      { since: "1.1.0" },
      `is new: expected ${field}.since = "1.2.0", the version that follows 1.1.0 according to the changesets, got "1.1.0"`,
    ],
    [
      "a later version than the next",
      { since: "9.0.0" },
      `is new: expected ${field}.since = "1.2.0", the version that follows 1.1.0 according to the changesets, got "9.0.0"`,
    ],
  ])("of a new field is rejected if it is %s", (_, init, fault) => {
    const base = { registry: spec({}), versions };
    expect(findLifecycleFaults(spec({ a: init }), base)).toEqual([`${place}.a: ${fault}`]);
  });

  it("of a new field is the next version", () => {
    const base = { registry: spec({}), versions };
    expect(findLifecycleFaults(spec({ a: { since: "1.2.0" } }), base)).toEqual([]);
  });

  it("of a new field may be the version that the branch just prepared", () => {
    const base = { registry: spec({}), versions: { base: "1.1.0", current: "1.2.0", next: "1.3.0" } };
    expect(findLifecycleFaults(spec({ a: { since: "1.2.0" }, b: { since: "1.3.0" } }), base)).toEqual([]);
  });

  it("of an element added since a release is any version after it, up to the next one", () => {
    const registry = spec({
      a: { since: "1.1.0" },
      b: { since: "1.1.1" },
      c: { since: "2.0.0" },
      d: { since: "3.0.0" },
    });
    const base = { registry: spec({}), versions: { base: "1.1.0", current: "1.1.0", next: "2.0.0", isRange: true } };
    expect(findLifecycleFaults(registry, base)).toEqual([
      expect.stringContaining(`${place}.a: is new`),
      expect.stringContaining(`${place}.d: is new`),
    ]);
  });

  it("of a new field is not compared if the versions are not known", () => {
    expect(findLifecycleFaults(spec({ a: { since: "9.0.0" } }), { registry: spec({}) })).toEqual([]);
  });

  it("never changes once it is published", () => {
    const base = { registry: spec({ a: { since: "1.1.0" } }), versions };
    const fault = (got: string) =>
      `${place}.a: expected ${field}.since = "1.1.0", as published, got "${got}"; restore it: the version that added an element never changes`;
    expect(findLifecycleFaults(spec({ a: { since: "1.2.0" } }), base)).toEqual([fault("1.2.0")]);
    expect(findLifecycleFaults(spec({ a: {} }), base)).toEqual([fault("1.0.0")]);
  });

  it("may move between the field and the message if it does not change", () => {
    const base = { registry: spec({ a: {} }), versions };
    expect(findLifecycleFaults(spec({ a: { since: "1.0.0" } }), base)).toEqual([]);
  });

  it("of a message is reported once if it changes, not for each of its fields", () => {
    const base = { registry: spec({ a: {}, b: {} }), versions };
    expect(findLifecycleFaults(spec({ a: {}, b: {} }, { since: "1.1.0" }), base)).toEqual([
      `${place}: expected (chaukas.spec.options.v1.message).since = "1.0.0", as published, got "1.1.0"; restore it: the version that added an element never changes`,
    ]);
  });

  it("of an unreleased element changes to the next version, and to no other", () => {
    const base = { registry: spec({ a: { since: "1.2.0" } }), versions: { ...versions, next: "2.0.0" } };
    expect(findLifecycleFaults(spec({ a: { since: "1.2.0" } }), base)).toEqual([]);
    expect(findLifecycleFaults(spec({ a: { since: "2.0.0" } }), base)).toEqual([]);
    expect(findLifecycleFaults(spec({ a: { since: "1.0.0" } }), base)).toEqual([
      `${place}.a: expected ${field}.since = "2.0.0", the version that follows 1.1.0 according to the changesets, got "1.0.0"`,
    ]);
  });
});

describe("a deprecation", () => {
  const deprecated = { deprecated: true };

  it.each([
    ["a sibling", "b"],
    ["a field by its full name", "chaukas.spec.test.v1.Thing.b"],
    ["an enum by its full name", "chaukas.spec.test.v1.Kind"],
  ])("may name %s as the replacement", (_, replacedBy) => {
    expect(findLifecycleFaults(spec({ a: { ...deprecated, replacedBy }, b: {} }))).toEqual([]);
  });

  it("of a message may name a type of the same package", () => {
    const thing = { ...deprecated, since: "1.0.0", replacedBy: "Kind" };
    expect(findLifecycleFaults(spec({}, thing))).toEqual([]);
  });

  it.each([
    [
      "without a reason",
      { ...deprecated },
      `is deprecated: expected ${field}.replaced_by or ${field}.deprecation_reason`,
    ],
    [
      "of an element that is not deprecated",
      { replacedBy: "b" },
      "has a replacement or a reason for deprecation: expected the option deprecated = true as well",
    ],
    [
      "that names nothing",
      { ...deprecated, replacedBy: "novelty" },
      `expected ${field}.replaced_by to name an existing element, by its full name or the name of a sibling, got "novelty"`,
    ],
    [
      "that names itself",
      { ...deprecated, replacedBy: "a" },
      `expected ${field}.replaced_by to name another element, got itself`,
    ],
    [
      "that names a deprecated element",
      { ...deprecated, replacedBy: "old" },
      `expected ${field}.replaced_by to name an element that is not deprecated, got "old"; name the replacement of that element, or add a deprecation_reason`,
    ],
  ])("is rejected %s", (_, init, fault) => {
    const registry = spec({ a: init, b: {}, old: { ...deprecated, replacedBy: "b" } });
    expect(findLifecycleFaults(registry)).toEqual([`${place}.a: ${fault}`]);
  });

  it("may name a deprecated element if it gives a reason", () => {
    const init = { ...deprecated, replacedBy: "old", deprecationReason: "Both go in 2.0.0." };
    expect(findLifecycleFaults(spec({ a: init, old: { ...deprecated, deprecationReason: "Unused." } }))).toEqual([]);
  });
});

describe("a mark for personal data", () => {
  const { LIKELY, POSSIBLE, UNSPECIFIED } = options.Pii;

  it.each([
    [LIKELY, POSSIBLE, "PII_LIKELY", "PII_POSSIBLE"],
    [LIKELY, UNSPECIFIED, "PII_LIKELY", "PII_UNSPECIFIED"],
    [POSSIBLE, UNSPECIFIED, "PII_POSSIBLE", "PII_UNSPECIFIED"],
  ])("is rejected if it is lowered from %s to %s", (was, is, before, after) => {
    expect(findLifecycleFaults(spec({ a: { pii: is } }), { registry: spec({ a: { pii: was } }), versions })).toEqual([
      `${place}.a: expected (chaukas.spec.options.v1.pii) = ${before} or higher, as before, got ${after}; restore it: redaction and retention rely on the mark`,
    ]);
  });

  it("may be raised", () => {
    const base = { registry: spec({ a: { pii: POSSIBLE } }), versions };
    expect(findLifecycleFaults(spec({ a: { pii: LIKELY } }), base)).toEqual([]);
  });
});
