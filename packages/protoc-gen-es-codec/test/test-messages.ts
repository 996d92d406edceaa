// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import type { DescMessage, Message } from "@bufbuild/protobuf";
import { inject } from "vitest";

/** A message of a test proto, with its codec. */
export interface TestMessage {
  readonly desc: DescMessage;
  readonly encode: (message: Message, options?: object) => Uint8Array;
  readonly decode: (bytes: Uint8Array, options?: object) => Message;
}

const files = {
  "google/protobuf/test_messages_proto2": ["TestAllTypesProto2"],
  "google/protobuf/test_messages_proto3": ["TestAllTypesProto3"],
  "google/protobuf/test_messages_proto3_editions": ["TestAllTypesProto3"],
  "google/protobuf/test_messages_proto2_editions": ["TestAllTypesProto2"],
  "google/protobuf/test_messages_edition2023": ["TestAllTypesEdition2023"],
  shapes: ["Shape", "Empty"],
  legacy: ["Required"],
};

/** Imports a generated module, such as `shapes_codec`. */
async function importGenerated(name: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(/* @vite-ignore */ join(inject("generated"), `${name}.ts`))) as Record<string, unknown>;
}

/** Imports the messages of the test protos. */
export async function importTestMessages(): Promise<TestMessage[]> {
  const messages = Object.entries(files).map(async ([file, names]) => {
    const [schemas, codecs] = await Promise.all([importGenerated(`${file}_pb`), importGenerated(`${file}_codec`)]);
    return names.map((name) => ({
      desc: schemas[`${name}Schema`] as DescMessage,
      encode: codecs[`encode${name}`] as TestMessage["encode"],
      decode: codecs[`decode${name}`] as TestMessage["decode"],
    }));
  });
  return (await Promise.all(messages)).flat();
}
