import { Section } from "./section";
import { type PartProps, wordsFor } from "./shown-order";

/** What happened, what Stripe reported and which e-mails were written, newest first. */
export function OrderPast(props: PartProps) {
  const { t, time, money } = wordsFor(props);
  const textOf = (entry: PartProps["file"]["history"][number]): string => {
    switch (entry.kind) {
      case "step": {
        const { code, ...rest } = entry.detail;
        const facts = Object.entries(rest).map(([name, value]) =>
          name === "amount" && typeof value === "number"
            ? money(value)
            : typeof value === "string"
              ? value
              : null,
        );
        return [t(`steps.${code}`), ...facts].filter(Boolean).join(" · ");
      }
      case "event":
        return [t("stripeSays", { type: entry.type }), !entry.processedAt && t("notYet")]
          .filter(Boolean)
          .join(" · ");
      case "email":
        return `${mailName(entry.effect)} · ${t(`mail.${entry.state}`)}`;
    }
  };
  const mailName = (effect: string) => {
    const name = effect.replace(/^email\./, "");
    const known = MAILS.find((one) => one === name);
    return known ? t(`mails.${known}`) : name;
  };
  return (
    <Section title={t("one.history")}>
      <ol className="grid gap-2 text-[0.9375rem]">
        {props.file.history.map((entry) => (
          <li key={entry.key} className="grid gap-x-4 md:grid-cols-[11rem_1fr]">
            <span className="text-quiet">
              <time dateTime={entry.at.toISOString()}>{time(entry.at)}</time>
              {entry.kind === "step" && ` · ${t(`actors.${entry.actor}`)}`}
            </span>
            <span className={entry.kind === "step" ? "" : "text-quiet"}>{textOf(entry)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const MAILS = [
  ...(["order_confirmed", "payment_processing", "payment_failed", "order_shipped", "order_ready"] as const),
  ...(["delivery_delayed", "refund_pending", "refunded", "refund_failed", "payment_returned"] as const),
  ...(["return_asked", "return_accepted", "return_declined", "return_received"] as const),
  ...(["order_canceled", "merchant_order_paid", "merchant_attention", "merchant_dispute"] as const),
];
