// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ValueKind } from "./value-kind.js";

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
