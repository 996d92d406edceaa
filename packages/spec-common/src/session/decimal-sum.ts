// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Returns a finite number as the shortest decimal that stands for it, such as `0.0000001`, so that sums are exact. */
export function toDecimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? print(parse(text)) : text;
}

/**
 * Adds two decimals exactly. They may have exponents and fractions that end with zeros, as those of numbers and databases
 * do; the sum has none, such as `-0.0375`, or `0`.
 */
export function addDecimals(one: string, other: string): string {
  const [a, b] = [parse(one), parse(other)];
  const scale = Math.max(a.scale, b.scale);
  return print({ units: a.units * 10n ** BigInt(scale - a.scale) + b.units * 10n ** BigInt(scale - b.scale), scale });
}

/** A decimal: `units / 10 ** scale`. */
interface ScaledUnits {
  readonly units: bigint;
  readonly scale: number;
}

function parse(text: string): ScaledUnits {
  const [digits = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const places = fraction.length - Number(exponent);
  return { units: BigInt(whole + fraction) * 10n ** BigInt(Math.max(-places, 0)), scale: Math.max(places, 0) };
}

function print({ units, scale }: ScaledUnits): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const fraction = digits.slice(point).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
