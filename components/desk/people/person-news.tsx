import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import type { News } from "@/lib/news/read.server";
import { Badge, type Tone } from "../badge";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";

type Props = {
  news: News;
  /** Of the calls about this person. */
  address: string;
  email: string;
  mayWithdraw: boolean;
  locale: Locale;
};

const TONES = { asked: "warn", confirmed: "good", withdrawn: "neutral" } as const satisfies Record<
  NonNullable<News["state"]>,
  Tone
>;

/** Whether the person agreed to news, and each step with its words: the proof. */
export function PersonNews({ news: { state, history }, address, email, mayWithdraw, locale }: Props) {
  const t = translator(locale, "desk-people");
  const date = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  const languages = new Intl.DisplayNames([locale], { type: "language" });
  return (
    <Section
      title={t("news.title")}
      more={state && <Badge tone={TONES[state]}>{t(`news.states.${state}`)}</Badge>}
    >
      {history.length === 0 && <p className="text-quiet">{t("news.never")}</p>}
      <ol className="grid gap-3 text-[0.9375rem] empty:hidden">
        {history.map((step) => (
          <li key={`${step.at.getTime()} ${step.state}`}>
            <p>
              <span className="font-medium">{t(`news.steps.${step.state}`)}</span>{" "}
              <span className="text-quiet">
                {date.format(step.at)}, {t(`news.sources.${step.source}`)}
              </span>
            </p>
            {step.state === "asked" && step.text && (
              <details className="mt-1">
                <summary className="cursor-pointer text-quiet underline underline-offset-4">
                  {t("news.words", { language: languages.of(step.text.locale) ?? step.text.locale })}
                </summary>
                <p lang={step.text.locale} className="mt-1 border-l-2 border-line pl-3 whitespace-pre-line">
                  {step.text.words}
                </p>
                <p className="figures mt-1 text-quiet [overflow-wrap:anywhere]">
                  {t("news.version", { version: step.text.version })}
                </p>
              </details>
            )}
          </li>
        ))}
      </ol>
      {mayWithdraw && (state === "asked" || state === "confirmed") && (
        <DeskForm
          method="DELETE"
          action={`${address}/news`}
          confirm={t("news.withdrawConfirm", { email })}
          texts={formTexts(locale)}
          className="mt-4"
        >
          <button type="submit" className="desk-button">
            {t("news.withdraw")}
          </button>
        </DeskForm>
      )}
    </Section>
  );
}
