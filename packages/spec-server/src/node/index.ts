// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  type ChaukasNodeHandler,
  type ChaukasNodeHandlerOptions,
  createChaukasNodeHandler,
} from "./create-chaukas-node-handler.js";
