// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { create, createFileRegistry } from "@bufbuild/protobuf";
import {
  type CodeGeneratorRequest,
  CodeGeneratorResponse_Feature,
  CodeGeneratorResponseSchema,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import type { Plugin } from "@bufbuild/protoplugin";
import { CodegenError } from "../errors/codegen-error.ts";
import { parseBaseDocument } from "./base-document.ts";
import { generateOpenApi } from "./generate-open-api.ts";

/** The files that the plugin reads in addition to the protos, and the file that it writes. */
interface Options {
  /** Path of the OpenAPI document without the parts generated from the protos. */
  readonly base: string;
  /** Path of the package.json with the version of the document. */
  readonly package: string;
  /** Path of the document inside the output folder. */
  readonly file: string;
}

/**
 * Generates one OpenAPI 3.1 document from the messages of all files, their comments and rules, and from a base
 * document. Options: `base=FILE`, `package=FILE` (relative to the working directory) and `file=PATH`.
 */
export const openApiPlugin: Plugin = {
  name: "protoc-gen-chaukas-openapi",
  version: "v1",
  run(request) {
    const supportedFeatures = BigInt(CodeGeneratorResponse_Feature.PROTO3_OPTIONAL);
    try {
      const options = parseOptions(request.parameter);
      const file = { name: options.file, content: generate(request, options) };
      return create(CodeGeneratorResponseSchema, { supportedFeatures, file: [file] });
    } catch (error) {
      if (error instanceof CodegenError) {
        return create(CodeGeneratorResponseSchema, { supportedFeatures, error: error.message });
      }
      throw error;
    }
  },
};

function generate(request: CodeGeneratorRequest, options: Options): string {
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: request.protoFile }));
  const files = [...registry.files].filter((file) => request.fileToGenerate.includes(file.proto.name));
  const base = parseBaseDocument(readText("base", options.base), options.base);
  const { version } = JSON.parse(readText("package", options.package)) as { version?: unknown };
  if (typeof version !== "string") {
    throw new CodegenError("usage", `${options.package}: expected a version, got ${JSON.stringify(version)}`);
  }
  return generateOpenApi(files, base, version);
}

function parseOptions(parameter: string): Options {
  const entries = parameter.split(",").map((option) => option.split("=", 2));
  const options = Object.fromEntries(entries) as Partial<Options>;
  const { base, package: manifest, file } = options;
  if (base === undefined || manifest === undefined || file === undefined || entries.length !== 3) {
    throw new CodegenError("usage", `options: expected base=FILE,package=FILE,file=PATH, got ${parameter}`);
  }
  return { base, package: manifest, file };
}

function readText(option: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CodegenError("usage", `option ${option}: expected a readable file, got ${path}`, { cause });
  }
}
