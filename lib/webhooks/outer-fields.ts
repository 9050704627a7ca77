import type Stripe from "stripe";

const LONGEST_TEXT = 500;

/**
 * An event with the plain fields and the metadata of its object alone, which is all that is needed to know what it is
 * about: for an event whose contents PostgreSQL refuses.
 */
export function outerFields(event: Stripe.Event): Stripe.Event {
  const { object, previous_attributes: _, ...data } = event.data;
  const metadata = "metadata" in object ? plainFields(object.metadata) : {};
  // The shape is the event's own, with less in it.
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
