"use client";
import type { ComponentProps } from "react";
import { ConsentLine } from "@/components/legal/consent-line";
import { Button, buttonClass } from "@/components/ui/button";
import type { Elements } from "@/components/ui/elements";
import { Filled } from "@/components/ui/filled";
import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import { Price } from "@/components/ui/price";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { PaymentNotice } from "./payment-notice";

type Props = {
  payment: { paying: boolean; notice: PaymentNotice | null; pay: () => void };
  total: ComponentProps<typeof Price>;
  /** Whether a change is under way, which may change the total. */
  waiting: boolean;
  /** Whether the EU's rules for consumers hold: the button has their words alone, and says what holds for the order. */
  obliges: boolean;
  startAgainHref: string | null;
  locale: Locale;
  texts: Texts<"checkout">["elements"];
};

/** Notices stand right above the button. Source of its words: directive 2011/83/EU, article 8(2). */
export function PayButton({ payment, total, waiting, obliges, startAgainHref, locale, texts }: Props) {
  const { paying, notice, pay } = payment;
  return (
    <div className="grid gap-4">
      {notice && (
        <PaymentProblem
          notice={notice}
          total={total}
          startAgainHref={startAgainHref}
          locale={locale}
          texts={texts}
        />
      )}
      <Button
        className="figures min-h-14 w-full text-lg"
        aria-disabled={paying || waiting}
        aria-busy={paying}
        onClick={pay}
      >
        {paying && (
          <span
            aria-hidden="true"
            className="size-5 animate-spin rounded-full border-2 border-current border-r-transparent forced-colors:border-r-[Canvas]"
          />
        )}
        {obliges ? (
          <span>{texts.order}</span>
        ) : (
          <Filled text={texts.pay} values={{ amount: <Price {...total} /> }} />
        )}
      </Button>
      {obliges && <ConsentLine locale={locale} texts={texts} />}
    </div>
  );
}

type ProblemProps = Pick<Props, "total" | "startAgainHref" | "locale" | "texts"> & { notice: PaymentNotice };

function PaymentProblem({ notice, total, startAgainHref, locale, texts }: ProblemProps) {
  switch (notice.kind) {
    case "look_again":
      return (
        <TitledNotice tone="warn" title={texts.lookAgainTitle}>
          {notice.gone.map(({ name, reason }) => (
            <p key={name}>
              <span>{`${formatText(texts.gone, { name })} `}</span>
              {reason && <FreshText>{reason}</FreshText>}
            </p>
          ))}
          <p>
            <Filled text={texts.lookAgain} values={{ total: <Price {...total} /> }} />
          </p>
          <a href={localPath(locale, "/cart")} className="inline-block py-1 underline underline-offset-4">
            {texts.lookAtCart}
          </a>
        </TitledNotice>
      );
    case "look_at_cart":
      return (
        <TitledNotice tone="warn" title={texts.lookAtCartTitle}>
          <p>
            <FreshText>{notice.message}</FreshText>
          </p>
          <p>{texts.stillNothing}</p>
          <a href={startAgainHref ?? localPath(locale, "/cart")} className={buttonClass("secondary", "mt-2")}>
            {startAgainHref ? texts.lookAtTotal : texts.lookAtCart}
          </a>
        </TitledNotice>
      );
    case "declined":
      return (
        <TitledNotice tone="bad" title={texts.declinedTitle}>
          <p>
            <FreshText>{notice.message}</FreshText>
          </p>
          <p>{texts.declined}</p>
        </TitledNotice>
      );
    case "incomplete":
      return (
        <TitledNotice tone="warn" title={texts.incompleteTitle}>
          <p>
            <FreshText>{notice.message}</FreshText>
          </p>
        </TitledNotice>
      );
    case "failed":
      return (
        <TitledNotice tone="bad" title={texts.failedTitle}>
          <p>
            <FreshText>{notice.message}</FreshText>
          </p>
        </TitledNotice>
      );
    case "unknown":
      return (
        <TitledNotice tone="warn" title={texts.unknownTitle}>
          <p>{texts.unknown}</p>
          <p>{texts.unknownLater}</p>
        </TitledNotice>
      );
    case "not_charged":
    case "still_open":
      return (
        <TitledNotice tone="bad" title={texts.declinedTitle}>
          <p>
            <FreshText>{notice.kind === "not_charged" ? texts.notCharged : texts.stillOpen}</FreshText>
          </p>
        </TitledNotice>
      );
    case "in_progress":
      return (
        <TitledNotice tone="warn" title={texts.inProgressTitle}>
          <p>
            <FreshText>{notice.message}</FreshText>
          </p>
          {notice.orderId && (
            <a
              href={localPath(locale, `/orders/${notice.orderId}`)}
              className={buttonClass("secondary", "mt-2")}
            >
              {texts.seeOrder}
            </a>
          )}
        </TitledNotice>
      );
    case "not_completed":
    case "saved_renewed":
      return (
        <Notice tone="warn" role="alert">
          <FreshText>{notice.kind === "not_completed" ? texts.notCompleted : texts.savedRenewed}</FreshText>
        </Notice>
      );
  }
}

function TitledNotice({
  tone,
  title,
  children,
}: {
  tone: "warn" | "bad";
  title: string;
  children: Elements;
}) {
  return (
    <Notice tone={tone} role="alert">
      <p className="font-medium">{title}</p>
      <div className="mt-1 grid gap-1 text-ink">{children}</div>
    </Notice>
  );
}
