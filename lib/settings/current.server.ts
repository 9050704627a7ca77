import "server-only";
import { sql } from "drizzle-orm";
import { type LaidOverWords, layOverWords } from "@/i18n/laid-over";
import { type LaidOver, layOver } from "@/lib/config/laid-over";
import { type Database, db } from "@/lib/db/client";
import { settings } from "@/lib/db/schema";
import { isShopArea, isVariableArea } from "./areas";

/** A change is known in every process after so long; in the one that made it, at once. */
const LOOK_EVERY_MS = 1_000;
/** A database that is away is not asked with every request. */
const AFTER_FAILURE_MS = 5_000;

/** Next.js loads a module once for each kind of route, and one look is enough for all. */
type Known = {
  changes: number;
  lookAt: number;
  look: Promise<void> | null;
  /** How many readings have begun, and which of them was the last to be taken over. */
  begun: number;
  taken: number;
};
const globals = globalThis as typeof globalThis & { __storeSettings?: Known };
const known = (): Known => {
  globals.__storeSettings ??= { changes: 0, lookAt: 0, look: null, begun: 0, taken: 0 };
  return globals.__storeSettings;
};

/**
 * To be awaited where a request, a job or a command begins: what `shop()`, `env()` and the texts say after it is at most a second old.
 * @throws what the database throws; what was known is kept
 */
export async function freshSettings(): Promise<void> {
  const state = known();
  if (Date.now() < state.lookAt) return;
  state.look ??= lookAgain(state);
  await state.look;
}

async function lookAgain(state: Known): Promise<void> {
  try {
    await loadSettings();
    state.lookAt = Date.now() + LOOK_EVERY_MS;
  } catch (error) {
    state.lookAt = Date.now() + AFTER_FAILURE_MS;
    throw error;
  } finally {
    state.look = null;
  }
}

/** Reads what staff have set, if any of it is new. */
export async function loadSettings(q: Database = db()): Promise<void> {
  // Versions only grow, and no row is ever taken away: another sum is another state, whichever transaction ended first.
  const [row] = await q
    .select({ changes: sql<number>`coalesce(sum(${settings.version}), 0)::int` })
    .from(settings);
  const changes = row?.changes ?? 0;
  if (changes === known().changes) return;
  const state = known();
  state.begun += 1;
  const reading = state.begun;
  const rows = await q
    .select({ name: settings.name, value: settings.value, version: settings.version })
    .from(settings);
  // One that began later has read what is newer.
  if (reading < state.taken) return;
  state.taken = reading;
  const { words, ...over } = inParts(rows);
  layOver(over);
  layOverWords(words);
  known().changes = rows.reduce((sum, { version }) => sum + version, 0);
}

type Row = { name: string; value: unknown };

/** Pure. */
function inParts(rows: readonly Row[]): LaidOver & { words: LaidOverWords } {
  const set = rows.flatMap(({ name, value }) => (isObject(value) ? [{ name, value }] : []));
  const within = (is: (name: string) => boolean) =>
    Object.assign({}, ...set.filter(({ name }) => is(name)).map(({ value }) => value));
  const below = (folder: string) =>
    set
      .filter(({ name }) => name.startsWith(`${folder}/`))
      .map(({ name, value }) => ({ path: name.split("/").slice(1), value }));
  const legal = below("legal").flatMap(({ path, value }) =>
    typeof value.source === "string" ? [[path.join("/"), value.source]] : [],
  );
  const texts: Record<string, Record<string, Record<string, string>>> = {};
  for (const { path, value } of below("texts")) {
    const [locale = "", area = ""] = path;
    texts[locale] = { ...texts[locale], [area]: textsOf(value) };
  }
  const languages = set.find(({ name }) => name === "languages")?.value.hidden;
  return {
    shop: within(isShopArea),
    variables: textsOf(within(isVariableArea)),
    legal: Object.fromEntries(legal),
    words: { texts, hidden: Array.isArray(languages) ? languages.filter(isText) : [] },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

const textsOf = (value: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (isText(one) ? [[key, one]] : [])));
