// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { answeringModel, type Json, type Reply } from "./api.ts";

const defaultDimensions = 8;

/** Answers `POST /v1/embeddings` of OpenAI. Equal inputs have equal vectors, of length 1 and 8 dimensions by default. */
export function answerEmbeddings(request: Json): Reply {
  const { input, dimensions = defaultDimensions, encoding_format: format } = request;
  // An array of numbers is one input of tokens.
  const inputs = Array.isArray(input) && typeof input[0] !== "number" ? input : [input];
  const data = inputs.map((each, index) => {
    const vector = embed(JSON.stringify(each), Number(dimensions));
    const embedding = format === "base64" ? Buffer.from(vector.buffer).toString("base64") : [...vector];
    return { object: "embedding", index, embedding };
  });
  const tokens = inputs.reduce(
    (sum, each) => sum + (Array.isArray(each) ? each.length : String(each).trim().split(/\s+/).length),
    0,
  );
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { json: { object: "list", data, model: answeringModel(request["model"]), usage } };
}

function embed(text: string, dimensions: number): Float32Array<ArrayBuffer> {
  const numbers = Array.from(
    { length: dimensions },
    (_, dimension) => createHash("sha256").update(`${dimension} ${text}`).digest().readInt32LE() / 2 ** 31,
  );
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}
