import type { OutboxEffect } from "@/lib/model/effects";
import type { OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";
import type { MadeChange } from "@/lib/staff/read-audit.server";

type Step = { at: Date; actor: OrderActor; toStatus: OrderStatus | null; detail: TimelineDetail };
type Event = { id: string; type: string; at: Date; processedAt: Date | null; lastError: string | null };
type Mail = {
  id: number;
  effect: OutboxEffect;
  createdAt: Date;
  doneAt: Date | null;
  deadAt: Date | null;
  skipped: string | null;
};

type HistoryEntry = { key: string } /** `by`: who of the staff, where it was made in the desk. */ & (
  | ({ kind: "step"; by: string | null } & Step)
  | ({ kind: "change" } & Omit<MadeChange, "id" | "endedAt">)
  | ({ kind: "event" } & Event)
  | ({ kind: "email"; at: Date; state: "sent" | "waiting" | "failed" } & Pick<Mail, "id" | "effect">)
);

type Sources = {
  timeline: readonly Step[];
  changes: readonly MadeChange[];
  events: readonly Event[];
  emails: readonly Mail[];
};

/** What has happened to an order, who did it, what Stripe has reported and which e-mails were written, newest first. */
export function joinTimeline({ timeline, changes, events, emails }: Sources): HistoryEntry[] {
  const mails = emails
    .filter(({ skipped }) => skipped === null)
    .map(({ id, effect, createdAt, doneAt, deadAt }) => ({
      ...{ kind: "email" as const, key: `email ${id}`, id, effect, at: doneAt ?? createdAt },
      state: doneAt ? ("sent" as const) : deadAt ? ("failed" as const) : ("waiting" as const),
    }));
  // The e-mail's own entry says the same.
  const steps = timeline
    .filter(({ detail: { code } }) => code !== "email_sent" && code !== "merchant_told")
    .map((step) => ({ step, change: changeOf(step, changes) }));
  const told = new Set(steps.flatMap(({ change }) => (change ? [change.id] : [])));
  const all: HistoryEntry[] = [
    ...steps.map(({ step, change }, place) => ({
      ...{ kind: "step" as const, key: `step ${place}`, by: change?.by ?? null },
      ...step,
    })),
    // What a step says already is not said twice.
    ...changes
      .filter(({ id }) => !told.has(id))
      .map(({ id, at, by, action, outcome }) => ({
        ...{ kind: "change" as const, key: `change ${id}`, at, by, action, outcome },
      })),
    ...events.map((event) => ({ kind: "event" as const, key: event.id, ...event })),
    ...mails,
  ];
  return all.toSorted((left, right) => right.at.getTime() - left.at.getTime());
}

/** The change that a step of the merchant's was made by: the only one that was under way at that moment. */
function changeOf({ actor, at }: Step, changes: readonly MadeChange[]): MadeChange | null {
  if (actor !== "merchant") return null;
  const underWay = changes.filter((one) => one.endedAt !== null && one.at <= at && at <= one.endedAt);
  const [only, ...others] = underWay;
  return only && others.length === 0 ? only : null;
}
