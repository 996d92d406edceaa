// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { createOtlpProtocol, type OtlpOptions } from "./create-otlp-protocol.js";
