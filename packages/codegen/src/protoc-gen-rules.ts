#!/usr/bin/env node
import { runNodeJs } from "@bufbuild/protoplugin";
import { rulesPlugin } from "./rules-plugin.ts";

runNodeJs(rulesPlugin);
