"use client";

import { useState } from "react";
import { z } from "zod/mini";
import { type CallTexts, useDeskCall } from "../use-desk-call";

const CALL = "/api/admin/settings/delivery";
const preview = z.object({ changes: z.array(z.string()), seen: z.string() });

/** A delivery plan in two steps: what it would change is shown first, and what was looked at is then imported, if the plan is still the one that it was told from. */
export function useDeliveryImport(texts: CallTexts) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [looked, setLooked] = useState<(z.output<typeof preview> & { text: string }) | null>(null);
  const [isSaved, setIsSaved] = useState(false);

  function forget() {
    setLooked(null);
    setIsSaved(false);
  }

  async function look(text: string) {
    forget();
    const answer = await call("POST", `${CALL}/preview`, { deliveryFile: text }, { changes: false });
    const read = preview.safeParse(answer);
    if (read.success) setLooked({ ...read.data, text });
  }

  async function save() {
    if (!looked) return;
    if ((await call("POST", CALL, { deliveryFile: looked.text, seen: looked.seen })) === null) return;
    setLooked(null);
    setIsSaved(true);
  }

  return { look, save, forget, looked, refusal, isBusy, isSaved: isSaved && !isBusy };
}
