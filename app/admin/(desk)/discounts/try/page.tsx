import type { Metadata } from "next";
import { RealCart } from "@/components/desk/discounts/real-cart";
import { TriedPrice } from "@/components/desk/discounts/tried-price";
import { LongField, TextField } from "@/components/desk/field";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { openCarts, readRealCart } from "@/lib/desk/discounts/real-cart.server";
import { asTyped, readTriedCart, tryCart } from "@/lib/desk/discounts/try-cart.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/discounts/try";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-discounts")("try.title") };
}

/** What a cart would pay at this moment, and why. It stands in the address. */
export default async function TryDiscountsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const [real, open] = [await readRealCart(query), await openCarts()];
  const cart = real?.ok ? asTyped(real.cart) : readTriedCart(query);
  const tried = cart.lines.length > 0 ? await tryCart(cart, locale) : null;
  const t = translator(locale, "desk-discounts");
  return (
    <>
      <PageHead
        back={{ href: "/admin/discounts", name: translator(locale, "desk")("pages./admin/discounts") }}
        title={t("try.title")}
        lead={t("try.lead")}
      />
      <RealCart real={real} open={open} locale={locale} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
        <form key={cart.goods} action={PAGE} className="grid content-start gap-3">
          <LongField
            label={t("try.goods")}
            hint={t("try.goodsHint")}
            name="goods"
            rows={5}
            required
            defaultValue={cart.goods}
          />
          <TextField label={t("try.codes")} name="codes" defaultValue={cart.typedCodes} autoComplete="off" />
          <TextField
            label={t("try.country")}
            hint={t("try.countryHint")}
            name="country"
            maxLength={2}
            defaultValue={cart.country}
          />
          <TextField
            label={t("try.account")}
            hint={t("try.accountHint")}
            name="email"
            type="email"
            defaultValue={cart.email}
          />
          <button type="submit" data-kind="primary" className="desk-button">
            {t("try.button")}
          </button>
        </form>
        <div>{tried && <TriedPrice tried={tried} locale={locale} />}</div>
      </div>
    </>
  );
}
