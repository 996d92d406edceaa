// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export * from "./gen/chaukas/spec/common/v1/events_pb.js";
export * from "./gen/chaukas/spec/common/v1/query_pb.js";
