// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MigrationOptions } from "../../store/contract/migration-progress.js";
import { createProgress, type Progress } from "./create-progress.js";

/** Returns options with which opening a store shows the progress of a migration on stderr. */
export function showMigration(): MigrationOptions {
  let progress: Progress | undefined;
  let isSaid = false;
  return {
    onMigration({ events, total }) {
      if (progress === undefined) {
        progress = createProgress(total, "events");
        if (!isSaid) {
          progress.say(`migrating: reading all ${total} events again`);
          isSaid = true;
        }
      }
      progress.update(events);
      if (events === total) {
        progress.stop();
        // There may be another pass over the events.
        progress = undefined;
      }
    },
  };
}
