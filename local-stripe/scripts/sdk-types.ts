import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { API, type Checker, type Program, SymbolFlags, type Type, TypeFlags } from "typescript/unstable/sync";

const HERE = fileURLToPath(new URL("../", import.meta.url));
const SDK = fileURLToPath(new URL("../../node_modules/stripe/esm/", import.meta.url));

type Shape =
  | { kind: "any" }
  | { kind: "primitive"; name: string }
  | { kind: "literal"; value: unknown }
  | { kind: "list"; of: Type }
  | { kind: "map"; of: Type }
  | { kind: "object"; keys: Map<string, { type: Type; optional: boolean }> };

/**
 * The types of installed packages, as the TypeScript compiler reads them.
 *
 * Close it: the compiler is a process of its own.
 */
export class InstalledTypes {
  private readonly api = new API({ cwd: HERE });
  private readonly program: Program;
  private readonly checker: Checker;
  private readonly shapes = new Map<number, Shape[]>();
  /** `interface` and file by the value of `object`, and whether it is what remains of a deleted one. */
  private readonly objects = new Map<string, { file: string; name: string }>();

  constructor() {
    const snapshot = this.api.updateSnapshot({ openProjects: [`${HERE}tsconfig.json`] });
    const [project] = snapshot.getProjects();
    if (!project) throw new Error(`The TypeScript compiler opened no project in ${HERE}.`);
    this.program = project.program;
    this.checker = project.checker;
    for (const path of readdirSync(`${SDK}resources`, { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".d.ts") || path.startsWith("V2")) continue;
      const file = `${SDK}resources/${path}`;
      const text = readFileSync(file, "utf8");
      for (const [, name = "", body = ""] of text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
        const object = /^ {4}object: '([\w.]+)';/m.exec(body)?.[1];
        if (object)
          this.objects.set(name.startsWith("Deleted") ? `${object} deleted` : object, { file, name });
      }
    }
  }

  close(): void {
    this.api.close();
  }

  /** The members of an interface that a file exports. */
  members(file: string, name: string): string[] {
    const type = this.exported(file, name);
    return this.checker.getPropertiesOfType(type).map((member) => member.name);
  }

  /** Where an answer differs from the type of its `object`: one sentence for each place. */
  differences(answer: unknown): string[] {
    if (!isObject(answer)) return [];
    if (answer.object === "list" || answer.object === "search_result") {
      return Array.isArray(answer.data)
        ? answer.data.flatMap((item) => this.differences(item))
        : ["list: no data"];
    }
    const key = answer.deleted === true ? `${answer.object} deleted` : String(answer.object);
    const found = this.objects.get(key);
    if (!found) return [`${key}: the SDK has no such object`];
    return this.compare(answer, this.shapesOf(this.exported(found.file, found.name)), key);
  }

  private exported(file: string, name: string): Type {
    const source = this.program.getSourceFile(file);
    const module = source && this.checker.getSymbolAtLocation(source);
    const symbol =
      module && this.checker.getExportsOfModule(module).find((candidate) => candidate.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}.`);
    return this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  private compare(value: unknown, shapes: Shape[], path: string): string[] {
    if (shapes.some(({ kind }) => kind === "any")) return [];
    if (Array.isArray(value)) {
      const [list] = shapes.filter((shape) => shape.kind === "list");
      if (!list) return [`${path}: a list`];
      return value.flatMap((item) => this.compare(item, this.shapesOf(list.of), `${path}[]`));
    }
    if (isObject(value)) return this.compareObject(value, shapes, path);
    const fits = shapes.some(
      (shape) =>
        (shape.kind === "primitive" && shape.name === (value === null ? "null" : typeof value)) ||
        (shape.kind === "literal" && shape.value === value),
    );
    return fits ? [] : [`${path}: ${JSON.stringify(value)}`];
  }

  private compareObject(value: Record<string, unknown>, shapes: Shape[], path: string): string[] {
    const [map] = shapes.filter((shape) => shape.kind === "map");
    const objects = shapes.filter((shape) => shape.kind === "object");
    if (map && objects.length === 0) {
      return Object.values(value).flatMap((item) => this.compare(item, this.shapesOf(map.of), `${path}.*`));
    }
    const tried = objects
      .map(({ keys }) => [
        ...Object.keys(value)
          .filter((key) => !keys.has(key))
          .map((key) => `${path}.${key}: not in the SDK's types`),
        ...[...keys]
          .filter(([key, { optional }]) => !optional && !(key in value))
          .map(([key]) => `${path}.${key}: missing`),
        ...[...keys].flatMap(([key, { type }]) =>
          key in value ? this.compare(value[key], this.shapesOf(type), `${path}.${key}`) : [],
        ),
      ])
      .sort((a, b) => a.length - b.length);
    return tried[0] ?? [`${path}: an object`];
  }

  private shapesOf(type: Type): Shape[] {
    const known = this.shapes.get(type.id);
    if (known) return known;
    const shapes = this.readShapes(type);
    this.shapes.set(type.id, shapes);
    return shapes;
  }

  private readShapes(type: Type): Shape[] {
    const { flags } = type;
    if (type.isUnionType()) return type.getTypes().flatMap((part) => this.shapesOf(part));
    if (flags & (TypeFlags.Any | TypeFlags.Unknown)) return [{ kind: "any" }];
    if (type.isLiteralType()) return [{ kind: "literal", value: type.value }];
    for (const [flag, name] of PRIMITIVES) if (flags & flag) return [{ kind: "primitive", name }];
    // `OtherString` is `string & {}`: a value that Stripe may add.
    if (type.isIntersectionType()) {
      const parts = type.getTypes().flatMap((part) => this.shapesOf(part));
      const primitive = parts.filter(({ kind }) => kind === "primitive");
      return primitive.length > 0 ? primitive : [{ kind: "any" }];
    }
    if (this.checker.isArrayLikeType(type)) {
      const [of] = this.checker.getIndexInfosOfType(type);
      return of ? [{ kind: "list", of: of.valueType }] : [{ kind: "any" }];
    }
    const [index] = this.checker.getIndexInfosOfType(type);
    if (index) return [{ kind: "map", of: index.valueType }];
    // An event's object may be any, and is compared for itself.
    if (["Object", "PreviousAttributes"].includes(type.getSymbol()?.name ?? "")) return [{ kind: "any" }];
    const members = this.checker.getPropertiesOfType(type);
    const types = this.checker.getTypeOfSymbol(members);
    const keys = members.flatMap((member, at) => {
      const own = types[at];
      return own
        ? [[member.name, { type: own, optional: Boolean(member.flags & SymbolFlags.Optional) }] as const]
        : [];
    });
    return [{ kind: "object", keys: new Map(keys) }];
  }
}

const PRIMITIVES: readonly [number, string][] = [
  [TypeFlags.String, "string"],
  [TypeFlags.Number, "number"],
  [TypeFlags.Boolean, "boolean"],
  [TypeFlags.Null, "null"],
  [TypeFlags.Undefined, "undefined"],
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
