"use client";

import { useEffect, useState } from "react";
import { z } from "zod/mini";
import { formatText } from "@/i18n/format-text";
import type { CallTexts } from "../use-desk-call";

const KINDS = ["slip", "invoice"] as const;
type Kind = (typeof KINDS)[number];

const LEFT_CODES = ["unknown_order", "not_paid", "not_invoiceable", "nothing_to_pack"] as const;

export type PapersTexts = Record<Kind | "open" | "printed" | "other", string> & {
  left: Record<(typeof LEFT_CODES)[number], string>;
};

type Left = { order: string; code: (typeof LEFT_CODES)[number] | undefined };

type Result = { url: string; count: number; left: Left[] } | { problem: string };

const refused = z.object({ error: z.object({ message: z.string() }) });

type Props = { texts: PapersTexts & CallTexts; chosen: readonly string[] };

/** Prints the papers of all orders that are chosen into one file, and says which of them are not in it. */
export function PrintChosen({ texts, chosen }: Props) {
  const [isBusy, setIsBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const url = result && "url" in result ? result.url : null;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);

  async function print(kind: Kind) {
    setIsBusy(true);
    setResult(await printed(kind).catch(() => ({ problem: texts.unreachable })));
    setIsBusy(false);
  }

  async function printed(kind: Kind): Promise<Result> {
    const response = await fetch("/api/admin/orders/print", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ numbers: chosen, kind, others: "print" }),
    });
    if (!response.ok) {
      const told = refused.safeParse(await response.json().catch(() => null));
      return { problem: told.success ? told.data.error.message : texts.failed };
    }
    const left = leftIn(response.headers.get("x-left-out") ?? "");
    return { url: URL.createObjectURL(await response.blob()), count: chosen.length - left.length, left };
  }

  return (
    <>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          disabled={isBusy}
          onClick={() => print(kind)}
          className="desk-button"
        >
          {texts[kind]}
        </button>
      ))}
      {result && (
        <div role="status" className="order-last w-full">
          {"problem" in result ? (
            <p className="text-bad">{result.problem}</p>
          ) : (
            <>
              <p className="flex flex-wrap items-center gap-3">
                <span>{formatText(texts.printed, { count: result.count })}</span>
                <a href={result.url} target="_blank" rel="noopener" className="desk-button">
                  {texts.open}
                </a>
              </p>
              <ul className="text-bad">
                {result.left.map(({ order, code }) => (
                  <li key={order}>{`${order}: ${code ? texts.left[code] : texts.other}`}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </>
  );
}

const leftIn = (text: string): Left[] =>
  text
    .split(", ")
    .filter(Boolean)
    .map((one) => {
      const [order = "", word] = one.split(" ");
      return { order, code: LEFT_CODES.find((known) => known === word) };
    });
