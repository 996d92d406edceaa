// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export * from "../gen/chaukas/spec/server/v1/server_connect.js";
export * from "../gen/chaukas/spec/server/v1/server_pb.js";
