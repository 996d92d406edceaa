// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs steps one after the other, and returns what each found or why it failed. The steps after a failed one still run.
 */
export async function runSteps(steps) {
  const results = [];
  for (const [name, step] of Object.entries(steps)) {
    try {
      results.push({ name, found: await step() });
    } catch (error) {
      results.push({ name, error: describe(error) });
    }
  }
  return results;
}

/** Throws unless two values are the same. */
export function expectSame(what, actual, expected) {
  if (!Object.is(actual, expected)) {
    throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`);
  }
}

/** Throws unless two byte arrays are equal. The error contains the first index at which they differ. */
export function expectSameBytes(what, actual, expected) {
  const index = expected.findIndex((byte, position) => byte !== actual[position]);
  if (index !== -1 || actual.length !== expected.length) {
    throw new Error(
      `${what}: expected ${expected.length} bytes, got ${actual.length}, first difference at ${index === -1 ? expected.length : index}`,
    );
  }
}

/** Waits for a call to fail and returns its error. */
export async function expectFailure(what, call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected an error, got none`);
}

/**
 * `fetch` for the transports of connect-web. They set `redirect: "error"`, which workerd refuses. The transport that
 * createChaukasClient creates from a base URL does not set it.
 */
export function fetchInWorkerd(input, init) {
  return fetch(input, { ...init, redirect: "manual" });
}

/** Decodes base64 with functions that every runtime has. */
export function bytesFromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function show(value) {
  return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
}

function describe(error) {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  // Some runtimes omit the message from the stack.
  const full = text.includes(String(error)) ? text : `${error}\n${text}`;
  return error instanceof Error && error.cause !== undefined ? `${full}\ncaused by ${describe(error.cause)}` : full;
}
