import type Stripe from "stripe";

const LONGEST_TEXT = 500;

/** An event with only its object's plain fields and metadata, which say what it is about. For contents that PostgreSQL refuses. */
export function outerFields(event: Stripe.Event): Stripe.Event {
  const { object, previous_attributes: _, ...data } = event.data;
  const metadata = "metadata" in object ? plainFields(object.metadata) : {};
  return { ...event, data: { ...data, object: { ...plainFields(object), metadata } } } as Stripe.Event;
}

function plainFields(object: unknown): Record<string, unknown> {
  const fields = Object.entries(typeof object === "object" && object !== null ? object : {});
  return Object.fromEntries(
    fields.filter(([, value]) =>
      typeof value === "string" ? value.length <= LONGEST_TEXT : value === null || typeof value !== "object",
    ),
  );
}
