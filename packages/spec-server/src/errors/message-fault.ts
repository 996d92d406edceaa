// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A value that no message of an event may hold, as thrown by the code that meets it. Messages around it add their field. */
export class MessageFault extends Error {
  override readonly name = "MessageFault";
  /** Steps that lead to the value, the innermost first, as `name` or `[index]`. */
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
