// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescField, DescFile, DescMessage } from "@bufbuild/protobuf";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Where the elements of the protos are described on the site. */
export interface ProtoPlaces {
  /** Path of the page of a file. */
  pageOf(file: DescFile): string;
  /** Path and anchor of a message or an enum. Undefined for types that the specification does not define. */
  placeOf(desc: DescMessage | DescEnum): string | undefined;
  /** Path and anchor of the type with a simple name: of the one on `page`, or the only one elsewhere. */
  find(name: string, page: string): string | undefined;
}

/** Gives each proto file a page, called by the name of the file, and each of its types an anchor. */
export function createProtoPlaces(files: readonly DescFile[]): ProtoPlaces {
  const pages = new Map<string, string>();
  const places = new Map<string, string>();
  for (const file of files) {
    const page = `reference/${file.name.split("/").at(-1)}.html`;
    if ([...pages.values()].includes(page)) {
      throw new ScriptError(`${file.name}.proto: expected a file name of its own, got that of another`, "rename it");
    }
    pages.set(file.name, page);
    for (const { typeName } of [...file.messages, ...file.enums, ...file.services]) {
      places.set(typeName, `${page}#${simpleName(typeName)}`);
    }
  }
  return {
    pageOf: (file) => pages.get(file.name) ?? "",
    placeOf: ({ typeName }) => places.get(typeName),
    find(name, page) {
      const found = [...places.values()].filter((place) => place.endsWith(`#${name}`));
      return found.find((place) => place.startsWith(`${page}#`)) ?? (found.length === 1 ? found[0] : undefined);
    },
  };
}

/** Returns the last part of a full name. */
export function simpleName(typeName: string): string {
  return typeName.split(".").at(-1) ?? typeName;
}

/** Returns the anchor of a field. */
export function anchorOf(field: DescField): string {
  return `${simpleName(field.parent.typeName)}.${field.name}`;
}
