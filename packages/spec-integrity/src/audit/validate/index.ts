// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type AuditRequest, validateAuditRequest } from "./validate-audit-request.js";
