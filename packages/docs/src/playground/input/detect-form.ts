// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { integrityProfile, isEvidence } from "@chaukas/spec-integrity";

/** A form of what can be pasted. */
export type InputForm = "public-json" | "protojson" | "hex" | "otlp-json" | "evidence" | "export";

/** Names of the forms. */
export const formNames: Readonly<Record<InputForm, string>> = {
  "public-json": "public JSON",
  protojson: "ProtoJSON",
  hex: "binary, as hex",
  "otlp-json": "OTLP/JSON",
  evidence: "evidence",
  export: "export",
};

/**
 * Guesses the form of a text. A text that could be of several, or that is damaged, is taken for the most likely one, whose
 * reader then says what is wrong.
 */
export function detectForm(text: string): InputForm {
  const trimmed = text.trimStart();
  if (isEvidence(trimmed)) {
    return "evidence";
  }
  if (trimmed.startsWith(`{"format":"${integrityProfile}"`)) {
    return "export";
  }
  if (/^(?:0x)?[0-9a-f\s:]+$/i.test(trimmed)) {
    return "hex";
  }
  const keys = topKeys(trimmed);
  if (keys.some((key) => /^resource_?(?:spans|logs)$/i.test(key))) {
    return "otlp-json";
  }
  // Only ProtoJSON has names of enum values with their prefix, keys in camel case, and a content without a kind.
  const isProtoJson = /"EVENT_TYPE_\w+"/.test(trimmed) || keys.some((key) => /^[a-z]+(?:[A-Z][a-z]*)+$/.test(key));
  return isProtoJson ? "protojson" : "public-json";
}

function topKeys(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
