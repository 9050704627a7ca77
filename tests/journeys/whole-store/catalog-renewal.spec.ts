import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "../support/test";

type Product = { slug: string; name: string; category: string; stripeId: string };

async function pageOf(request: APIRequestContext, path: string) {
  const answer = await request.get(path);
  expect(answer.ok()).toBe(true);
  return { html: await answer.text(), cache: answer.headers()["x-nextjs-cache"] };
}

test("An edit of one product at Stripe renews its page and its lists at once, and no other product's page", async ({
  request,
  shop,
  stripe,
}) => {
  const products = await shop.query<Product>(
    `select slug, name ->> 'en' as name, category_slug as category, stripe_product_id as "stripeId"
       from products where active order by category_slug, position`,
  );
  const [edited] = products;
  if (!edited) throw new Error("no product");
  const others = products.filter(({ category }) => category !== edited.category);
  const path = ({ slug }: Product) => `/products/${slug}`;
  let stranger: Product | undefined;
  for (const other of others) {
    const { html } = await pageOf(request, path(other));
    if (!html.includes(`${path(edited)}"`)) stranger = other;
    if (stranger) break;
  }
  if (!stranger) throw new Error("every product shows the edited one");

  let edition = 1;
  await expect(async () => {
    edition += 1;
    const name = `${edited.name}, edition ${edition}`;
    for (const warm of [path(edited), path(stranger), `/categories/${edited.category}`]) {
      await pageOf(request, warm);
      expect((await pageOf(request, warm)).cache).toBe("HIT");
    }
    await stripe.api.products.update(edited.stripeId, { name });
    await expect
      .poll(async () => {
        const [row] = await shop.query<{ name: string }>(
          "select name ->> 'en' as name from products where slug = $1",
          [edited.slug],
        );
        return row?.name;
      })
      .toBe(name);
    expect((await pageOf(request, path(edited))).html).toContain(name);
    expect((await pageOf(request, `/categories/${edited.category}`)).html).toContain(name);
    // Half a minute after it was made, a page is renewed by its age: then the look comes too late, and is tried again.
    expect((await pageOf(request, path(stranger))).cache).toBe("HIT");
  }).toPass({ timeout: 60_000 });
  await stripe.api.products.update(edited.stripeId, { name: edited.name });
});
