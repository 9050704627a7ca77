import type { OutboxEffect } from "@/lib/model/effects";
import type { OrderActor, OrderStatus, TimelineDetail } from "@/lib/model/order";

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

type HistoryEntry = { key: string } & (
  | ({ kind: "step" } & Step)
  | ({ kind: "event" } & Event)
  | ({ kind: "email"; at: Date; state: "sent" | "waiting" | "failed" } & Pick<Mail, "id" | "effect">)
);

type Sources = { timeline: readonly Step[]; events: readonly Event[]; emails: readonly Mail[] };

/** What has happened to an order, what Stripe has reported and which e-mails were written, newest first. */
export function joinTimeline({ timeline, events, emails }: Sources): HistoryEntry[] {
  const mails = emails
    .filter(({ skipped }) => skipped === null)
    .map(({ id, effect, createdAt, doneAt, deadAt }) => ({
      ...{ kind: "email" as const, key: `email ${id}`, id, effect, at: doneAt ?? createdAt },
      state: doneAt ? ("sent" as const) : deadAt ? ("failed" as const) : ("waiting" as const),
    }));
  const all: HistoryEntry[] = [
    // The e-mail's own entry says the same.
    ...timeline
      .filter(({ detail: { code } }) => code !== "email_sent" && code !== "merchant_told")
      .map((step, place) => ({ kind: "step" as const, key: `step ${place}`, ...step })),
    ...events.map((event) => ({ kind: "event" as const, key: event.id, ...event })),
    ...mails,
  ];
  return all.toSorted((left, right) => right.at.getTime() - left.at.getTime());
}
