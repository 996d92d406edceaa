// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Type of a setting's value: its name in `--help`, and how it is parsed from text or from a file. */
interface ValueKind<T> {
  /** Placeholder in `--help`, such as `PORT`. */
  readonly placeholder: string;
  /** Expected values, for error messages: `an integer from 0 to 65535`. */
  readonly expected: string;
  /** Parses a value. Returns undefined if it is not of this kind. */
  parse(value: unknown): T | undefined;
}

/** Non-empty text. */
export function textKind(placeholder: string): ValueKind<string> {
  return {
    placeholder,
    expected: "non-empty text",
    parse: (value) => (typeof value === "string" && value !== "" ? value : undefined),
  };
}

/** Decimal integers within inclusive bounds. */
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

/** Origins of web pages, separated by commas, or a list in a configuration file. */
export const originsKind: ValueKind<readonly string[]> = {
  placeholder: "ORIGINS",
  expected: "origins such as https://app.example.com, separated by commas, or *",
  parse: (value) => parseList(value, (part) => part === "*" || isOrigin(part)),
};

/** Names of HTTP headers, separated by commas, or a list in a configuration file. */
export const headersKind: ValueKind<readonly string[]> = {
  placeholder: "HEADERS",
  expected: "names of headers such as x-request-id, separated by commas",
  parse: (value) => parseList(value, (part) => typeof part === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(part)),
};

/** Headers with their values, separated by commas, or a list in a configuration file. Values are percent-encoded. */
export const headerValuesKind: ValueKind<readonly string[]> = {
  placeholder: "HEADERS",
  expected: "headers such as authorization=Bearer%20TOKEN, separated by commas",
  parse: (value) => parseList(value, isHeaderValue),
};

function isHeaderValue(part: unknown): boolean {
  const [, text] = (typeof part === "string" && /^[\w!#$%&'*+.^`|~-]+=([\x21-\x7e]+)$/.exec(part)) || [];
  try {
    // No control characters, which would be headers of their own.
    return text !== undefined && /^[\x20-\x7e]*$/.test(decodeURIComponent(text));
  } catch {
    return false;
  }
}

/** An absolute URL over HTTP, to which a path can be appended. */
export const urlKind: ValueKind<string> = {
  placeholder: "URL",
  expected: "a URL without query and fragment, such as http://localhost:4318",
  parse: (value) => (typeof value === "string" && isBaseUrl(value) ? value : undefined),
};

function isBaseUrl(text: string): boolean {
  // The platform's URL parser also takes text without slashes, with backslashes, or with white space in it.
  if (!/^https?:\/\/[^\s\\?#]+$/i.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

function parseList(value: unknown, isValid: (part: unknown) => boolean): readonly string[] | undefined {
  const parts = typeof value === "string" ? value.split(",").map((part) => part.trim()) : value;
  return Array.isArray(parts) && parts.every(isValid) ? parts : undefined;
}

function isOrigin(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
}

/** Declaration of a setting, which a flag, an environment variable or a key of the configuration file can set. */
export interface Setting<T> {
  /** Heading in `--help` under which the setting is listed. */
  readonly group: "Server" | "Security" | "Audit" | "Timeouts" | "Limits" | "Observability";
  /** Description in `--help`, without a full stop. */
  readonly about: string;
  readonly kind: ValueKind<T>;
  readonly default: T;
  /** Returns the value without its secrets, for display. Absent if it cannot contain any. */
  mask?(value: T): string | readonly string[];
}

/** Returns the name of a setting as used in flags and files, such as `max-event-bytes`. */
export function settingFlag(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Returns the environment variable of a setting, such as `CHAUKAS_MAX_EVENT_BYTES`. */
export function settingVariable(name: string): string {
  return `CHAUKAS_${settingFlag(name).replaceAll("-", "_").toUpperCase()}`;
}
