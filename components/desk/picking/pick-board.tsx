"use client";

import { useState } from "react";
import { z } from "zod/mini";
import { formatText } from "@/i18n/format-text";
import {
  changedLines,
  isPacked,
  isTaken,
  pack,
  piecesInOrder,
  piecesTooMany,
  take,
  withoutSent,
} from "@/lib/desk/picking/picks";
import type { PickList } from "@/lib/desk/picking/read-pick-list.server";
import { CallOutcome } from "../call-outcome";
import { useConfirm } from "../confirm-place";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { ChangedSince } from "./changed-since";
import { PackOrder } from "./pack-order";
import { PickRowItem } from "./pick-row-item";
import { usePicks } from "./use-picks";

export type PickTexts = CallTexts &
  Record<
    | "take"
    | "pack"
    | "taken"
    | "packed"
    | "packAll"
    | "send"
    | "confirm"
    | "sent"
    | "ready"
    | "noPlace"
    | "onHand"
    | "partTaken"
    | "notFound"
    | "whichWaits"
    | "setAside"
    | "collects"
    | "openOrder"
    | "changed"
    | "changedOne"
    | "goOn"
    | "tooMany"
    | "tooManyOne"
    | "putBack",
    string
  >;

const outcome = z.object({
  sent: z.array(z.string()),
  ready: z.array(z.string()),
  refused: z.array(z.object({ number: z.string(), message: z.string() })),
});

type Props = { numbers: readonly string[]; list: Pick<PickList, "rows" | "orders">; texts: PickTexts };

/** The shelves first, then the boxes, then out with what is in them. */
export function PickBoard({ numbers, list: { rows, orders }, texts }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const { picks, change } = usePicks(numbers, orders);
  const asks = useConfirm();
  const [result, setResult] = useState<z.output<typeof outcome> | null>(null);
  const taken = picks ? rows.filter((row) => isTaken(picks, row)).length : 0;
  const packed = picks ? orders.filter((order) => isPacked(picks, order)) : [];

  async function setAside(number: string, sku: string) {
    await call("POST", `/api/admin/orders/${number}/aside`, { sku });
  }

  async function send() {
    const count = packed.length;
    const yes = formatText(texts.send, { count });
    if (!(await asks({ question: formatText(texts.confirm, { count }), yes }))) return;
    setResult(null);
    const body = { orders: packed.map((order) => ({ number: order.number, pieces: piecesInOrder(order) })) };
    const answer = outcome.safeParse(await call("POST", "/api/admin/orders/packed", body));
    if (!answer.success) return;
    setResult(answer.data);
    const gone = new Set([...answer.data.sent, ...answer.data.ready]);
    change((before) =>
      withoutSent(
        before,
        packed.filter(({ number }) => gone.has(number)),
      ),
    );
  }

  return (
    <div aria-busy={isBusy || picks === null}>
      {picks && (
        <ChangedSince
          changed={changedLines(picks, orders)}
          tooMany={piecesTooMany(picks, rows)}
          texts={texts}
          onGoOn={() =>
            change((before) => ({
              ...before,
              begun: Object.fromEntries(orders.map((order) => [order.number, piecesInOrder(order)])),
            }))
          }
          onPutBack={({ variantId, sku }) =>
            change((before) => {
              const needed = rows.find((row) => row.variantId === variantId)?.quantity ?? 0;
              return take(before, { variantId, sku, quantity: needed }, needed > 0);
            })
          }
        />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <section aria-labelledby="take" className="rounded-xl border border-line bg-raised p-4">
          <h2 id="take" className="mb-1 text-lg font-medium">
            {texts.take}
          </h2>
          <ul className="divide-y divide-line">
            {rows.map((row) => (
              <PickRowItem
                key={row.variantId}
                row={row}
                taken={picks?.taken[row.variantId]?.quantity ?? 0}
                isOff={picks === null}
                isBusy={isBusy}
                texts={texts}
                onTake={(isOn) => change((before) => take(before, row, isOn))}
                onSetAside={setAside}
              />
            ))}
          </ul>
        </section>
        <section aria-labelledby="pack" className="rounded-xl border border-line bg-raised p-4">
          <div className="mb-1 flex flex-wrap items-center gap-3">
            <h2 id="pack" className="text-lg font-medium">
              {texts.pack}
            </h2>
            <button
              type="button"
              className="desk-button ml-auto"
              disabled={picks === null}
              onClick={() =>
                change((before) => orders.reduce((all, order) => pack(all, order, true), before))
              }
            >
              {texts.packAll}
            </button>
          </div>
          <ul className="divide-y divide-line">
            {orders.map((order) => (
              <PackOrder
                key={order.number}
                order={order}
                isPacked={picks !== null && isPacked(picks, order)}
                isOff={picks === null}
                texts={texts}
                onPack={(isOn) => change((before) => pack(before, order, isOn))}
              />
            ))}
          </ul>
        </section>
      </div>
      <div className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-raised p-3">
        <p role="status" className="figures">
          {formatText(texts.taken, { taken, count: rows.length })} ·{" "}
          {formatText(texts.packed, { packed: packed.length, count: orders.length })}
        </p>
        <button
          type="button"
          data-kind="primary"
          className="desk-button min-h-12 max-sm:w-full sm:ml-auto"
          disabled={isBusy || packed.length === 0}
          onClick={send}
        >
          {formatText(texts.send, { count: packed.length })}
        </button>
        <CallOutcome refusal={refusal} className="w-full" />
        {result && <Outcome result={result} texts={texts} />}
      </div>
    </div>
  );
}

function Outcome({ result, texts }: { result: z.output<typeof outcome>; texts: PickTexts }) {
  const { sent, ready, refused } = result;
  return (
    <div role="status" className="w-full">
      {sent.length > 0 && <p className="text-good">{formatText(texts.sent, { count: sent.length })}</p>}
      {ready.length > 0 && <p className="text-good">{formatText(texts.ready, { count: ready.length })}</p>}
      <ul className="text-bad">
        {refused.map(({ number, message }) => (
          <li key={number}>{`${number}: ${message}`}</li>
        ))}
      </ul>
    </div>
  );
}
