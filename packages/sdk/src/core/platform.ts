// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Carrier } from "../delivery/carrier.js";
import type { Compress } from "../delivery/create-server-sink.js";
import type { DeliveryOptions } from "../delivery/delivery-options.js";
import type { EventSink, QueuedEvent } from "../delivery/queued-event.js";
import type { ContextStore } from "../scope/scope-context.js";
import type { ChaukasOptions, CheckedOptions } from "./chaukas-options.js";

/** What an instance does when its process or page ends. */
export interface ExitHooks {
  /** Flushes. Resolves to whether nothing is left, at the latest after the limit of the options. */
  flush(): Promise<boolean>;
  /** What would be lost, for a last synchronous attempt. */
  endangered(): readonly QueuedEvent[];
  /** Sends at once what waits, without waiting for it, with requests that outlive the page. */
  sendAway(): void;
}

/** What differs between Node and browsers. */
export interface Platform {
  /** Fills in options from the environment. Absent where there is none. Throws `ChaukasError`. */
  readonly fillOptions?: (options: ChaukasOptions) => ChaukasOptions;
  createStore<Value>(): ContextStore<Value>;
  /** Default: the stream of the runtime. */
  readonly compress?: Compress;
  /** Opens the file of the options as a sink. Absent where there are no files. */
  readonly createFileSink?: (path: string) => EventSink;
  /** Opens a spool in a folder. Absent where there are no files. */
  readonly createSpoolCarrier?: (folder: string, sink: EventSink, options: DeliveryOptions) => Carrier;
  /** Calls the hooks when the process or the page ends. Returns a function that undoes it. */
  watchExit(hooks: ExitHooks, options: CheckedOptions): () => void;
}
