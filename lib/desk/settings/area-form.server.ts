import "server-only";
import { routing } from "@/i18n/routing";
import {
  type EnvName,
  type EnvProblem,
  env,
  envOfProcess,
  problemsWith,
  rawVariable,
} from "@/lib/config/env";
import { laidOver } from "@/lib/config/laid-over";
import { shop, shopOfFile } from "@/lib/config/shop";
import type { Shop } from "@/lib/model/shop";
import { SHOP_AREAS } from "@/lib/settings/areas";
import {
  type FormArea,
  type FormField,
  fieldsOf,
  isOfShop,
  type ShopFormArea,
  variablesOf,
} from "./area-fields";
import { shopFieldProblems, storedShopFields } from "./shop-fields.server";

/** What a form holds: texts by the paths of its fields; those by language by `path.fr`. */
export type AreaValues = Readonly<Record<string, string>>;

const valueAt = (of: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), of);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const asText = (value: unknown): string => {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** Variables whose value is read into something else are shown as they were written. */
const READ_INTO = new Set(["PAYMENT_CAPTURE", "MAIL_FROM"]);

function variableText(name: EnvName, of: "now" | "files"): string {
  const laid = of === "now" ? laidOver().variables[name] : undefined;
  if (READ_INTO.has(name)) return laid ?? rawVariable(name) ?? "";
  return asText((of === "now" ? env() : envOfProcess())[name]);
}

function shopTexts(field: FormField, of: Shop): AreaValues {
  const value = valueAt(of, field.path);
  if (field.kind !== "texts") return { [field.path]: asText(value) };
  return Object.fromEntries(
    routing.locales.map((locale) => [`${field.path}.${locale}`, asText(valueAt(value, locale))]),
  );
}

/** What the shop is set to, as the form shows it: with what was set in the desk, or by the project's files and variables alone. */
export function areaValues(area: FormArea, of: "now" | "files" = "now"): AreaValues {
  if (!isOfShop(area))
    return Object.fromEntries(variablesOf(area).map((name) => [name, variableText(name, of)]));
  const from = of === "now" ? shop() : shopOfFile();
  return Object.assign({}, ...fieldsOf(area).map((field) => shopTexts(field, from)));
}

type ReadArea =
  | { ok: true /** Null when it is what the files say. */; value: Record<string, unknown> | null }
  | {
      ok: false;
      fields: string[];
      /** What else is wrong with it: variables that this form does not have, and why. */
      others: string[];
    };

/** What a form asks for: only what differs from the project's files is kept, so that these stay in force for all else. */
export function readArea(area: FormArea, values: AreaValues): ReadArea {
  const known = new Set(Object.keys(areaValues(area)));
  const typed = Object.fromEntries(Object.entries(values).filter(([path]) => known.has(path)));
  const whole = { ...areaValues(area), ...typed };
  return isOfShop(area) ? readShopArea(area, whole) : readVariables(area, whole);
}

/** Whether what was stored can be in force today. */
export const isPossible = (area: FormArea, value: Record<string, unknown>): boolean =>
  isOfShop(area)
    ? shopFieldProblems(area, value).length === 0
    : variableProblems(area, textsIn(value)).length === 0;

const textsIn = (value: Record<string, unknown>): AreaValues =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asText(one)]));

function readShopArea(area: ShopFormArea, values: AreaValues): ReadArea {
  const now: Record<string, unknown> = structuredClone({ ...shop() });
  const unread: string[] = [];
  for (const field of fieldsOf(area)) {
    const read = readField(field, values, valueAt(now, field.path));
    if (read === undefined) unread.push(field.path);
    else setAt(now, field.path, read);
  }
  const fields = Object.fromEntries(SHOP_AREAS[area].map((key) => [key, now[key]]));
  const wrong = shopFieldProblems(area, fields).map(({ path }) => path);
  if (unread.length + wrong.length > 0)
    return { ok: false, fields: namesOf([...unread, ...wrong]), others: [] };
  return { ok: true, value: storedShopFields(fields) };
}

/** What was typed, in the form that `store.config.ts` has it; undefined for a text that is none. */
function readField(field: FormField, values: AreaValues, before: unknown): unknown {
  const typed = (values[field.path] ?? "").trim();
  switch (field.kind) {
    case "yesNo":
      return typed === "on" ? true : typed === "off" ? false : undefined;
    case "number":
      if (typed === "") return field.isNeeded ? undefined : null;
      return Number.isFinite(Number(typed)) ? Number(typed) : undefined;
    case "texts": {
      const texts = routing.locales.map(
        (locale) => [locale, (values[`${field.path}.${locale}`] ?? "").trim()] as const,
      );
      // Texts in languages that the shop does not speak now stay for the day when it does.
      const others = isObject(before)
        ? Object.entries(before).filter(([key]) => !texts.some(([locale]) => locale === key))
        : [];
      const written = texts.filter(([, text]) => text !== "");
      return written.length === 0 ? null : Object.fromEntries([...others, ...written]);
    }
    default:
      return typed === "" && "isNeeded" in field && !field.isNeeded && !field.path.endsWith("Prefix")
        ? null
        : typed;
  }
}

function setAt(of: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? path;
  const at = keys.length === 0 ? of : valueAt(of, keys.join("."));
  if (isObject(at)) at[last] = value;
}

function readVariables(area: FormArea, values: AreaValues): ReadArea {
  const trimmed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
  const files = areaValues(area, "files");
  const changed = Object.entries(trimmed).filter(([name, value]) => value !== files[name]);
  const wrong = variableProblems(area, Object.fromEntries(changed));
  if (wrong.length === 0)
    return { ok: true, value: changed.length === 0 ? null : Object.fromEntries(changed) };
  const isHere = ({ name }: EnvProblem) => Object.hasOwn(values, name);
  return {
    ok: false,
    fields: namesOf(wrong.filter(isHere).map(({ name }) => name)),
    others: wrong.filter((one) => !isHere(one)).map(({ name, message }) => `${name} ${message}`),
  };
}

function variableProblems(area: FormArea, values: AreaValues): EnvProblem[] {
  const own = new Set<string>(variablesOf(area));
  const others = Object.entries(laidOver().variables).filter(([name]) => !own.has(name));
  return problemsWith({ ...Object.fromEntries(others), ...values });
}

/** As the form's fields are called. */
const namesOf = (paths: readonly string[]): string[] => [...new Set(paths)].map((path) => `values.${path}`);
