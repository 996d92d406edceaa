// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export * from "../gen/chaukas/spec/client/v1/client_connect.js";
export * from "../gen/chaukas/spec/client/v1/client_pb.js";
