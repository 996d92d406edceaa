// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, Principal } from "@chaukas/spec-common";

/**
 * What a message is made of: all fields are optional, a `Date` stands for a timestamp, and any value for a Struct, which
 * `toStruct` converts.
 */
export type MessageInit<Message> = {
  readonly [Name in keyof Message as Name extends "$typeName" | "$unknown" ? never : Name]?:
    | FieldInit<Message[Name]>
    | undefined;
};

type FieldInit<Value> = Value extends readonly (infer Item)[]
  ? readonly FieldInit<Item>[]
  : Value extends { readonly case: infer Case extends string; readonly value: infer Content }
    ? { readonly case: Case; readonly value: FieldInit<Content> }
    : Value extends { readonly case: undefined }
      ? { readonly case?: undefined }
      : Value extends { readonly $typeName: "google.protobuf.Timestamp" }
        ? Date | { readonly seconds: bigint; readonly nanos?: number }
        : Value extends { readonly $typeName: "google.protobuf.Any" }
          ? Value
          : Value extends { readonly $typeName: string }
            ? MessageInit<Value>
            : Value extends object
              ? unknown
              : Value;

/** What an event is made of. See {@link MessageInit}. */
export type EventInit = MessageInit<Event>;

/** What a principal is made of. */
export type PrincipalInit = MessageInit<Principal>;

/** Returns a time in milliseconds since 1970, which may have a fraction, as a timestamp in whole microseconds. */
export function timestampOf(ms: number): { readonly seconds: bigint; readonly nanos: number } {
  const seconds = Math.floor(ms / 1000);
  return { seconds: BigInt(seconds), nanos: Math.min(999_999, Math.round((ms - seconds * 1000) * 1000)) * 1000 };
}
