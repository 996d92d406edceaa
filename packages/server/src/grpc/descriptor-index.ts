// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  createRegistry,
  type DescEnum,
  type DescExtension,
  type DescFile,
  type DescMessage,
  type DescService,
  toBinary,
} from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

/** Looks up descriptor files of a server's services. Returns them in binary form, together with all their imports. */
export interface DescriptorIndex {
  readonly services: readonly string[];
  fileByName(name: string): Uint8Array[] | undefined;
  /** Finds the file that declares a message, enum, service or extension, or a member of one, by full name. */
  fileBySymbol(symbol: string): Uint8Array[] | undefined;
  fileByExtension(typeName: string, number: number): Uint8Array[] | undefined;
  /** Returns the numbers of a message's extensions, or undefined if the message is unknown. */
  extensionNumbers(typeName: string): number[] | undefined;
}

/** Indexes the descriptor files of the given services. */
export function createDescriptorIndex(services: readonly DescService[]): DescriptorIndex {
  const files = new Map<string, DescFile>();
  for (const service of services) {
    collectFiles(service.file, files);
  }
  const registry = createRegistry(...files.values());
  const symbols = new Map<string, DescFile>();
  for (const type of registry) {
    for (const name of declaredNames(type)) {
      symbols.set(name, type.file);
    }
  }
  return {
    services: services.map(({ typeName }) => typeName).sort(),
    fileByName: (name) => encodeFiles(files.get(name)),
    fileBySymbol: (symbol) => encodeFiles(symbols.get(symbol)),
    fileByExtension: (typeName, number) => {
      const message = registry.getMessage(typeName);
      return message && encodeFiles(registry.getExtensionFor(message, number)?.file);
    },
    extensionNumbers: (typeName) =>
      registry.getMessage(typeName) &&
      [...registry].flatMap((type) =>
        type.kind === "extension" && type.extendee.typeName === typeName ? [type.number] : [],
      ),
  };
}

function declaredNames(type: DescMessage | DescEnum | DescExtension | DescService): string[] {
  switch (type.kind) {
    case "message":
      return [type.typeName, ...type.members.map(({ name }) => `${type.typeName}.${name}`)];
    case "enum":
      return [type.typeName, ...type.values.map(({ name }) => `${type.typeName.replace(/[^.]+$/, "")}${name}`)];
    case "service":
      return [type.typeName, ...type.methods.map(({ name }) => `${type.typeName}.${name}`)];
    default:
      return [type.typeName];
  }
}

function collectFiles(file: DescFile, files: Map<string, DescFile>): Map<string, DescFile> {
  const name = file.proto.name;
  if (!files.has(name)) {
    files.set(name, file);
    for (const dependency of file.dependencies) {
      collectFiles(dependency, files);
    }
  }
  return files;
}

/** Descriptors are messages of protobuf-es itself, for which there is no generated codec. */
function encodeFiles(file: DescFile | undefined): Uint8Array[] | undefined {
  return (
    file && [...collectFiles(file, new Map()).values()].map(({ proto }) => toBinary(FileDescriptorProtoSchema, proto))
  );
}
