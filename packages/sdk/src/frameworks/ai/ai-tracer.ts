// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Json, jsonOf } from "../../model/json.js";

/** What is used of a span of OpenTelemetry. */
export interface AiSpan {
  spanContext(): { traceId: string; spanId: string; traceFlags: number };
  setAttribute(...args: unknown[]): this;
  setAttributes(...args: unknown[]): this;
  addEvent(...args: unknown[]): this;
  addLink(...args: unknown[]): this;
  addLinks(...args: unknown[]): this;
  // biome-ignore lint/suspicious/noExplicitAny: spans of OpenTelemetry restrict what they take.
  setStatus(status: any): this;
  updateName(name: string): this;
  end(...args: unknown[]): void;
  isRecording(): boolean;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  recordException(exception: any, ...args: unknown[]): void;
}

/** What is used of a tracer of OpenTelemetry. */
export interface AiTracer {
  // biome-ignore lint/suspicious/noExplicitAny: tracers of OpenTelemetry restrict what they take.
  startSpan(name: string, ...rest: any[]): AiSpan;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  startActiveSpan<Work extends (span: any) => unknown>(name: string, ...rest: any[]): ReturnType<Work>;
}

const failed = 2;

/** Creates a tracer that records nothing. */
export function createNoopTracer(): AiTracer {
  const chain = () => span;
  const span: AiSpan = {
    spanContext: () => ({ traceId: "0".repeat(32), spanId: "0".repeat(16), traceFlags: 0 }),
    setAttribute: chain,
    setAttributes: chain,
    addEvent: chain,
    addLink: chain,
    addLinks: chain,
    setStatus: chain,
    updateName: chain,
    end() {},
    isRecording: () => false,
    recordException() {},
  };
  return { startSpan: chain, startActiveSpan: (_, ...rest) => rest.at(-1)(span) };
}

/** What is told of a span. */
export interface AiSpanListener {
  onAttributes?(attributes: Json): void;
  /** Gets the error that was recorded on the span, if there was one. */
  onEnd?(error: unknown): void;
}

/** Returns a span that behaves as the given one, and tells a listener what happens to it. */
export function followSpan(span: AiSpan, listener: AiSpanListener): AiSpan {
  let error: unknown;
  const followed: AiSpan = new Proxy(span, {
    get(target, key) {
      const member = Reflect.get(target, key, target) as unknown;
      if (typeof member !== "function") {
        return member;
      }
      return (...args: unknown[]) => {
        if (key === "setAttributes") {
          listener.onAttributes?.(jsonOf(args[0]));
        } else if (key === "recordException") {
          error = errorOf(args[0]);
        } else if (key === "setStatus" && jsonOf(args[0])["code"] === failed) {
          error ??= new Error(String(jsonOf(args[0])["message"] ?? "the span failed"));
        } else if (key === "end") {
          listener.onEnd?.(error);
        }
        const result = member.apply(target, args) as unknown;
        return result === target ? followed : result;
      };
    },
  });
  return followed;
}

function errorOf(exception: unknown): Error {
  const { name, message, stack } = jsonOf(exception);
  return Object.assign(new Error(String(message)), { name: String(name), stack: String(stack) });
}
