// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs steps one after the other and says of each what it found or why it failed. A step that fails does
 * not keep the next ones from running.
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

/** Throws unless two byte arrays are equal; names the first place where they differ. */
export function expectSameBytes(what, actual, expected) {
  const index = expected.findIndex((byte, position) => byte !== actual[position]);
  if (index !== -1 || actual.length !== expected.length) {
    throw new Error(
      `${what}: expected ${expected.length} bytes, got ${actual.length}, first different at ${index === -1 ? expected.length : index}`,
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
 * `fetch` for the transports of connect-web, which ask for `redirect: "error"`: workerd refuses that. What
 * createChaukasClient makes of a base URL does without.
 */
export function fetchInWorkerd(input, init) {
  return fetch(input, { ...init, redirect: "manual" });
}

/** Turns base64 into bytes by what every runtime has. */
export function bytesFromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function show(value) {
  return typeof value === "bigint" ? `${value}n` : JSON.stringify(value);
}

function describe(error) {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  // Some runtimes leave the message out of the stack.
  const full = text.includes(String(error)) ? text : `${error}\n${text}`;
  return error instanceof Error && error.cause !== undefined ? `${full}\ncaused by ${describe(error.cause)}` : full;
}
