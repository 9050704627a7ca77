import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form";
import { DiscountFields } from "@/components/desk/discounts/discount-fields";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { listGroups } from "@/lib/customers/groups.server";
import { db } from "@/lib/db/client";
import { ruleParams } from "@/lib/desk/discounts/discount-form";
import { freshRuleId } from "@/lib/desk/discounts/one-time-codes.server";
import { findRule, versionOfRule } from "@/lib/desk/discounts/save-discount.server";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/discounts/[ruleId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ruleId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/discounts/${ruleId}`);
  return { title: translator(locale, "desk")("pages./admin/discounts") };
}

/** One discount, or at `new` a form for another. */
export default async function DiscountPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/discounts/${asked.ruleId}`);
  const mayChange = hasRight(role, "discounts.edit");
  const isNew = asked.ruleId === "new";
  const read = ruleParams.safeParse(asked);
  const row = !isNew && read.success ? await findRule(db(), read.data.ruleId) : null;
  if ((!row && !isNew) || (isNew && !mayChange)) notFound();
  const t = translator(locale, "desk-discounts");
  const id = row?.id ?? freshRuleId();
  const isOver = !row?.active || (row.endsAt !== null && row.endsAt <= new Date());
  return (
    <>
      <PageHead
        back={{ href: "/admin/discounts", name: translator(locale, "desk")("pages./admin/discounts") }}
        title={row ? (row.code ?? inLocale(row.name, locale)) : t("new")}
      />
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
        <DeskForm
          key={versionOfRule(row)}
          method="PUT"
          action={`/api/admin/discounts/${id}`}
          then={`/admin/discounts/${id}`}
          texts={formTexts(locale)}
          {...(row && { unsaved: translator(locale, "desk")("form.unsaved", { fields: "{fields}" }) })}
        >
          <input type="hidden" name="seen" value={versionOfRule(row)} />
          <fieldset disabled={!mayChange} className="grid gap-4 sm:grid-cols-2">
            <DiscountFields row={row} groups={await listGroups(db())} locale={locale} />
          </fieldset>
          {mayChange && (
            <button type="submit" data-kind="primary" className="desk-button mt-4">
              {t("save")}
            </button>
          )}
        </DeskForm>
        {mayChange && !isOver && (
          <Section title={t("end.title")}>
            <p>{t("end.lead")}</p>
            <DeskForm
              method="DELETE"
              action={`/api/admin/discounts/${id}`}
              confirm={t("end.confirm")}
              texts={formTexts(locale)}
              className="mt-3"
            >
              <button type="submit" data-kind="danger" className="desk-button">
                {t("end.button")}
              </button>
            </DeskForm>
          </Section>
        )}
      </div>
    </>
  );
}
