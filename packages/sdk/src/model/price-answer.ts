// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CostDetails, LLMInvocation } from "@chaukas/spec-common";
import type { MessageInit } from "../values/event-init.js";

/** Price of a model, for each token. */
export interface ModelPrice {
  readonly inputPerToken: number;
  readonly outputPerToken: number;
  /** Of a token of the input that comes from the provider's cache. Default: `inputPerToken`. */
  readonly cachedInputPerToken?: number;
  /** Default: `USD`. */
  readonly currency?: string;
}

/** Prices by the name of the model. */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** Returns what an answer costs, or undefined if there is no price for its model. */
export function priceAnswer(
  prices: ModelPrices | undefined,
  invocation: MessageInit<LLMInvocation>,
): MessageInit<CostDetails> | undefined {
  const { provider, model = "", responseModel = "" } = invocation;
  const price = prices?.[responseModel] ?? prices?.[model];
  if (price === undefined) {
    return undefined;
  }
  const { promptTokens: input = 0, completionTokens: output = 0, cachedInputTokens: cached = 0 } = invocation;
  const { inputPerToken, outputPerToken, cachedInputPerToken = inputPerToken, currency = "USD" } = price;
  const inputCost = (input - cached) * inputPerToken + cached * cachedInputPerToken;
  const outputCost = output * outputPerToken;
  return {
    provider,
    service: responseModel || model,
    inputTokens: input,
    outputTokens: output,
    totalTokens: input + output,
    inputCost,
    outputCost,
    totalCost: inputCost + outputCost,
    currency,
    inputRatePerToken: inputPerToken,
    outputRatePerToken: outputPerToken,
  };
}
