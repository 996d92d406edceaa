// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";

/** A name, the index of a list, or the key of a map, which protovalidate writes as a JSON string. */
const step = /\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g;

/** Splits the path of a field, such as `tags[2]`, `tool_call.name` or `metrics["load"]`, into its steps. */
export function parseFieldPath(path: string): string[] {
  return [...path.matchAll(step)].map(([text, key]) => (key === undefined ? text : key.replace(/\\(.)/g, "$1")));
}

/** Joins steps to a JSON Pointer (RFC 6901). */
export function toPointer(steps: readonly string[]): string {
  return steps.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Returns the JSON Pointer for the path of a field, by the names of the proto. */
export function findProtoPointer(path: string): string {
  return toPointer(parseFieldPath(path));
}

/**
 * Returns the JSON Pointer, in the public JSON form of a message, for the path of a field. Members of a oneof share one
 * object in that form. A message with a kind of its own is a member of that object, beside the kind of content.
 */
export function findPublicPointer(schema: DescMessage, path: string): string {
  let message: DescMessage | undefined = schema;
  const steps = parseFieldPath(path).flatMap((name) => {
    const field: DescField | undefined = message?.fields.find((candidate) => candidate.name === name);
    message = field?.message;
    if (field?.oneof === undefined) {
      return [name];
    }
    return message?.fields.some((member) => member.name === "kind") ? [field.oneof.name, name] : [field.oneof.name];
  });
  return toPointer(steps);
}
