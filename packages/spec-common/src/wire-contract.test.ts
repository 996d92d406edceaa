// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { protoCamelCase } from "@bufbuild/protobuf/reflect";
import { FileDescriptorSetSchema, MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import * as common from "@chaukas/spec-common";
import { contractRemedy, factsOfFile, readContract, readContractFacts } from "@chaukas/testdata";
import { describe, expect, it } from "vitest";

const set = readFileSync(new URL(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb")));
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
const files = [...registry.files].filter((file) => file.proto.package.startsWith("chaukas."));
const messages = files.flatMap((file) => file.messages);
const packages = ["chaukas.spec.common.v1", "chaukas.spec.client.v1", "chaukas.spec.server.v1"];

describe.each(packages)("%s in the shipped FileDescriptorSet", (name) => {
  const facts = files.filter((file) => file.proto.package === name).flatMap(factsOfFile);
  const contract = readContractFacts(name);

  it.each(contract)("has %s", (fact) => {
    expect(facts).toContain(fact);
  });

  it("has only what the tables list", () => {
    const unlisted = facts.filter((fact) => !contract.includes(fact));
    expect(unlisted, contractRemedy).toEqual([]);
  });
});

describe("the generated code", () => {
  it("agrees with the contract", () => {
    const generated = [common.file_chaukas_spec_common_v1_events, common.file_chaukas_spec_common_v1_query];
    const contract = readContractFacts("chaukas.spec.common.v1");
    expect(generated.flatMap(factsOfFile).sort(), contractRemedy).toEqual(contract);
  });
});

describe("the contract", () => {
  it("uses every row of both tables", () => {
    const facts = packages.flatMap(readContractFacts).join("\n");
    const rows = [...readContract("wire-1.0.5"), ...readContract("additions")];
    const unused = rows.filter(({ in: parent, name, number }) =>
      number === "" ? !facts.includes(String(parent)) : !facts.includes(`${parent}.${name} = ${number}`),
    );
    expect(unused).toEqual([]);
  });

  it("has no reserved fields and no extension ranges", () => {
    for (const { typeName, proto } of messages) {
      expect([typeName, ...proto.reservedName, ...proto.reservedRange, ...proto.extensionRange]).toEqual([typeName]);
    }
  });

  it("derives every JSON name from the name of the field", () => {
    for (const field of messages.flatMap((message) => message.fields)) {
      expect(field.jsonName, String(field)).toBe(protoCamelCase(field.name));
    }
  });

  it("declares every method idempotent", () => {
    const methods = files.flatMap((file) => file.services).flatMap((service) => service.methods);
    const unsafe = methods.filter((m) => m.idempotency === MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN);
    expect(unsafe.map(String)).toEqual([]);
  });

  it.each([
    ["chaukas/spec/common/v1/events.proto", "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1;v1"],
    ["chaukas/spec/common/v1/query.proto", "github.com/chaukasai/chaukas-spec/chaukas/spec/common/v1;v1"],
    ["chaukas/spec/audit/v1/audit.proto", "github.com/chaukasai/chaukas-spec/chaukas/spec/audit/v1;v1"],
    ["chaukas/spec/client/v1/client.proto", "github.com/chaukasai/chaukas-spec/chaukas/spec/client/v1;v1"],
    ["chaukas/spec/server/v1/server.proto", "github.com/chaukasai/chaukas-spec/chaukas/spec/server/v1;v1"],
  ])("gives %s the Go package %s", (name, goPackage) => {
    expect(registry.getFile(name)?.proto.options?.goPackage).toBe(goPackage);
  });
});
