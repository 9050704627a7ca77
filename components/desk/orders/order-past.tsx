import { translator } from "@/i18n/texts.server";
import { shopperMailKind } from "@/lib/desk/emails/order-mails.server";
import { auditActionKey } from "@/lib/model/staff";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { mailName } from "./mail-name";
import { type PartProps, wordsFor } from "./shown-order";

/** What happened, what Stripe reported and which e-mails were written, newest first. */
export function OrderPast({ mayEdit, ...props }: PartProps & { mayEdit: boolean }) {
  const { t, time, money } = wordsFor(props);
  const desk = translator(props.locale, "desk");
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
      case "change":
        return [
          desk(`audit.actions.${auditActionKey(entry.action)}`),
          entry.outcome !== "done" && desk(`audit.outcomes.${entry.outcome ?? "asked"}`),
        ]
          .filter(Boolean)
          .join(" · ");
      case "event":
        return [t("stripeSays", { type: entry.type }), !entry.processedAt && t("notYet")]
          .filter(Boolean)
          .join(" · ");
      case "email":
        return `${mailName(entry.effect, props.locale)} · ${t(`mail.${entry.state}`)}`;
    }
  };
  return (
    <Section title={t("one.history")}>
      <ol className="grid gap-2 text-[0.9375rem]">
        {props.file.history.map((entry) => (
          <li key={entry.key} className="grid gap-x-4 md:grid-cols-[11rem_1fr]">
            <span className="text-quiet">
              <time dateTime={entry.at.toISOString()}>{time(entry.at)}</time>
              {entry.kind === "step" && ` · ${entry.by ?? t(`actors.${entry.actor}`)}`}
              {entry.kind === "change" && ` · ${entry.by}`}
            </span>
            <div className="flex flex-wrap gap-x-4">
              <span className={entry.kind === "step" || entry.kind === "change" ? "" : "text-quiet"}>
                {textOf(entry)}
              </span>
              {mayEdit && entry.kind === "email" && shopperMailKind(entry.effect) && (
                <MailActs {...props} mailId={entry.id} name={mailName(entry.effect, props.locale)} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type MailProps = PartProps & { mailId: number; name: string };

function MailActs({ mailId, name, ...props }: MailProps) {
  const { t } = wordsFor(props);
  const address = `/api/admin/orders/${props.file.order.number}/emails/${mailId}`;
  return (
    <>
      <a
        href={address}
        target="_blank"
        rel="noreferrer"
        aria-label={`${t("mail.open")}: ${name}`}
        className="underline underline-offset-4"
      >
        {t("mail.open")}
      </a>
      <DeskForm action={address} texts={formTexts(props.locale)} className="inline-flex flex-wrap gap-x-4">
        <button
          type="submit"
          aria-label={`${t("mail.again")}: ${name}`}
          className="underline underline-offset-4"
        >
          {t("mail.again")}
        </button>
      </DeskForm>
    </>
  );
}
