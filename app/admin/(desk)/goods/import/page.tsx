import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "@/components/desk/badge";
import { ChoiceField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { UploadForm } from "@/components/desk/imports/upload-form";
import { UPLOAD_TONES } from "@/components/desk/imports/upload-tones";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { WideTable } from "@/components/desk/wide-table";
import { translator } from "@/i18n/texts.server";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { allCategories } from "@/lib/desk/goods/categories.server";
import { recentUploads } from "@/lib/desk/imports/read-uploads.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/import";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-imports")("title") };
}

/** Goods from a file, and to one. */
export default async function ImportPage() {
  const { locale } = await enterDesk(PAGE);
  const [uploads, categories] = [await recentUploads(), await allCategories(locale)];
  const t = translator(locale, "desk-imports");
  const timeZone = shopTimeZone();
  const check = (name: string, label: string, isOn: boolean) => (
    <label className="flex items-center gap-2">
      <input type="checkbox" name={name} value="on" defaultChecked={isOn} className="size-5 shrink-0" />
      {label}
    </label>
  );
  return (
    <>
      <PageHead
        back={{ href: "/admin/goods", name: translator(locale, "desk-goods")("back") }}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Section title={t("import")}>
          <UploadForm
            texts={{ ...formTexts(locale), file: t("file"), send: t("send"), sending: t("sending") }}
          >
            {check("keepStock", t("keepStock"), true)}
            {check("leavePictures", t("leavePictures"), false)}
            <ChoiceField label={t("fallback")} hint={t("fallbackHint")} name="category" defaultValue="">
              <option value="">{t("fallbackNone")}</option>
              {categories.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </ChoiceField>
          </UploadForm>
        </Section>
        <Section title={t("export")}>
          <p className="mb-3 text-quiet">{t("exportLead")}</p>
          <div className="grid gap-2">
            <a href="/api/admin/goods/export?format=csv" download className="desk-button">
              {t("exportCsv")}
            </a>
            <a href="/api/admin/goods/export?format=jsonl" download className="desk-button">
              {t("exportJson")}
            </a>
          </div>
        </Section>
      </div>
      {uploads.length > 0 && (
        <div className="mt-4">
          <Section title={t("recent")}>
            <WideTable label={[t("file"), t("state"), t("when")].join(", ")}>
              <thead className="max-sm:hidden">
                <tr>
                  {[t("file"), t("state"), t("when"), t("who")].map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {uploads.map(({ id, name, state, who, createdAt }) => (
                  <tr key={id}>
                    <th scope="row" className="[overflow-wrap:anywhere]">
                      <Link
                        href={`${PAGE}/${id}`}
                        prefetch={false}
                        className="text-ink underline underline-offset-4"
                      >
                        {name}
                      </Link>
                      <span className="block font-normal sm:hidden">
                        {`${minuteIn(createdAt, timeZone)}, ${who}`}
                      </span>
                    </th>
                    <td>
                      <Badge tone={UPLOAD_TONES[state]}>{t(`states.${state}`)}</Badge>
                    </td>
                    <td className="figures whitespace-nowrap max-sm:hidden">
                      {minuteIn(createdAt, timeZone)}
                    </td>
                    <td className="[overflow-wrap:anywhere] max-sm:hidden">{who}</td>
                  </tr>
                ))}
              </tbody>
            </WideTable>
          </Section>
        </div>
      )}
    </>
  );
}
