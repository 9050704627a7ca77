import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Parameters } from "../src/http/known-parameters";

/** Interfaces by their whole name, each with the text of its members' types; and named types. */
interface Types {
  members: Map<string, Record<string, string>>;
  parents: Map<string, string[]>;
  aliases: Map<string, string>;
}

const PACKAGE = fileURLToPath(new URL("../../node_modules/stripe/esm", import.meta.url));

/** The text of `src/facts/known-parameters.ts`. */
export function parametersModule(): string {
  return `/** Written by scripts/known-parameters.ts from the types of the SDK. */
export const KNOWN_PARAMETERS =
  ${JSON.stringify(JSON.stringify(readParameters())).replace(/^"|"$/g, "'").replaceAll('\\"', '"')};
`;
}

/** Reads the types of the installed SDK. They are generated, so their layout is always the same. */
function readParameters(): Parameters {
  const shared = readTypes(`${PACKAGE}/shared.d.ts`);
  const shapes: Parameters["shapes"] = [{}];
  const known = new Map<string, number>();
  const calls: Parameters["calls"] = {};
  for (const file of resourceFiles()) {
    const methods = callsOf(readFileSync(`${file}.js`, "utf8"));
    if (methods.length === 0) continue;
    const types = readTypes(`${file}.d.ts`, shared);
    const text = readFileSync(`${file}.d.ts`, "utf8");
    for (const { name, call } of methods) {
      const params = new RegExp(`\\n    ${name}\\([^)]*?params\\??: ([\\w.]+)`).exec(text)?.[1];
      if (params) calls[call] = shapeOf(params, { types, shapes, known, open: [] });
    }
  }
  return { calls: Object.fromEntries(Object.entries(calls).sort(([a], [b]) => (a < b ? -1 : 1))), shapes };
}

function resourceFiles(): string[] {
  return readdirSync(`${PACKAGE}/resources`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js") && !file.startsWith("V2"))
    .map((file) => `${PACKAGE}/resources/${file.slice(0, -3)}`)
    .sort();
}

function callsOf(script: string): { name: string; call: string }[] {
  return [
    ...script.matchAll(/\n {4}(\w+)\([^)]*\) \{\s+return this\._makeRequest\('(\w+)', [`'](\/v1[^`']*)[`']/g),
  ].map(([, name = "", method = "", path = ""]) => ({
    name,
    call: `${method} ${path.replace(/\$\{encodeURIComponent\((\w+)\)\}/g, ":id")}`,
  }));
}

function readTypes(path: string, base?: Types): Types {
  const types: Types = {
    members: new Map(base?.members),
    parents: new Map(base?.parents),
    aliases: new Map(base?.aliases),
  };
  const within: { kind: string; name: string }[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const opened =
      /^\s*(?:export )?(?:declare )?(namespace|interface|class) (\w+)(?:<[^>]*>)?(?: extends ([^{]+))? \{$/.exec(
        line,
      );
    const top = within.at(-1);
    if (opened) {
      const [, kind = "", own = "", parents] = opened;
      const name = top?.kind === "namespace" ? `${top.name}.${own}` : own;
      within.push({ kind, name });
      if (kind === "interface") types.members.set(name, {});
      if (parents)
        types.parents.set(
          name,
          parents.split(",").map((parent) => parent.trim()),
        );
      continue;
    }
    if (/^\s*\}/.test(line)) {
      within.pop();
      continue;
    }
    const alias = /^\s*(?:export )?(?:declare )?type (\w+) = (.*);$/.exec(line);
    if (alias) {
      types.aliases.set(
        top?.kind === "namespace" ? `${top.name}.${alias[1]}` : String(alias[1]),
        String(alias[2]),
      );
      continue;
    }
    const member = /^\s*'?([\w.]+|\[key: string\])'?\??: (.*)$/.exec(line);
    if (member && top?.kind === "interface") {
      const members = types.members.get(top.name) ?? {};
      members[String(member[1]).startsWith("[") ? "*" : String(member[1])] = String(member[2]).replace(
        /;$/,
        "",
      );
    } else if (member && top?.kind === "map") {
      top.name = String(member[2]);
    }
    // `currency_options?: {`: names are the caller's, and what stands behind them follows in the next line.
    if (/[{(]$/.test(line) && !line.trimStart().startsWith("*")) {
      if (member && top) {
        const members = types.members.get(top.name) ?? {};
        members[String(member[1])] = "Map";
      }
      within.push({ kind: "map", name: "" });
    }
  }
  return types;
}

interface Reading {
  types: Types;
  shapes: Parameters["shapes"];
  known: Map<string, number>;
  /** Interfaces around this one, as types may hold themselves. */
  open: string[];
}

function shapeOf(name: string, reading: Reading): number {
  const shape: Record<string, number | string> = {};
  for (const owner of [...parentsOf(name, reading.types), name]) {
    for (const [key, type] of Object.entries(reading.types.members.get(owner) ?? {})) {
      if (key !== "expand") shape[key] = typeAt(type, owner, reading);
    }
  }
  const text = JSON.stringify(shape);
  const found = reading.known.get(text);
  if (found !== undefined) return found;
  reading.known.set(text, reading.shapes.length);
  return reading.shapes.push(shape) - 1;
}

function parentsOf(name: string, types: Types): string[] {
  return (types.parents.get(name) ?? []).flatMap((parent) => [...parentsOf(parent, types), parent]);
}

/** What a parameter's type holds: the first object in it, else its fixed values, else nothing that is known. */
function typeAt(type: string, owner: string, reading: Reading): number | string {
  const { types, open } = reading;
  const names = type.match(/(?<!')\b[A-Z][\w.]*/g) ?? [];
  for (const name of names) {
    for (const whole of namesIn(owner, name)) {
      if (types.members.has(whole)) {
        return open.includes(whole) ? 0 : shapeOf(whole, { ...reading, open: [...open, whole] });
      }
      const alias = types.aliases.get(whole);
      if (alias !== undefined && !["Emptyable", "OtherString", "MetadataParam"].includes(whole)) {
        return typeAt(alias, owner, reading);
      }
    }
  }
  const values = (type.match(/'[^']*'/g) ?? []).map((value) => value.slice(1, -1));
  return values.length > 1 ? values.join("|") : 0;
}

/** What a name may stand for, the nearest first: types name others of the same or an outer namespace without it. */
function namesIn(owner: string, name: string): string[] {
  const parts = owner.split(".");
  return [...parts.map((_part, index) => [...parts.slice(0, parts.length - index), name].join(".")), name];
}
