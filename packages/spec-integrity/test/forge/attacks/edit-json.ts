// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { makeRandomJson } from "../make-random-event.ts";
import type { Random } from "../random.ts";
import { type Json, setMember } from "./attack.ts";

/** Changes JSON in place, in one way. */
export type JsonEdit = (root: Json, random: Random) => void;

interface Place {
  readonly container: Json[] | Record<string, Json>;
  readonly key: string | number;
  readonly value: Json;
}

/** Ways to edit JSON, each at a random place. An edit may have no effect. */
export const jsonEdits: Readonly<Record<string, JsonEdit>> = {
  "change a value": changeValue,
  "change the type of a value": changeType,
  "change the kind of a container": convertContainer,
  "add a member": addMember,
  "remove a value": removeMember,
  "rename a member": renameMember,
  "move a value": moveMember,
  "swap two values": swapMembers,
  "empty a container": emptyContainer,
  "wrap a value": wrapValue,
};

/** Edits JSON in a random way. */
export function editJson(root: Json, random: Random): void {
  random.pick(Object.values(jsonEdits))(root, random);
}

function listPlaces(value: Json): Place[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const members: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([key, member]) => [{ container: value, key, value: member }, ...listPlaces(member)]);
}

function pickPlace(root: Json, random: Random, fits: (place: Place) => boolean = () => true): Place | undefined {
  const places = listPlaces(root).filter(fits);
  return places.length === 0 ? undefined : random.pick(places);
}

const isContainer = ({ value }: Place) => typeof value === "object" && value !== null;

function changeValue(root: Json, random: Random): void {
  const place = pickPlace(root, random, (candidate) => !isContainer(candidate));
  if (place !== undefined) {
    const { value } = place;
    const other: Json =
      typeof value === "string"
        ? random.pick([`${value}x`, "forged", "", "[redacted]", value.toUpperCase()])
        : typeof value === "number"
          ? value + 1
          : typeof value === "boolean"
            ? !value
            : 0;
    setMember(place.container, place.key, other);
  }
}

function changeType(root: Json, random: Random): void {
  const place = pickPlace(root, random);
  if (place !== undefined) {
    const text = typeof place.value === "string" ? Number(place.value) : JSON.stringify(place.value);
    setMember(place.container, place.key, random.pick([text, null, makeRandomJson(random, 2) as Json]));
  }
}

function convertContainer(root: Json, random: Random): void {
  const place = pickPlace(root, random, isContainer);
  if (place !== undefined) {
    const { value } = place;
    const other = Array.isArray(value)
      ? Object.fromEntries(value.entries())
      : Object.values(value as Record<string, Json>);
    setMember(place.container, place.key, other);
  }
}

function addMember(root: Json, random: Random): void {
  const place = pickPlace(root, random, isContainer);
  const value = place?.value ?? root;
  if (typeof value !== "object" || value === null) {
    return;
  }
  if (Array.isArray(value)) {
    value.splice(random.integer(value.length + 1), 0, random.pick([makeRandomJson(random, 1) as Json, ...value]));
  } else {
    setMember(value, random.pick(["0", "forged", "query", "admin", "", "toJSON"]), makeRandomJson(random, 1) as Json);
  }
}

function removeMember(root: Json, random: Random): void {
  const place = pickPlace(root, random);
  if (place !== undefined) {
    take(place);
  }
}

function renameMember(root: Json, random: Random): void {
  const place = pickPlace(root, random, ({ container }) => !Array.isArray(container));
  if (place !== undefined) {
    take(place);
    setMember(
      place.container,
      `${random.pick(["", "x", "/"])}${place.key}${random.pick(["", "0", "~1"])}`,
      place.value,
    );
  }
}

function moveMember(root: Json, random: Random): void {
  const [from, to] = [pickPlace(root, random), pickPlace(root, random, isContainer)];
  if (from !== undefined && to !== undefined && !isInside(from.value, to.value)) {
    take(from);
    const target = to.value as Json[] | Record<string, Json>;
    setMember(target, Array.isArray(target) ? target.length : String(from.key), from.value);
  }
}

function swapMembers(root: Json, random: Random): void {
  const [one, other] = [pickPlace(root, random), pickPlace(root, random)];
  if (
    one !== undefined &&
    other !== undefined &&
    !isInside(one.value, other.container) &&
    !isInside(other.value, one.container)
  ) {
    setMember(one.container, one.key, other.value);
    setMember(other.container, other.key, one.value);
  }
}

function emptyContainer(root: Json, random: Random): void {
  const place = pickPlace(root, random, isContainer);
  if (place !== undefined) {
    setMember(place.container, place.key, Array.isArray(place.value) ? [] : {});
  }
}

function wrapValue(root: Json, random: Random): void {
  const place = pickPlace(root, random);
  if (place !== undefined) {
    setMember(place.container, place.key, random.pick([[place.value], { "0": place.value }]));
  }
}

function take({ container, key }: Place): void {
  if (Array.isArray(container)) {
    container.splice(Number(key), 1);
  } else {
    delete container[key];
  }
}

function isInside(outer: Json, inner: Json): boolean {
  return outer === inner || listPlaces(outer).some(({ value }) => value === inner);
}
