// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage } from "@bufbuild/protobuf";

/** Creates the function that makes empty messages of a type: the same as `create` makes, but several times as fast. */
export function createMessageFactory(desc: DescMessage): () => Record<string, unknown> {
  const empty: Record<string, unknown> = create(desc);
  // V8 keeps an object that it has parsed from JSON in a compact form, which it copies at once. One that has grown
  // property by property, as in `create`, is a hash table when there are more than a dozen.
  const keys = Object.keys(empty).map((property) => `${JSON.stringify(property)}:null`);
  const template: Record<string, unknown> = Object.assign(JSON.parse(`{${keys.join()}}`), empty);

  const lists = desc.fields.filter((field) => field.fieldKind === "list").map((field) => field.localName);
  const maps = desc.fields.filter((field) => field.fieldKind === "map").map((field) => field.localName);
  const oneofs = desc.oneofs.map((oneof) => oneof.localName);
  return () => {
    const message = { ...template };
    for (const property of lists) {
      message[property] = [];
    }
    for (const property of maps) {
      message[property] = {};
    }
    for (const property of oneofs) {
      message[property] = { case: undefined };
    }
    return message;
  };
}
