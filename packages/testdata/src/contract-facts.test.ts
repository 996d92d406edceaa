// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createFileRegistry, type MessageInitShape } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { expect, it } from "vitest";
import { factsOfFile, readContractFacts } from "./contract-facts.ts";

const name = "thing.proto";

function facts(init: MessageInitShape<typeof FileDescriptorProtoSchema>): string[] {
  const proto = create(FileDescriptorProtoSchema, { name, package: "p.v1", syntax: "proto3", ...init });
  const file = createFileRegistry(proto, () => undefined).getFile(name);
  return file === undefined ? [] : factsOfFile(file);
}

it("lists number, type, label, oneof and presence of a field", () => {
  const field = { label: Label.OPTIONAL, type: Type.STRING };
  const messageType = {
    name: "Thing",
    field: [
      { ...field, name: "plain", number: 1 },
      { ...field, name: "many", number: 2, type: Type.INT64, label: Label.REPEATED },
      { ...field, name: "by_name", number: 3, type: Type.MESSAGE, label: Label.REPEATED, typeName: ".p.v1.Thing.E" },
      { ...field, name: "either", number: 4, oneofIndex: 0 },
      { ...field, name: "perhaps", number: 5, oneofIndex: 1, proto3Optional: true },
      { ...field, name: "self", number: 6, type: Type.MESSAGE, typeName: ".p.v1.Thing" },
    ],
    oneofDecl: [{ name: "choice" }, { name: "_perhaps" }],
    nestedType: [
      {
        name: "E",
        options: { mapEntry: true },
        field: [
          { ...field, name: "key", number: 1 },
          { ...field, name: "value", number: 2, type: Type.DOUBLE },
        ],
      },
    ],
  };
  expect(facts({ messageType: [messageType] })).toEqual([
    "field p.v1.Thing.by_name = 3: map<string, double>",
    "field p.v1.Thing.either = 4: string, oneof choice",
    "field p.v1.Thing.many = 2: repeated int64",
    "field p.v1.Thing.perhaps = 5: optional string",
    "field p.v1.Thing.plain = 1: string",
    "field p.v1.Thing.self = 6: p.v1.Thing",
    "file thing.proto: package p.v1",
    "message p.v1.Thing",
  ]);
});

it("lists input, output and streaming of a method", () => {
  const method = { inputType: ".p.v1.In", outputType: ".p.v1.Out" };
  const service = {
    name: "S",
    method: [
      { ...method, name: "One" },
      { ...method, name: "Many", serverStreaming: true },
    ],
  };
  expect(facts({ messageType: [{ name: "In" }, { name: "Out" }], service: [service] })).toEqual([
    "file thing.proto: package p.v1",
    "message p.v1.In",
    "message p.v1.Out",
    "rpc p.v1.S.Many: p.v1.In -> stream p.v1.Out",
    "rpc p.v1.S.One: p.v1.In -> p.v1.Out",
  ]);
});

it("lists name and number of an enum value", () => {
  expect(facts({ enumType: [{ name: "E", value: [{ name: "E_NONE", number: 0 }] }] })).toEqual([
    "enum value p.v1.E.E_NONE = 0",
    "file thing.proto: package p.v1",
  ]);
});

it("reads the facts of the tables in the same form", () => {
  const contract = readContractFacts("chaukas.spec.server.v1");
  expect(contract).toContain(
    "field chaukas.spec.server.v1.GetEventStatsResponse.events_by_type = 3: map<string, int64>",
  );
  expect(contract).toContain("message chaukas.spec.server.v1.HealthzRequest");
  expect(contract).toContain("file chaukas/spec/server/v1/server.proto: package chaukas.spec.server.v1");
  expect(contract).toContain(
    "rpc chaukas.spec.server.v1.ChaukasServerService.Healthz: chaukas.spec.server.v1.HealthzRequest -> chaukas.spec.server.v1.HealthzResponse",
  );
  expect(readContractFacts("chaukas.spec.common.v1")).toContain(
    "field chaukas.spec.common.v1.Event.mcp_call = 39: chaukas.spec.common.v1.MCPCall, oneof content",
  );
});
