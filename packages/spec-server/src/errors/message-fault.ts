// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Thrown for a value that is not allowed in a message of an event. The enclosing messages add their fields. */
export class MessageFault extends Error {
  override readonly name = "MessageFault";
  /** Steps of the path to the value, innermost first, as `name` or `[index]`. */
  readonly steps: string[] = [];

  constructor(
    readonly ruleId: string,
    message: string,
  ) {
    super(message);
  }

  /** Path of the value by proto field names, such as `policy.rules[2].name`. */
  get path(): string {
    return this.steps.reduceRight(
      (path, step) => (path === "" || step.startsWith("[") ? path + step : `${path}.${step}`),
      "",
    );
  }
}
