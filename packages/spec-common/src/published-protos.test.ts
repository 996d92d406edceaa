// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFileRegistry, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { EventBatchSchema, EventSchema, EventType } from "@chaukas/spec-common";
import { readCapturedBatches, readCapturedRequests } from "@chaukas/testdata";
import {
  loadFileDescriptorSetFromBuffer,
  loadSync,
  type MessageTypeDefinition,
  type PackageDefinition,
  type ServiceDefinition,
} from "@grpc/proto-loader";
import { describe, expect, it } from "vitest";

const manifest = fileURLToPath(import.meta.resolve("@chaukas/spec-common/package.json"));
const folder = join(dirname(manifest), "proto");
const set = readFileSync(fileURLToPath(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb")));
const sources = globSync("**/*.proto", { cwd: folder }).sort();
const options = { longs: String, enums: String, oneofs: true, keepCase: true };

describe("the shipped sources", () => {
  it("are the files of the specification and the definitions they import", () => {
    expect(sources).toEqual([
      "buf/validate/validate.proto",
      "chaukas/spec/audit/v1/audit.proto",
      "chaukas/spec/client/v1/client.proto",
      "chaukas/spec/common/v1/events.proto",
      "chaukas/spec/common/v1/query.proto",
      "chaukas/spec/options/v1/options.proto",
      "chaukas/spec/server/v1/server.proto",
    ]);
  });

  it.each(sources)("are exported: %s", (source) => {
    const url = import.meta.resolve(`@chaukas/spec-common/proto/${source}`);
    expect(fileURLToPath(url)).toBe(join(folder, source));
  });

  it("compile to the shipped FileDescriptorSet without other files", () => {
    const args = ["build", ".", "--as-file-descriptor-set", "--exclude-source-info", "--output", "-"];
    const built = execFileSync("buf", args, { cwd: folder });
    expect(fromBinary(FileDescriptorSetSchema, built)).toEqual(fromBinary(FileDescriptorSetSchema, set));
  });
});

describe("the shipped FileDescriptorSet", () => {
  it("contains every file that its files import", () => {
    const files = fromBinary(FileDescriptorSetSchema, set).file;
    const names = files.map((file) => file.name);
    expect(files.flatMap((file) => file.dependency).filter((name) => !names.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(sources));
  });

  it("loads in protobuf-es", () => {
    const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
    expect(registry.getService("chaukas.spec.server.v1.ChaukasServerService")?.methods).toHaveLength(8);
  });
});

const specification = sources.filter((source) => source.startsWith("chaukas/"));

describe.each([
  ["the shipped sources", loadSync(specification, { ...options, includeDirs: [folder] })],
  ["the shipped FileDescriptorSet", loadFileDescriptorSetFromBuffer(set, options)],
])("%s in @grpc/proto-loader", (_, definition) => {
  it.each([
    ["chaukas.spec.audit.v1.ChaukasAuditService", 8],
    ["chaukas.spec.client.v1.ChaukasClientService", 5],
    ["chaukas.spec.server.v1.ChaukasServerService", 8],
  ])("define %s with %i methods", (name, count) => {
    expect(Object.keys(definition[name] ?? {})).toHaveLength(count);
  });

  it("read and write captured events like protobuf-es", () => {
    const { serialize, deserialize } = getMessage(definition, "chaukas.spec.common.v1.Event");
    const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
    expect(events).toHaveLength(106);
    for (const event of events) {
      const bytes = Buffer.from(toBinary(EventSchema, event));
      const loaded = deserialize(bytes);
      expect(loaded).toMatchObject({ event_id: event.eventId, type: `EVENT_TYPE_${EventType[event.type]}` });
      expect(serialize(loaded)).toEqual(bytes);
    }
  });

  it("read and write captured requests like protobuf-es", () => {
    const { requestSerialize, requestDeserialize } = getIngestEventBatch(definition);
    for (const { body } of readCapturedRequests()) {
      const loaded = requestDeserialize(Buffer.from(body));
      expect(requestDeserialize(requestSerialize(loaded))).toEqual(loaded);
    }
  });
});

function getMessage(definition: PackageDefinition, name: string) {
  const message = definition[name];
  if (message === undefined || !("serialize" in message) || typeof message.serialize !== "function") {
    throw new Error(`package definition: expected the message ${name}, got none`);
  }
  return message as MessageTypeDefinition<object, object>;
}

function getIngestEventBatch(definition: PackageDefinition) {
  const service = definition["chaukas.spec.client.v1.ChaukasClientService"] as ServiceDefinition | undefined;
  const method = service?.["IngestEventBatch"];
  if (method === undefined) {
    throw new Error("package definition: expected ChaukasClientService.IngestEventBatch, got none");
  }
  return method;
}
