// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A JSON object of a request, of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>;

/** One server-sent event. Its data is JSON, or text that is sent as it is. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: unknown;
}

/** What an API answers: a JSON value, or a stream of events. */
export type Reply = { readonly json: unknown } | { readonly events: readonly ServerSentEvent[] };

/** What the APIs of one server share. */
export interface Session {
  /** Returns a new ID, such as `call_3`. IDs are numbered in the order of the requests. */
  nextId(prefix: string): string;
  /** Answers to messages of the user. */
  readonly answers: Readonly<Record<string, string>>;
  /** Items of the responses API by their ID, and the conversation of each response by its ID. */
  readonly items: Map<string, unknown>;
}

/** An error that the server answers in the form of the API. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Time of every answer, in seconds since 1970: the first of January 2026. */
export const created = 1_767_225_600;

/** Returns the model that answers for the requested one, with the date that providers append. */
export function answeringModel(model: unknown): string {
  return `${model}-2026-01-01`;
}

/** Returns the objects in an array of a request, and none for another value. */
export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
}

/** Returns the text of the content of a message: a string, or parts of which some have text. */
export function textOf(content: unknown): string {
  if (typeof content === "string") {
    return content;
  }
  return objectsIn(content)
    .map((part) => (typeof part["text"] === "string" ? part["text"] : ""))
    .join("");
}

/** Returns the member of an object, if it is an object. */
export function memberOf(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null ? (object as Json)[name] : undefined;
}
