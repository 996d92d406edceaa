// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compileProtos } from "../../test/compile-protos.ts";
import { errorOf } from "../../test/error-of.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { parseBaseDocument } from "./base-document.ts";
import { generateOpenApi } from "./generate-open-api.ts";

const protos = {
  zoo: `
// What it is.
enum Kind {
  // Nobody knows.
  KIND_UNSPECIFIED = 0;
  // Big
  // and grey.
  KIND_ELEPHANT = 1;
  // Small.
  KIND_MOUSE = 2;
}
// It runs.
message Dog {
  // Loud.
  bool loud = 1;
}
// It flies.
message Bird {}
// One of those.
message Animal {
  option (buf.validate.message).cel = { id: "animal.age", message: "age must be right", expression: "true" };
  // Last.
  string name = 9 [(buf.validate.field).required = true];
  // What sort.
  oneof sort {
    // Barks.
    Dog dog = 3;
    // Sings.
    Bird bird = 4;
    // Anything else.
    google.protobuf.Struct other = 5;
  }
  // First.
  Kind kind = 1 [(buf.validate.field).required = true];
}
// Not for everybody.
message Secret {}
`,
  prefixless: "enum Color { NONE = 0; RED = 1; }",
  nested: "message A { message B {} }",
  nested_enum: "message A { enum B { B_NONE = 0; } }",
  scalar_union: "message A { oneof one { string b = 1; } }",
  timestamp_union: "message A { oneof one { google.protobuf.Timestamp b = 1; } }",
  other_use: "message A { oneof one { B b = 1; } } message B {} message C { B b = 1; }",
  taken: "message A { oneof one { B b = 1; } } message B { string kind = 1; }",
  required_union: "message A { oneof one { option (buf.validate.oneof).required = true; B b = 1; } } message B {}",
  bare_cel: `message A { option (buf.validate.message).cel = { id: "a", expression: "true" }; }`,
  expression: `message A { option (buf.validate.message).cel_expression = "true"; }`,
  rule_oneof: `message A { option (buf.validate.message).oneof = { fields: ["b"] }; string b = 1; }`,
};

let files: Record<keyof typeof protos, DescFile>;
beforeAll(() => {
  files = compileProtos(protos);
});

const union =
  "{ schema: Sort, discriminator: type, kinds: { bird: songbird }, wrap: { other: { schema: Other, property: data } } }";
const base = `
info: { title: Zoo }
omit: [Secret]
unions: { Animal.sort: ${union} }
`;

function generate(names: readonly (keyof typeof protos)[], text: string): string {
  return generateOpenApi(
    names.map((name) => files[name]),
    parseBaseDocument(text, "base.yaml"),
    "1.2.3",
  );
}

function schemas(text = base): Record<string, JsonSchema> {
  return parse(generate(["zoo"], text)).components.schemas;
}

describe("a message", () => {
  it("has its properties in the order of the field numbers, and lists the required ones", () => {
    const { Animal } = schemas();
    expect(Object.keys(Animal?.properties ?? {})).toEqual(["kind", "sort", "name"]);
    expect(Animal?.required).toEqual(["kind", "name"]);
  });

  it("is described by its comment and by the messages of its rules", () => {
    expect(schemas()["Animal"]?.description).toBe("One of those.\n\nRule `animal.age`: age must be right.");
  });

  it("is absent if the base document omits it", () => {
    expect(Object.keys(schemas())).toEqual(["Animal", "Bird", "Dog", "Kind", "Other", "Sort"]);
  });
});

it("lists the names of an enum without prefix and without the value 0, each with its comment", () => {
  expect(schemas()["Kind"]).toEqual({
    description: "What it is.\n\n- absent: Nobody knows.\n- `ELEPHANT`: Big\n  and grey.\n- `MOUSE`: Small.",
    type: "string",
    enum: ["ELEPHANT", "MOUSE"],
  });
});

describe("a oneof", () => {
  it("is one property that refers to a union", () => {
    expect(schemas()["Animal"]?.properties?.["sort"]).toEqual({
      description: "What sort.",
      $ref: "#/components/schemas/Sort",
    });
  });

  it("is a union with a discriminator", () => {
    expect(schemas()["Sort"]).toEqual({
      description: [
        "One of the following, distinguished by `type`:\n",
        "- `dog`: Barks.\n- `songbird`: Sings.\n- `other`: Anything else.",
      ].join("\n"),
      type: "object",
      oneOf: [
        { $ref: "#/components/schemas/Dog" },
        { $ref: "#/components/schemas/Bird" },
        { $ref: "#/components/schemas/Other" },
      ],
      discriminator: {
        propertyName: "type",
        mapping: {
          dog: "#/components/schemas/Dog",
          songbird: "#/components/schemas/Bird",
          other: "#/components/schemas/Other",
        },
      },
    });
  });

  it("adds the discriminator to its members as the first property", () => {
    const { Dog, Bird } = schemas();
    expect(Dog?.required).toEqual(["type"]);
    expect(Object.keys(Dog?.properties ?? {})).toEqual(["type", "loud"]);
    expect(Bird?.properties?.["type"]).toMatchObject({ type: "string", const: "songbird" });
  });

  it("wraps a member that has no place for the discriminator", () => {
    expect(schemas()["Other"]).toMatchObject({
      type: "object",
      required: ["type", "data"],
      properties: { type: { const: "other" }, data: { type: "object", additionalProperties: true } },
    });
  });
});

describe("the document", () => {
  it("gets its version from the caller, and everything else from the base document", () => {
    const text = `${base}\nservers: [{ url: http://127.0.0.1 }]\npaths: {}\n`;
    expect(parse(generate(["zoo"], text))).toMatchObject({
      openapi: "3.1.1",
      info: { title: "Zoo", version: "1.2.3" },
      servers: [{ url: "http://127.0.0.1" }],
      paths: {},
    });
  });

  it("quotes strings that YAML 1.1 would not read as strings", () => {
    const text = generate(
      ["zoo"],
      `${base}\noverlay: { Animal: { examples: [{ a: 2026-01-02, b: "no", c: 2026-01-02T03:04:05Z }] } }`,
    );
    expect(text).toContain('- a: "2026-01-02"\n          b: "no"\n          c: "2026-01-02T03:04:05Z"\n');
  });

  it("repeats the values of aliases in the base document", () => {
    const text = `${base}\noverlay: { Dog: { examples: [&dog { loud: true }] }, Bird: { examples: [*dog] } }`;
    expect(generate(["zoo"], text)).not.toMatch(/[&*]/);
  });
});

describe("an overlay", () => {
  it("adds keywords, and changes which properties are required", () => {
    const overlay = `
overlay:
  Animal:
    required: [sort]
    optional: [name]
    properties: { name: { default: Rex } }
    examples: [{ kind: MOUSE }]`;
    const { Animal } = schemas(base + overlay);
    expect(Animal?.required).toEqual(["kind", "sort"]);
    // A property that may be left out may also be empty.
    expect(Animal?.properties?.["name"]).toEqual({ description: "Last.", type: "string", default: "Rex" });
    expect(Animal?.["examples"]).toEqual([{ kind: "MOUSE" }]);
  });

  it.each([
    ["Cat: {}", "/Cat: no such schema, expected one of Kind, Dog, Bird, Animal, Sort, Other"],
    ["Secret: {}", "/Secret: no such schema, expected one of Kind, Dog, Bird, Animal, Sort, Other"],
    ["Dog: { properties: { toString: {} } }", "/Dog/properties/toString: no such property, expected one of type, loud"],
    [
      "Dog: { required: [type, legs] }",
      "/Dog/required/0: expected a property that the proto does not require, got type",
    ],
    ["Dog: { required: [loud, legs] }", "/Dog/required/1: no such property, expected one of type, loud"],
    ["Dog: { optional: [legs] }", "/Dog/optional/0: no such property, expected one of type, loud"],
    ["Dog: { optional: [loud] }", "/Dog/optional/0: expected a property that the proto requires, got loud"],
    [
      "Dog: { description: No. }",
      '/Dog/description: expected a keyword that the proto does not define, but it defines "It runs."',
    ],
    [
      "Dog: { properties: { loud: { type: string } } }",
      '/Dog/properties/loud/type: expected a keyword that the proto does not define, but it defines "boolean"',
    ],
    ["Kind: { properties: { a: {} } }", "/Kind/properties/a: no such property, expected one of "],
  ])("is rejected if it does not match the protos: %s", (overlay, message) => {
    expect(errorOf(() => schemas(`${base}\noverlay: { ${overlay} }`))).toEqual({
      code: "mismatch",
      message: `base.yaml#/overlay${message}`,
    });
  });

  it("is rejected if it has an unknown keyword", () => {
    expect(errorOf(() => schemas(`${base}\noverlay: { Dog: { exmaples: [] } }`))).toEqual({
      code: "unsupported",
      message: "#/components/schemas/Dog/exmaples: expected a keyword that the JSON Schemas support",
    });
  });
});

describe("a base document that does not match the protos is rejected", () => {
  it.each([
    ["omit: [Secret, Secrets]", "base.yaml#/omit/1: expected the name of a message or enum, got Secrets"],
    [
      "unions: { Animal.kind: { schema: A, discriminator: a } }",
      "base.yaml#/unions/Animal.kind: expected one of Animal.sort",
    ],
    [
      "unions: { Animal.sort: { schema: Sort, discriminator: a, kinds: { cat: b } } }",
      "base.yaml#/unions/Animal.sort/kinds/cat: no such field, expected one of dog, bird, other",
    ],
    [
      "unions: { Animal.sort: { schema: Sort, discriminator: a, wrap: { cat: { schema: b, property: c } } } }",
      "base.yaml#/unions/Animal.sort/wrap/cat: no such field, expected one of dog, bird, other",
    ],
    [
      `unions: { Animal.sort: ${union.replace("Sort", "Kind")} }`,
      "base.yaml#/unions: expected a name other than those of the messages, got Kind",
    ],
    [
      `unions: { Animal.sort: ${union} }\ncomponents: { schemas: { Dog: {} } }`,
      "base.yaml#/components/schemas: expected a name other than those of the messages, got Dog",
    ],
    [
      `unions: { Animal.sort: ${union} }\nomit: [Kind]`,
      "#/components/schemas/Animal/properties/kind/$ref: expected a location in this document, got #/components/schemas/Kind",
    ],
    [
      `unions: { Animal.sort: ${union} }\npaths: { /a~b: { $ref: "other.yaml#/a" } }`,
      "#/paths/~1a~0b/$ref: expected a location in this document, got other.yaml#/a",
    ],
  ])("%s", (text, message) => {
    expect(errorOf(() => generate(["zoo"], text))).toEqual({ code: "mismatch", message });
  });
});

describe("a proto that the document cannot represent is rejected", () => {
  const oneofs = (name: string) => `unions: { ${name}: { schema: S, discriminator: kind } }`;
  it.each<[keyof typeof protos, string, string]>([
    ["zoo", "omit: [Secret]", "test.zoo.Animal.sort: expected a oneof that the base document declares as a union"],
    ["prefixless", "", "test.prefixless.Color: expected values that share the enum's prefix"],
    ["nested", "", "test.nested.A.B: expected no types nested in messages"],
    ["nested_enum", "", "test.nested_enum.A.B: expected no types nested in messages"],
    ["scalar_union", oneofs("A.one"), "test.scalar_union.A.b: expected a message as a member of a union"],
    [
      "timestamp_union",
      oneofs("A.one"),
      "test.timestamp_union.A.b: expected a message with a place for a discriminator, got google.protobuf.Timestamp",
    ],
    ["other_use", oneofs("A.one"), "test.other_use.C.b: expected a message that is not a member of a union, got B"],
    ["taken", oneofs("A.one"), "B.kind: expected a name other than the discriminator's"],
    [
      "required_union",
      oneofs("A.one"),
      "test.required_union.A.one: expected a rule with a keyword in JSON Schema, got oneof.required",
    ],
    ["bare_cel", "", "test.bare_cel.A: expected a message for the rule a"],
    ["expression", "", "test.expression.A: expected no message rules except cel with a message"],
    ["rule_oneof", "", "test.rule_oneof.A: expected no message rules except cel with a message"],
  ])("%s %s", (name, text, message) => {
    expect(errorOf(() => generate([name], text || "{}"))).toEqual({ code: "unsupported", message });
  });

  it("two messages with the same name", () => {
    expect(errorOf(() => generate(["bare_cel", "expression"], "{}"))).toEqual({
      code: "unsupported",
      message: "test.expression.A: expected a name other than that of test.bare_cel.A",
    });
  });
});
