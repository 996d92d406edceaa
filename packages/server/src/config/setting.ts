// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A kind of values: how they are written, and how they are read from text or from a file. */
interface ValueKind<T> {
  /** Name of the value in `--help`, such as `PORT`. */
  readonly placeholder: string;
  /** What is expected, for messages: `an integer from 0 to 65535`. */
  readonly expected: string;
  /** Reads a value. Returns undefined when it is not of this kind. */
  parse(value: unknown): T | undefined;
}

/** Text that is not empty. */
export function textKind(placeholder: string): ValueKind<string> {
  return {
    placeholder,
    expected: "a text that is not empty",
    parse: (value) => (typeof value === "string" && value !== "" ? value : undefined),
  };
}

/** Integers within bounds, in decimal digits. */
export function integerKind(placeholder: string, min: number, max = Number.MAX_SAFE_INTEGER): ValueKind<number> {
  return {
    placeholder,
    expected: max === Number.MAX_SAFE_INTEGER ? `an integer of at least ${min}` : `an integer from ${min} to ${max}`,
    parse(value) {
      const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
      return typeof number === "number" && Number.isSafeInteger(number) && number >= min && number <= max
        ? number
        : undefined;
    },
  };
}

/** One of a few words. */
export function choiceKind<const T extends string>(placeholder: string, choices: readonly T[]): ValueKind<T> {
  return {
    placeholder,
    expected: `one of ${choices.join(", ")}`,
    parse: (value) => choices.find((choice) => choice === value),
  };
}

/** Origins of web pages, separated by commas, in a file also as a list. */
export const originsKind: ValueKind<readonly string[]> = {
  placeholder: "ORIGINS",
  expected: "origins such as https://app.example.com, separated by commas, or *",
  parse(value) {
    const parts = typeof value === "string" ? value.split(",").map((part) => part.trim()) : value;
    return Array.isArray(parts) && parts.every((part) => part === "*" || isOrigin(part)) ? parts : undefined;
  },
};

function isOrigin(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}

/** One thing that can be set, by a flag, a variable of the environment or a key of the configuration file. */
export interface Setting<T> {
  /** Heading of `--help` under which it stands. */
  readonly group: "Server" | "Security" | "Audit" | "Timeouts" | "Limits" | "Observation";
  /** Sentence of `--help`, without a full stop. */
  readonly about: string;
  readonly kind: ValueKind<T>;
  readonly default: T;
  /** Makes the value fit to be shown, where it may hold a secret. */
  mask?(value: T): string;
}

/** Name of a setting as its flag and its key in a file have it, such as `max-event-bytes`. */
export function settingFlag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Name of a setting in the environment, such as `CHAUKAS_MAX_EVENT_BYTES`. */
export function settingVariable(name: string): string {
  return `CHAUKAS_${settingFlag(name).replaceAll("-", "_").toUpperCase()}`;
}
