// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescFile } from "@bufbuild/protobuf";
import { applyOverlay } from "./apply-overlay.ts";
import type { BaseDocument } from "./base-document.ts";
import { checkReferences } from "./check-references.ts";
import { componentSchemas, mergeSchemas, type Schemas } from "./component-schemas.ts";
import { printDocument, sortKeywords } from "./print-document.ts";

/** Members of the base document that this generator adds to. */
interface Extensible {
  readonly info?: object;
  readonly components?: { readonly schemas?: Schemas };
}

/**
 * Generates an OpenAPI 3.1 document, as YAML, from the messages and enums of the files and from a base
 * document. Throws CodegenError on what has no place in the document, so that nothing is dropped silently.
 */
export function generateOpenApi(files: readonly DescFile[], base: BaseDocument, version: string): string {
  const { info, components, ...rest } = base.document as Extensible;
  const generated = applyOverlay(componentSchemas(files, base), base.overlay, `${base.path}#/overlay`);
  const schemas = mergeSchemas(generated, components?.schemas ?? {}, `${base.path}#/components/schemas`);
  const sorted = Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  const document = {
    openapi: "3.1.1",
    info: { ...info, version },
    ...rest,
    components: {
      ...components,
      schemas: Object.fromEntries(
        sorted.map(([name, schema]) => [name, sortKeywords(schema, `#/components/schemas/${name}`)]),
      ),
    },
  };
  checkReferences(document);
  return printDocument(document);
}
