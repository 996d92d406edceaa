// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The Standard Schema interface, version 1 (https://standardschema.dev), for a schema that changes nothing. */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** What a Standard Schema answers. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong, in the words of Standard Schema. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}
