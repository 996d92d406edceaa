// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";

/**
 * JSON Pointer, in the public JSON form of a message, for the path of a field such as `tags[2]` or
 * `tool_call.name`. Members of a oneof share one object in that form.
 */
export function findPointer(schema: DescMessage, path: string): string {
  let pointer = "";
  let message: DescMessage | undefined = schema;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    const field: DescField | undefined = message?.fields.find(({ name }) => name === step);
    if (field === undefined) {
      pointer += `/${step}`;
      continue;
    }
    pointer += `/${field.oneof === undefined ? field.name : field.oneof.name}`;
    message = field.message;
  }
  return pointer;
}
