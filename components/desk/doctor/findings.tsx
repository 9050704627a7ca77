import { Suspense } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { DoctorFinding } from "@/lib/doctor/examine.server";
import { Badge } from "../badge";

type Props = {
  findings: AsyncGenerator<DoctorFinding>;
  locale: Locale;
  /** Found wrong so far. */
  wrong?: number;
};

const TONES = { right: "good", note: "warn", wrong: "bad" } as const;

/** The next finding, and those after it as they come. Their words are those of the command, in English. */
export async function Findings({ findings, locale, wrong = 0 }: Props) {
  const t = translator(locale, "desk-failures");
  const { done, value: finding } = await findings.next();
  if (done) {
    return (
      <li>
        <p role="status" className={wrong > 0 ? "text-bad" : "text-good"}>
          {t("doctor.end", { wrong })}
        </p>
      </li>
    );
  }
  const { state, subject, text } = finding;
  return (
    <>
      <li className="grid gap-x-4 gap-y-1 border-b border-line pb-3 md:grid-cols-[7rem_8rem_1fr]">
        <span>
          <Badge tone={TONES[state]}>{t(`doctor.states.${state}`)}</Badge>
        </span>
        <span lang="en" className="font-medium">
          {subject}
        </span>
        <span lang="en" className="min-w-0 [overflow-wrap:anywhere]">
          <span className="block">{text}</span>
          {finding.state === "wrong" && <span className="block text-quiet">{finding.fix}</span>}
        </span>
      </li>
      <Suspense fallback={<li className="text-quiet">{t("doctor.looking")}</li>}>
        <Findings findings={findings} locale={locale} wrong={wrong + (state === "wrong" ? 1 : 0)} />
      </Suspense>
    </>
  );
}
