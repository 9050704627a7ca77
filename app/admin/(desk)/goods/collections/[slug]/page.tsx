import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { ChoiceField, TextField } from "@/components/desk/field";
import { STATE_TONES } from "@/components/desk/goods/state-tones";
import { EditedList } from "@/components/desk/lists/edited-list";
import { HandPicked } from "@/components/desk/lists/hand-picked";
import { RuleFields } from "@/components/desk/lists/rule-fields";
import { WordFields } from "@/components/desk/lists/word-fields";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { minuteIn } from "@/lib/base/time-zone";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { MOST_BY_HAND, readCollectionRow, stateOfCollection } from "@/lib/desk/lists/collections.server";
import { slugOfPage } from "@/lib/desk/lists/list-form";
import { hasRight } from "@/lib/model/staff";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/goods/collections/[slug]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/goods/collections/${slug}`);
  return { title: translator(locale, "desk")("pages./admin/goods/collections") };
}

/** One collection: its words, and its goods by hand or by a rule. */
export default async function CollectionPage({ params }: Props) {
  const asked = await params;
  const { locale, role } = await enterDesk(PAGE, `/admin/goods/collections/${asked.slug}`);
  const slug = slugOfPage(asked.slug);
  const stored = slug === null ? null : await readCollectionRow(db(), slug);
  if (!stored) notFound();
  const { row, goods, seen } = stored;
  const t = translator(locale, "desk-lists");
  const goodsTexts = translator(locale, "desk-goods");
  const timeZone = shopTimeZone();
  const state = stateOfCollection(row, new Date());
  const byHand =
    goods === null ? (
      <p>{t("tooMany", { count: MOST_BY_HAND })}</p>
    ) : (
      <HandPicked
        goods={goods.map((one) => ({ slug: one.slug, name: inLocale(one.name, locale) || one.slug }))}
        texts={{
          ...{ hint: t("goodsHint"), none: t("goodsNone"), find: t("find"), findHint: t("findHint") },
          ...{ up: t("up"), down: t("down"), takeOut: t("takeOut") },
          of: t("moveOf", { act: "{act}", name: "{name}" }),
          addOne: t("addOne", { name: "{name}" }),
          moved: t("moved", { name: "{name}", number: "{number}" }),
        }}
      />
    );
  const fields = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="grid min-w-0 content-start gap-4">
        <Section title={t("goods")}>
          {/* What is not chosen is hidden, and what was typed there stays until the form is saved. */}
          <div className="group grid gap-4">
            <div className="flex flex-wrap gap-x-6 gap-y-2">
              {(["hand", "rule"] as const).map((kind) => (
                <label key={kind} className="flex items-center gap-2">
                  <input
                    type="radio"
                    name="kind"
                    value={kind}
                    defaultChecked={(row.rule ? "rule" : "hand") === kind}
                    className="size-5"
                  />
                  {t(`kinds.${kind}`)}
                </label>
              ))}
            </div>
            <div className="group-has-[[value=rule]:checked]:hidden">{byHand}</div>
            <div className="group-has-[[value=hand]:checked]:hidden">
              <RuleFields rule={row.rule ?? {}} locale={locale} />
            </div>
          </div>
        </Section>
        <Section title={t("words")}>
          <WordFields words={row} locale={locale} />
        </Section>
      </div>
      <div className="grid content-start gap-4">
        <Section title={t("place")}>
          <div className="grid gap-3">
            <TextField
              label={t("columns.address")}
              hint={t("addressHint")}
              name="slug"
              maxLength={200}
              required
              autoComplete="off"
              defaultValue={row.slug}
            />
            <ChoiceField label={t("columns.state")} name="state" defaultValue={state}>
              {(["draft", "on", "at"] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`states.${one}`)}
                </option>
              ))}
            </ChoiceField>
            <TextField
              label={goodsTexts("from")}
              hint={goodsTexts("fromHint", { zone: timeZone })}
              name="from"
              type="datetime-local"
              defaultValue={row.publishedAt ? minuteIn(row.publishedAt, timeZone).replace(" ", "T") : ""}
            />
          </div>
        </Section>
      </div>
    </div>
  );
  return (
    <>
      <PageHead
        back={{ href: "/admin/goods/collections", name: t("title.collections") }}
        title={inLocale(row.name, locale)}
      >
        <Badge tone={STATE_TONES[state]}>{t(`states.${state}`)}</Badge>
        {state === "on" && (
          <a href={`/${locale}/collections/${encodeURIComponent(row.slug)}`} className="desk-button">
            {t("toShop")}
          </a>
        )}
      </PageHead>
      {hasRight(role, "goods.edit") ? (
        <EditedList
          action={`/api/admin/collections/${encodeURIComponent(row.slug)}`}
          page="/admin/goods/collections"
          slug={row.slug}
          seen={seen}
          preview={t("rule.preview")}
          remove={{ confirm: t("removeCollection"), lead: t("removeCollectionLead") }}
          locale={locale}
        >
          {fields}
        </EditedList>
      ) : (
        fields
      )}
    </>
  );
}
