// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Json, textOf } from "../../model/json.js";
import type { ModelInit } from "../../scope/operations.js";

type NumberName = "temperature" | "topP" | "topK" | "frequencyPenalty" | "presencePenalty";
type CountName = "maxTokens" | "choiceCount";

const numbers: readonly (readonly [NumberName, ...string[]])[] = [
  ["temperature", "temperature"],
  ["topP", "top_p", "topP"],
  ["topK", "top_k", "topK"],
  ["frequencyPenalty", "frequency_penalty", "frequencyPenalty"],
  ["presencePenalty", "presence_penalty", "presencePenalty"],
];
const counts: readonly (readonly [CountName, ...string[]])[] = [
  ["maxTokens", "max_completion_tokens", "max_output_tokens", "max_tokens", "maxOutputTokens", "maxTokens"],
  ["choiceCount", "n"],
];

/**
 * Reads the settings of a request to a model by the names that OpenAI, LangChain and the AI SDK have for them. A setting of
 * another type than expected is left out, because the provider will refuse it, and the request has it anyway.
 */
export function describeSettings(settings: Json): ModelInit {
  const model = textOf(settings["model"]);
  const seed = settings["seed"];
  const stop = settings["stop"] ?? settings["stop_sequences"] ?? settings["stopSequences"];
  const stopSequences = (Array.isArray(stop) ? stop : [stop]).filter((item) => typeof item === "string");
  return {
    ...(model === undefined ? {} : { model }),
    ...readNumbers(settings, numbers, Number.isFinite),
    ...readNumbers(settings, counts, (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31),
    ...(Number.isSafeInteger(seed) ? { seed: BigInt(seed as number) } : {}),
    ...(stopSequences.length === 0 ? {} : { stopSequences }),
  };
}

function readNumbers<Name extends string>(
  settings: Json,
  names: readonly (readonly [Name, ...string[]])[],
  isValid: (value: unknown) => boolean,
): { readonly [Key in Name]?: number } {
  const found = names.flatMap(([name, ...keys]) => {
    const value = keys.map((key) => settings[key]).find((each) => each !== undefined && each !== null);
    return isValid(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}
