// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type OpenAIClient, type WrapOpenAIOptions, wrapOpenAI } from "./wrap-openai.js";
