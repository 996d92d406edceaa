// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Returns whether a value is a plain object, from any realm. Arrays, dates, maps and the like are not: they would be
 * mistaken for empty objects.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

const ownProperty = Object.prototype.hasOwnProperty;

/** Returns whether an object has an own property. React Native lacked `Object.hasOwn` in 2022. */
export function hasOwn(object: object, key: string): boolean {
  return ownProperty.call(object, key);
}

/**
 * Sets an own property, even for the key `__proto__`, which is legal in JSON but would replace the prototype when
 * assigned to.
 */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
