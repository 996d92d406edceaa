// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { mutate } from "./mutate.ts";
export { createRandom, type Random, randomMessage } from "./random-message.ts";
