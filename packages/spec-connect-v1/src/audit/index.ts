// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export * from "../gen/chaukas/spec/audit/v1/audit_connect.js";
export * from "../gen/chaukas/spec/audit/v1/audit_pb.js";
