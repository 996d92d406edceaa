// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ContextStore, createEmptyStore } from "../scope/scope-context.js";
import type { Platform } from "./platform.js";

interface NodeLike {
  getBuiltinModule?(name: string): { AsyncLocalStorage: new () => ContextStore<never> } | undefined;
}

/** Browsers and edge runtimes: no files, AsyncLocalStorage only where a module of Node has it. */
export const browserPlatform: Platform = {
  createStore<Value>() {
    const { process } = globalThis as { process?: NodeLike };
    const hooks = process?.getBuiltinModule?.("node:async_hooks");
    return hooks === undefined
      ? createEmptyStore<Value>()
      : (new hooks.AsyncLocalStorage() as unknown as ContextStore<Value>);
  },
  watchExit({ sendAway }) {
    if (typeof document === "undefined") {
      return () => {};
    }
    const send = () => {
      if (document.visibilityState === "hidden") {
        sendAway();
      }
    };
    document.addEventListener("visibilitychange", send);
    addEventListener("pagehide", sendAway);
    return () => {
      document.removeEventListener("visibilitychange", send);
      removeEventListener("pagehide", sendAway);
    };
  },
};
