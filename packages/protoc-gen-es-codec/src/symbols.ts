// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import type { GeneratedFile, Printable } from "@bufbuild/protoplugin";

/** Imports of what the code of a file refers to. */
export interface Symbols {
  /** Returns a function that imports from one file of the runtime. */
  runtime(file: "error" | "reader" | "writer"): (name: string, typeOnly?: boolean) => Printable;
  /** Imports the function that writes a message. */
  write(desc: DescMessage): Printable;
  /** Imports the function that reads a message. */
  read(desc: DescMessage): Printable;
}

const wellKnownModule = "@bufbuild/protobuf/wkt";

/** Returns the imports of a file, of which the files in `own` come from the same run. */
export function createSymbols(f: GeneratedFile, own: ReadonlySet<DescFile>, runtime: string | undefined): Symbols {
  const base = runtime ?? ".";
  const importFunction = (verb: string, desc: DescMessage) => {
    const { from } = f.importSchema(desc);
    const isWellKnown = from === wellKnownModule && !own.has(desc.file);
    const module = isWellKnown ? `${base}/${desc.file.name}_codec.js` : from.replace(/_pb\.js$/, "_codec.js");
    return f.import(`${verb}${f.importShape(desc).name}`, module);
  };
  return {
    runtime: (file) => (name, typeOnly) => f.import(name, `${base}/es_codec/${file}.js`, typeOnly),
    write: (desc) => importFunction("write", desc),
    read: (desc) => importFunction("read", desc),
  };
}
