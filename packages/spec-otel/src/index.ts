// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { isOtlpError, OtlpError, type OtlpErrorCode } from "./otlp/otlp-error.js";
