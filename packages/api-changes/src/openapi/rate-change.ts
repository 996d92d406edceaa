// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A place in one version of a document. */
interface Place {
  readonly pointer: string;
  readonly line: number;
  /** The value at that place, if it was added, removed or changed. */
  readonly value?: unknown;
}

/** A change as `redocly diff` reports it. */
export interface DocumentChange {
  /** Kind of the object that changed, such as `Schema` or `Operation`. */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  /** Member of the object that was modified. */
  readonly property?: string;
  /** Verdicts of the rules. Empty if no rule objects, as for compatible changes. */
  readonly verdicts: readonly { readonly ruleId: string; readonly impact: string; readonly message: string }[];
  readonly base?: Place;
  readonly revision?: Place;
}

/** Whether a change breaks a client, and a description of the change. */
export interface Rating {
  readonly isBreaking: boolean;
  readonly what: string;
}

/** A kind of change that the rules of the tool rate differently or not at all. */
interface OwnRule {
  applies(change: DocumentChange): boolean;
  readonly isBreaking: boolean;
  describe(name: string): string;
}

const ownRules: readonly OwnRule[] = [
  {
    // Readers must accept contents of an unknown kind, as the lenient schemas do.
    applies: ({ kind, revision }) => kind === "added" && pointsTo(revision, /\/oneOf\/\d+$/),
    isBreaking: false,
    describe: () => "Member of a union was added.",
  },
  {
    // The same in the JSON Schemas, where a union is a list of conditions on the kind.
    applies: ({ kind, revision }) =>
      kind === "added" &&
      pointsTo(revision, /\/allOf\/\d+$/) &&
      isRecord(revision?.value) &&
      isRecord(revision.value["if"]),
    isBreaking: false,
    describe: () => "Member of a union was added.",
  },
  {
    // Servers reject unknown members, although the schemas allow them.
    applies: ({ kind, base }) => kind === "removed" && pointsTo(base, /\/properties\/[^/]+$/),
    isBreaking: true,
    describe: (name) => `Property \`${name}\` was removed.`,
  },
  {
    // Generated code and the JSON Schemas use the names of the components.
    applies: ({ kind, property, base }) =>
      (kind === "removed" || property === "key") && pointsTo(base, /^#\/components\/schemas\/[^/]+$/),
    isBreaking: true,
    describe: (name) => `Schema \`${name}\` was removed.`,
  },
  {
    applies: ({ typeName, property }) => typeName === "Discriminator" && property === "propertyName",
    isBreaking: true,
    describe: () => "Property of the discriminator changed.",
  },
  {
    applies: ({ kind, base }) => kind === "removed" && pointsTo(base, /\/discriminator(\/mapping\/[^/]+)?$/),
    isBreaking: true,
    describe: (name) => `Kind \`${name}\` was removed from the discriminator.`,
  },
  {
    // An operation without its own security requirements has those of the document.
    applies: ({ kind, base }) => kind === "removed" && pointsTo(base, /^#\/paths\/[^/]+\/[^/]+\/security$/),
    isBreaking: true,
    describe: () => "Operation now has the security requirements of the document.",
  },
  {
    applies: ({ kind, typeName, revision }) =>
      kind === "added" &&
      typeName === "RequestBody" &&
      isRecord(revision?.value) &&
      revision.value["required"] === true,
    isBreaking: true,
    describe: () => "Required request body was added.",
  },
  {
    applies: ({ property }) => property === "default",
    isBreaking: true,
    describe: () => "Meaning of an absent value changed.",
  },
];

/** Rates a change. One change may have several ratings, for example if an enum both lost and gained values. */
export function rateChange(change: DocumentChange): Rating[] {
  const own = ownRules.find((rule) => rule.applies(change));
  if (own !== undefined) {
    return [{ isBreaking: own.isBreaking, what: own.describe(lastKey(change.base ?? change.revision)) }];
  }
  if (change.verdicts.length > 0) {
    return change.verdicts.map(({ impact, message }) => ({ isBreaking: impact === "major", what: message }));
  }
  return [{ isBreaking: false, what: describeNeutral(change) }];
}

function describeNeutral({ kind, typeName, property }: DocumentChange): string {
  return kind === "modified" ? `\`${property}\` of ${typeName} changed.` : `${typeName} was ${kind}.`;
}

function pointsTo(place: Place | undefined, pattern: RegExp): boolean {
  return place !== undefined && pattern.test(place.pointer);
}

function lastKey(place: Place | undefined): string {
  const key = place?.pointer.split("/").at(-1) ?? "";
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
