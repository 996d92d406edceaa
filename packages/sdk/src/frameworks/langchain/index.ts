// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type ChaukasCallbackHandler, createCallbackHandler } from "./callback-handler.js";
