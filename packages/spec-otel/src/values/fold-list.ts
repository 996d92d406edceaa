// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";

/**
 * Lists of objects that attributes spread over keys with a number, such as `llm.input_messages.0.message.role`, which is
 * how OpenInference and older versions of OpenLLMetry write messages, tools and documents. Behind each number comes the
 * name of the element, by list. The object leaves it out: `[{"role": "user"}]`.
 */
const elementNames: Readonly<Record<string, string>> = {
  messages: "message",
  input_messages: "message",
  output_messages: "message",
  contents: "message_content",
  tool_calls: "tool_call",
  tools: "tool",
  documents: "document",
  input_documents: "document",
  output_documents: "document",
  embeddings: "embedding",
  prompts: "prompt",
  choices: "completion",
};

/**
 * Returns the attributes whose keys begin with a prefix and a number as a list of objects, or undefined if that loses
 * something. `named` says whether the name of the element is behind each number.
 */
export function foldList(prefix: string, attributes: readonly KeyValue[], named: boolean): JsonValue[] | undefined {
  const list: JsonValue[] = [];
  for (const { key, value } of attributes) {
    const leaf = value === undefined ? undefined : leafOf(value.value);
    const path = key.slice(prefix.length + 1).split(".");
    const steps = named ? stripNames(path, lastOf(prefix)) : path;
    if (leaf === undefined || steps === undefined || !setLeaf(list, steps, leaf)) {
      return undefined;
    }
  }
  return isDense(list) ? list : undefined;
}

function lastOf(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf(".") + 1);
}

function leafOf(value: NonNullable<KeyValue["value"]>["value"]): string | boolean | number | undefined {
  switch (value.case) {
    case "stringValue":
    case "boolValue":
      return value.value;
    case "intValue":
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : undefined;
    case "doubleValue":
      return Number.isFinite(value.value) && !Number.isInteger(value.value) ? value.value : undefined;
    default:
      return undefined;
  }
}

const index = /^(?:0|[1-9]\d{0,3})$/;

/** Removes the name of the element behind each number. Undefined if one is missing. */
function stripNames(steps: readonly string[], listName: string): string[] | undefined {
  const stripped: string[] = [];
  let list = listName;
  for (let position = 0; position < steps.length; position++) {
    const step = steps[position] ?? "";
    stripped.push(step);
    if (!index.test(step)) {
      list = step;
      continue;
    }
    const name = elementNames[list];
    if (name !== undefined) {
      if (steps[position + 1] !== name) {
        return undefined;
      }
      position++;
    }
  }
  return stripped;
}

function setLeaf(list: JsonValue[], steps: readonly string[], leaf: JsonValue): boolean {
  let parent: JsonObject | JsonValue[] = list;
  for (const [position, step] of steps.entries()) {
    if (Array.isArray(parent) !== index.test(step) || step === "" || step === "__proto__") {
      return false;
    }
    const children = parent as JsonObject;
    const next = steps[position + 1];
    if (next === undefined) {
      if (Object.hasOwn(children, step)) {
        return false;
      }
      children[step] = leaf;
      return true;
    }
    const child: JsonValue | undefined = Object.hasOwn(children, step) ? children[step] : undefined;
    if (child === undefined) {
      children[step] = index.test(next) ? [] : {};
    } else if (typeof child !== "object") {
      return false;
    }
    parent = children[step] as JsonObject | JsonValue[];
  }
  return false;
}

function isDense(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) {
    return true;
  }
  if (Array.isArray(value) && Object.keys(value).length !== value.length) {
    return false;
  }
  return Object.values(value).every(isDense);
}

/** Spreads a list of objects over keys: the opposite of {@link foldList}. */
export function spreadList(prefix: string, list: JsonValue, named: boolean): [string, string | boolean | number][] {
  const pairs: [string, string | boolean | number][] = [];
  const visit = (value: JsonValue, key: string, listName: string) => {
    if (typeof value !== "object" || value === null) {
      pairs.push([key, value as string | boolean | number]);
    } else if (Array.isArray(value)) {
      const name = named ? elementNames[listName] : undefined;
      for (const [position, element] of value.entries()) {
        visit(element, `${key}.${position}${name === undefined ? "" : `.${name}`}`, "");
      }
    } else {
      for (const [name, member] of Object.entries(value)) {
        visit(member, `${key}.${name}`, name);
      }
    }
  };
  visit(list, prefix, lastOf(prefix));
  return pairs;
}
