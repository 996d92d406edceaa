// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create, createFileRegistry, type DescField, type DescMessage, setExtension } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  FieldOptionsSchema,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { field as lifecycle, Pii, pii, Stability } from "../gen/chaukas/spec/options/v1/options_pb.js";
import { lifecycleKeywords } from "./lifecycle-keywords.ts";

function createField(options: ReturnType<typeof create<typeof FieldOptionsSchema>>): DescField {
  const field = create(FieldDescriptorProtoSchema, {
    name: "old",
    number: 1,
    type: FieldDescriptorProto_Type.STRING,
    options,
  });
  const file = create(FileDescriptorProtoSchema, {
    name: "test.proto",
    syntax: "proto3",
    messageType: [{ name: "Test", field: [field] }],
  });
  const message = createFileRegistry(file, () => undefined).getMessage("Test") as DescMessage;
  return message.fields[0] as DescField;
}

test("includes the complete lifecycle of a field", () => {
  const options = create(FieldOptionsSchema, { deprecated: true });
  setExtension(options, pii, Pii.LIKELY);
  setExtension(options, lifecycle, {
    $typeName: "chaukas.spec.options.v1.Lifecycle",
    since: "1.2.0",
    stability: Stability.EXPERIMENTAL,
    replacedBy: "young",
    deprecationReason: "It was too short.",
  });
  expect(lifecycleKeywords(createField(options))).toEqual({
    deprecated: true,
    "x-chaukas-since": "1.2.0",
    "x-chaukas-stability": "experimental",
    "x-chaukas-replaced-by": "young",
    "x-chaukas-deprecation-reason": "It was too short.",
    "x-chaukas-pii": "likely",
  });
});

test("is empty for a field without a lifecycle", () => {
  expect(lifecycleKeywords(createField(create(FieldOptionsSchema)))).toEqual({});
});

test("is part of the OpenAPI document", () => {
  const path = join(import.meta.dirname, "../../../../openapi/chaukas/spec/v1/public.yaml");
  const { schemas } = (parse(readFileSync(path, "utf8")) as { components: { schemas: Record<string, never> } })
    .components;
  expect(schemas).toMatchObject({
    Event: {
      "x-chaukas-since": "1.0.0",
      properties: { server_timestamp: { "x-chaukas-since": "1.1.0" }, metadata: { "x-chaukas-pii": "possible" } },
    },
    EventType: { "x-chaukas-since": "1.0.0" },
    MessageContent: { properties: { text: { "x-chaukas-pii": "likely" } } },
  });
});
