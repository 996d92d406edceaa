// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  type ModelRequest,
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "./start-model-server.ts";
