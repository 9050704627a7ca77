"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { z } from "zod/mini";
import { inParallel } from "@/lib/base/in-parallel";
import { typedFields } from "../../form-fields";
import type { CallTexts } from "../../use-desk-call";
import { conflictsOf } from "../conflict-choices";
import type { Edits } from "./cells";

const look = z.object({
  changes: z.array(z.string()),
  steps: z.array(z.string()),
  others: z.array(z.string()),
});
const saved = z.object({ later: z.nullable(z.string()) });
const refused = z.object({
  error: z.object({
    message: z.string(),
    each: z.optional(z.array(z.object({ field: z.nullable(z.string()), message: z.string() }))),
  }),
});

type Look = z.output<typeof look> & { /** The same is saved. */ asked: object };

type Refused = {
  message: string;
  fields: Readonly<Record<string, string>>;
  /** What others have changed too and what can be laid over, with the versions that are told. */
  over: Readonly<Record<string, string>> | null;
};

type Answer = { ok: true; answer: unknown } | { ok: false; refused: Refused };

/** So many products are asked about at once. */
const AT_ONCE = 4;

/** Looks at what was typed, and saves it, product by product with the calls of a product's own page: one that is refused stops no other. */
export function useGridSave(texts: CallTexts, onSaved: (ids: readonly string[]) => void) {
  const router = useRouter();
  const [looks, setLooks] = useState<Readonly<Record<string, Look>> | null>(null);
  const [refusals, setRefusals] = useState<Readonly<Record<string, Refused>>>({});
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [outcome, setOutcome] = useState<{ saved: number; later: string[] } | null>(null);
  const isBusy = useRef(false);

  async function each<Entry>(entries: readonly Entry[], make: (entry: Entry) => Promise<void>) {
    if (isBusy.current) return;
    isBusy.current = true;
    let done = 0;
    setProgress({ done, all: entries.length });
    await inParallel(entries, AT_ONCE, async (entry) => {
      await make(entry);
      done += 1;
      setProgress({ done, all: entries.length });
    });
    setProgress(null);
    isBusy.current = false;
  }

  async function check(edits: Edits) {
    const found: Record<string, Look> = {};
    const wrong: Record<string, Refused> = {};
    setOutcome(null);
    await each(Object.entries(edits), async ([id, { fields, ...about }]) => {
      const asked = { ...formOf(fields), ...about };
      const answer = await send("POST", `/api/admin/goods/${id}/preview`, asked, texts);
      const read = answer.ok ? look.safeParse(answer.answer) : null;
      if (read?.success) found[id] = { ...read.data, asked };
      else wrong[id] = answer.ok ? unread(texts) : answer.refused;
    });
    setLooks(found);
    setRefusals(wrong);
  }

  async function save(all: Readonly<Record<string, Look>>) {
    const [done, later]: [string[], string[]] = [[], []];
    const wrong: Record<string, Refused> = { ...refusals };
    await each(Object.entries(all), async ([id, { asked }]) => {
      const answer = await send("PUT", `/api/admin/goods/${id}`, asked, texts);
      const read = answer.ok ? saved.safeParse(answer.answer) : null;
      if (read?.success) {
        done.push(id);
        if (read.data.later !== null) later.push(read.data.later);
      } else wrong[id] = answer.ok ? unread(texts) : answer.refused;
    });
    setLooks(null);
    setRefusals(wrong);
    setOutcome({ saved: done.length, later });
    onSaved(done);
    router.refresh();
  }

  /** What is typed after a look has to be looked at again. */
  function changed() {
    setLooks(null);
    setOutcome(null);
  }

  function forgive(id: string) {
    setRefusals(({ [id]: _, ...others }) => others);
    setLooks(null);
  }

  return { looks, refusals, progress, outcome, check, save, changed, forgive, setRefusals };
}

function formOf(fields: Readonly<Record<string, string>>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  // Another time is meant to be the one from which on it is sold.
  if (fields.from !== undefined && fields.state === undefined) data.set("state", "at");
  return typedFields(data);
}

const unread = (texts: CallTexts): Refused => ({ message: texts.failed, fields: {}, over: null });

async function send(method: string, address: string, body: object, texts: CallTexts): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok && answer !== null) return { ok: true, answer };
    const told = refused.safeParse(answer);
    if (!told.success) return { ok: false, refused: unread(texts) };
    const { message, each = [] } = told.data.error;
    const fields = Object.fromEntries(each.flatMap((one) => (one.field ? [[one.field, one.message]] : [])));
    const open = conflictsOf(answer).filter(({ isGone }) => !isGone);
    const over = open.length > 0 ? Object.fromEntries(open.map(({ key, version }) => [key, version])) : null;
    return { ok: false, refused: { message, fields, over } };
  } catch {
    return { ok: false, refused: { message: texts.unreachable, fields: {}, over: null } };
  }
}
