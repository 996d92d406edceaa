// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../codegen-error.ts";

/**
 * Throws {@link CodegenError} with the place of the first `$ref` that points to nothing in the document, and on
 * references to other documents.
 */
export function checkReferences(document: unknown): void {
  visit(document, "#", (ref, place) => {
    if (!ref.startsWith("#/") || resolve(document, ref) === undefined) {
      throw new CodegenError("mismatch", `${place}: expected a place in this document, got ${ref}`);
    }
  });
}

function visit(value: unknown, place: string, onReference: (ref: string, place: string) => void): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const at = `${place}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (key === "$ref" && typeof member === "string") {
      onReference(member, at);
    } else {
      visit(member, at, onReference);
    }
  }
}

function resolve(document: unknown, ref: string): unknown {
  const keys = ref.slice(2).split("/");
  return keys.reduce<unknown>((value, key) => {
    const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
    const isContainer = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    return isContainer ? (value as Record<string, unknown>)[name] : undefined;
  }, document);
}
