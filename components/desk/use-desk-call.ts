"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { z } from "zod/mini";

export type CallTexts = { unreachable: string; failed: string };

type RefusedField = { field: string | null; message: string };

export type Refusal = {
  message: string;
  fields: readonly string[];
  /** What is wrong with each field, where the store says so. */
  each: readonly RefusedField[];
};

const refused = z.object({
  error: z.object({
    message: z.string(),
    fields: z.optional(z.array(z.string())),
    each: z.optional(z.array(z.object({ field: z.nullable(z.string()), message: z.string() }))),
  }),
});

/**
 * Sends a change to one of the desk's routes, one at a time. After it the page is read anew. What the store refuses is told in its words; after a lost
 * answer it is not known whether the change was made, and that is said.
 */
export function useDeskCall(texts: CallTexts) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [isReading, startReading] = useTransition();

  async function send(
    method: string,
    address: string,
    body?: object,
    refusedBy?: (answer: unknown) => void,
  ): Promise<unknown> {
    try {
      const response = await fetch(address, {
        method,
        ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer !== null) return answer;
      refusedBy?.(answer);
      const told = refused.safeParse(answer);
      setRefusal({
        message: told.success ? told.data.error.message : texts.failed,
        fields: (told.success && told.data.error.fields) || [],
        each: (told.success && told.data.error.each) || [],
      });
    } catch {
      setRefusal({ message: texts.unreachable, fields: [], each: [] });
    }
    return null;
  }

  /** With `changes` false the page is not read anew; `refusedBy` gets the whole of a refusal. @returns the answer, and null after a refusal */
  async function call(
    method: string,
    address: string,
    body?: object,
    { changes = true, refusedBy }: { changes?: boolean; refusedBy?: (answer: unknown) => void } = {},
  ): Promise<unknown> {
    if (isSending) return null;
    setIsSending(true);
    setRefusal(null);
    const answer = await send(method, address, body, refusedBy);
    setIsSending(false);
    if (answer !== null && changes) startReading(() => router.refresh());
    return answer;
  }

  return { call, refusal, isBusy: isSending || isReading };
}
