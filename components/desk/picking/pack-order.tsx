"use client";

import Link from "next/link";
import type { PackedOrder } from "@/lib/desk/picking/read-pick-list.server";
import { Badge } from "../badge";
import type { PickTexts } from "./pick-board";

type Props = {
  order: PackedOrder;
  isPacked: boolean;
  isOff: boolean;
  texts: PickTexts;
  onPack: (isOn: boolean) => void;
};

/** What goes into one order's box. */
export function PackOrder({ order, isPacked, isOff, texts, onPack }: Props) {
  const { number, name, country, delivery, isPickup, lines } = order;
  return (
    <li className="flex items-start gap-2 py-2">
      <label className="flex min-h-14 min-w-0 flex-1 cursor-pointer items-start gap-3 rounded-lg p-1 hover:bg-sunken">
        <input
          type="checkbox"
          checked={isPacked}
          disabled={isOff}
          onChange={({ target }) => onPack(target.checked)}
          className="mt-1 size-7 shrink-0"
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className={`figures font-medium ${isPacked ? "line-through" : ""}`}>{number}</span>
            {isPickup && <Badge tone="warn">{texts.collects}</Badge>}
          </span>
          <span className="block text-quiet [overflow-wrap:anywhere]">
            {[name, isPickup ? null : country, delivery].filter(Boolean).join(" · ")}
          </span>
          {lines.map((line) => (
            <span key={line.variantId} className="block [overflow-wrap:anywhere]">
              <span className="figures">{line.quantity} ×</span>{" "}
              {[line.name, line.option].filter(Boolean).join(", ")}{" "}
              <span className="inline-block text-quiet">{line.sku}</span>
            </span>
          ))}
        </span>
      </label>
      <Link
        href={`/admin/orders/${number}/ship`}
        prefetch={false}
        aria-label={`${texts.openOrder} ${number}`}
        className="desk-button min-h-11 shrink-0"
      >
        →
      </Link>
    </li>
  );
}
