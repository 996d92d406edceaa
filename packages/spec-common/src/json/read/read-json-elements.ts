// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageShape, Registry } from "@bufbuild/protobuf";
import { Fault, toJsonCodecError } from "../errors/fault.js";
import type { JsonCodecError } from "../errors/json-codec-error.js";
import { createReadState, type ReaderOfMessage } from "../messages/codec-state.js";
import { hasOwn, isPlainObject } from "../messages/plain-object.js";
import { createLocator } from "../text/find-place.js";
import { parseJson } from "../text/parse-json.js";
import { scanJsonText } from "../text/parse-json-text.js";
import { type ElementPlace, type ListPath, walkJsonText } from "../text/walk-json-text.js";
import { readJsonText } from "./read-json.js";

/** The list of a message whose elements are read one by one. */
export interface ElementList<Element extends DescMessage> {
  readonly path: ListPath;
  readonly element: Element;
  /** Maximum number of elements. */
  readonly maxElements: number;
}

/** An element of a list: the message, or why it cannot be read, with its JSON if that was parsed. */
type ElementReading<Message> =
  | { readonly message: Message }
  | { readonly error: JsonCodecError; readonly json: unknown };

/** A message without the elements of its list, and these elements. */
export interface ElementsReading<Message, Element> {
  readonly message: Message;
  readonly elements: readonly ElementReading<Element>[];
}

/**
 * Reads a message from text, and each element of its list by itself. Throws for everything outside of the elements, for
 * too many elements, and if the text is not JSON.
 */
export function readJsonElements<Desc extends DescMessage, Element extends DescMessage>(
  readerOf: ReaderOfMessage,
  schema: Desc,
  text: string,
  list: ElementList<Element>,
  registry?: Registry,
): ElementsReading<MessageShape<Desc>, MessageShape<Element>> {
  if (typeof text !== "string") {
    return { message: readJsonText(readerOf, schema, text, registry), elements: [] };
  }
  const locate = createLocator(text);
  try {
    const parsed = parseText(text, list);
    const read = createReader(readerOf, registry);
    const readings = parsed && readParsed(read, schema, parsed, list);
    if (readings?.isComplete === true) {
      return readings as never;
    }
    const place = walkJsonText(text, list.path, list.maxElements);
    if (place === undefined) {
      return { message: readJsonText(readerOf, schema, text, registry), elements: [] };
    }
    const rest = text.slice(0, place.start) + text.slice(place.end);
    const keys = parsed?.keys ?? findKeys(rest, list);
    const toError = (fault: Fault, index: number, start: number) => {
      const position = locate(fault, start);
      fault.keys.push(index, ...[...keys].reverse());
      return toJsonCodecError(fault, schema.name, () => position) as JsonCodecError;
    };
    const message = readings?.message ?? read(schema, parseJson(rest), 0).value;
    const elements = place.elements.map((element, index): ElementReading<unknown> => {
      const { json, fault, value } = parsed
        ? { json: parsed.items[index], ...(readings?.elements[index] as Reading) }
        : readSlice(read, text, element, list);
      // As for a single event: what is wrong with a value is reported before that its key occurs twice.
      const first = element.fault?.code === "duplicate_key" ? (fault ?? element.fault) : (element.fault ?? fault);
      return first === undefined ? { message: value } : { error: toError(first, index, element.start), json };
    });
    return { message, elements } as never;
  } catch (error) {
    throw toJsonCodecError(error, schema.name, locate);
  }
}

/** JSON that was taken apart. */
interface ParsedText {
  /** Without the elements of the list. */
  readonly rest: unknown;
  readonly items: readonly unknown[];
  /** The keys that lead to the list. */
  readonly keys: readonly string[];
  /** Number of members in all objects of the text. */
  readonly members: number;
}

/** Parses a text. Returns undefined if it is not JSON, would change its meaning when parsed, or has no such list. */
function parseText(text: string, list: ElementList<DescMessage>): ParsedText | undefined {
  const { members, isSuspect } = scanJsonText(text);
  if (isSuspect) {
    return undefined;
  }
  try {
    const parsed = takeList(parseJson(text), list.path);
    return parsed && { ...parsed, members };
  } catch {
    return undefined;
  }
}

function takeList(json: unknown, [names, ...inner]: ListPath): Omit<ParsedText, "members"> | undefined {
  if (names === undefined) {
    return Array.isArray(json) ? { rest: [], items: json, keys: [] } : undefined;
  }
  const key = isPlainObject(json) ? names.find((name) => hasOwn(json, name)) : undefined;
  const taken = key === undefined ? undefined : takeList((json as Record<string, unknown>)[key], inner);
  return taken && { ...taken, rest: { ...(json as object), [`${key}`]: taken.rest }, keys: [`${key}`, ...taken.keys] };
}

function findKeys(rest: string, { path }: ElementList<DescMessage>): readonly string[] {
  return takeList(parseJson(rest), path)?.keys ?? [];
}

/** What was read of a value: the message or the fault. */
interface Reading {
  readonly value?: unknown;
  readonly fault?: Fault;
  readonly members: number;
}

type Read = (desc: DescMessage, json: unknown, depth: number) => Reading;

/** Creates the function that reads one message inside of `depth` others. */
function createReader(readerOf: ReaderOfMessage, registry: Registry | undefined): Read {
  return (desc, json, depth) => {
    const state = createReadState(registry, depth);
    return { value: readerOf(desc)(json, state), members: state.members };
  };
}

function readParsed(read: Read, schema: DescMessage, parsed: ParsedText, list: ElementList<DescMessage>) {
  const { items, keys } = parsed;
  if (items.length > list.maxElements) {
    const fault = new Fault("too_many", `at most ${list.maxElements} elements`, `${items.length}`);
    fault.keys.push(...[...keys].reverse());
    throw fault;
  }
  const { value: message, members } = read(schema, parsed.rest, 0);
  const elements = items.map((item) => readElement(read, item, list));
  const sum = elements.reduce((total, element) => total + element.members, members);
  const isComplete = sum === parsed.members && elements.every(({ fault }) => fault === undefined);
  return isComplete
    ? { isComplete, message, elements: elements.map(({ value }) => ({ message: value })) }
    : { isComplete, message, elements };
}

function readElement(read: Read, json: unknown, { path, element }: ElementList<DescMessage>): Reading {
  try {
    return read(element, json, path.length);
  } catch (fault) {
    if (fault instanceof Fault) {
      return { fault, members: 0 };
    }
    throw fault;
  }
}

function readSlice(read: Read, text: string, { start, end, fault }: ElementPlace, list: ElementList<DescMessage>) {
  const json = fault?.code === "too_deep" ? undefined : tryParse(text.slice(start, end));
  // Only a text with a fault may not be JSON.
  return json === undefined
    ? { json, fault, value: undefined }
    : { json, fault: undefined, value: undefined, ...readElement(read, json, list) };
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
