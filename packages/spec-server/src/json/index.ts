// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/server/v1/server_json.js";
export * from "./gen/chaukas/spec/server/v1/server_codec.js";
