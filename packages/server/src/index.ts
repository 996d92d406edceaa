// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type { SigningKey } from "./audit/checkpoints/signing-key.js";
export { createSigningKeyFile, readSigningKey } from "./audit/checkpoints/signing-key-file.js";
export type { AuditOptions } from "./audit/create-audit.js";
export { type Caller, callerOf } from "./auth/caller.js";
export { type CreatedKey, createKey, type KeyRequest } from "./auth/create-key.js";
export { isGuessableKey } from "./auth/key-text.js";
export { createServerBackend } from "./backend/create-server-backend.js";
export type { HandlerOptions, ServerBackend, ServerBackendOptions } from "./backend/server-backend.js";
export { ConfigError, isConfigError } from "./config/config-error.js";
export { type ConfigSources, type ResolvedConfig, resolveConfig } from "./config/resolve-config.js";
export type { ServerConfig } from "./config/server-config.js";
export { defaultServerConfig } from "./config/settings.js";
export { isServerError, ServerError, type ServerErrorCode } from "./errors/server-error.js";
export { isServerStartError, ServerStartError, type ServerStartErrorCode } from "./errors/server-start-error.js";
export type { RunningServer } from "./http/serve.js";
export { type ServerDependencies, startServer } from "./http/start-server.js";
export { defaultServerLimits, type ServerLimits } from "./limits/server-limits.js";
export { createLog, createLogger, type Log, type Logger } from "./observe/create-logger.js";
export type { IngestCounts, LimitName, ServerHooks, ServerLoad } from "./observe/server-hooks.js";
export type {
  EventLog,
  EventRedaction,
  LogEntry,
  LogHead,
  LogLeaf,
  LogOpening,
  SavedCheckpoint,
} from "./store/contract/event-log.js";
export type {
  AppendOutcome,
  EventFilter,
  EventStats,
  EventStore,
  Position,
  StatsSelection,
  StoredEvent,
  StorePage,
  StoreQuery,
} from "./store/contract/event-store.js";
export type { KeyScope, KeyStore, StoredKey } from "./store/contract/key-store.js";
export type { LogBatch, LogTransfer, TransferredOpening, TransferredRecord } from "./store/contract/log-transfer.js";
export type { MigrationOptions, MigrationProgress } from "./store/contract/migration-progress.js";
export type { EventSeal, Instant, NewEvent } from "./store/contract/new-event.js";
export type { CommitOptions, StoreCommit } from "./store/contract/observe-commits.js";
export { isStoreError, StoreError, type StoreErrorCode } from "./store/contract/store-error.js";
export { type OpenStoreOptions, openStore } from "./store/open-store.js";
export { sealEvent } from "./store/records/commitment.js";
export type { LogOptions } from "./store/records/log-host.js";
