// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A decimal number without an exponent, such as `-0.0375`. Zero is `0`, and a fraction does not end with a zero. */
export type Decimal = string;

/** Returns a number as the shortest decimal that stands for it, so that sums of decimals are exact. */
export function toDecimal(value: number): Decimal {
  const text = String(value);
  return text.includes("e") ? addDecimals(text, "0") : Object.is(value, -0) ? "0" : text;
}

/** Adds two decimals exactly. Also accepts exponents and fractions that end with zeros, as numbers and databases have. */
export function addDecimals(one: string, other: string): Decimal {
  const [a, b] = [parse(one), parse(other)];
  const scale = Math.max(a.scale, b.scale);
  return print(a.units * 10n ** BigInt(scale - a.scale) + b.units * 10n ** BigInt(scale - b.scale), scale);
}

/** Returns the decimal with the opposite sign. */
export function negateDecimal(value: Decimal): Decimal {
  return value === "0" ? value : value.startsWith("-") ? value.slice(1) : `-${value}`;
}

/** Parses a number into `units / 10 ** scale`. */
function parse(text: string): { units: bigint; scale: number } {
  const [digits = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const places = fraction.length - Number(exponent);
  return { units: BigInt(whole + fraction) * 10n ** BigInt(Math.max(-places, 0)), scale: Math.max(places, 0) };
}

function print(units: bigint, scale: number): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = digits.slice(point).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
