// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Difference, Vector, VectorForm } from "@chaukas/spec-vectors";
import { judgeByCodec } from "./judge-by-codec.ts";
import { judgeByRules } from "./judge-by-rules.ts";
import { judgeByLenientSchema, judgeByOpenApi, judgeByStrictSchema } from "./judge-by-schema.ts";
import type { Verdict } from "./verdict.ts";

// The tests of the vectors check the readers of protobuf libraries.
const judges: readonly (readonly [VectorForm, (vector: Vector) => Verdict | undefined])[] = [
  ["codec", judgeByCodec],
  ["protovalidate", judgeByRules],
  ["strict", judgeByStrictSchema],
  ["lenient", judgeByLenientSchema],
  ["openapi", judgeByOpenApi],
];

/**
 * Judges a vector by every form. Returns a line for each form that disagrees with the vector but is not listed, or is
 * listed but does not disagree.
 */
export function findDisagreements(vector: Vector): string[] {
  return judges.flatMap(([form, judge]) => {
    const listed = vector.differences?.find((difference) => difference.form === form);
    const problem = findProblem(vector, judge(vector), listed);
    return problem === undefined ? [] : [`${form}: ${problem}`];
  });
}

function findProblem(vector: Vector, verdict: Verdict | undefined, listed: Difference | undefined): string | undefined {
  if (verdict === undefined) {
    return listed && `listed as ${listed.verdict}, but not applicable to this vector`;
  }
  const found = verdict.isValid ? "valid" : "invalid";
  if (listed !== undefined) {
    return listed.verdict === found ? undefined : `listed as ${listed.verdict} (${listed.reason}), but found ${found}`;
  }
  const expected = vector.valid ? "valid" : "invalid";
  return expected === found ? undefined : `expected ${expected}, found ${found}`;
}
