import type { ReactNode } from "react";
import { z } from "zod/mini";
import { WideTable } from "../wide-table";

const link = z.object({ href: z.string(), text: z.string() });

/** What a look at a list of currencies is answered with. */
export const currencyTrial = z.object({
  changes: z.array(z.string()),
  notes: z.array(z.object({ text: z.string(), links: z.array(link) })),
  goods: z.object({
    heads: z.array(z.string()),
    rows: z.array(
      z.object({
        name: z.string(),
        href: z.string(),
        price: z.string(),
        prices: z.array(z.object({ text: z.string(), isOwn: z.boolean() })),
      }),
    ),
  }),
});

export type TrialTexts = Record<"changes" | "same" | "goods" | "product" | "ownPrice" | "setPrice", string>;

type Props = { trial: z.output<typeof currencyTrial>; texts: TrialTexts; children: ReactNode };

/** What a list of currencies changes, what it does to carts and orders, and what some goods would cost. */
export function CurrencyTrialView({ trial: { changes, notes, goods }, texts, children }: Props) {
  return (
    <section aria-label={texts.changes} className="grid gap-4">
      <h3 className="font-medium">{texts.changes}</h3>
      {changes.length === 0 ? (
        <p role="status">{texts.same}</p>
      ) : (
        <ul className="grid gap-1">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {goods.heads.length > 0 && goods.rows.length > 0 && (
        <WideTable
          label={texts.goods}
          columns={[
            texts.product,
            { name: texts.ownPrice, end: true },
            ...goods.heads.map((name) => ({ name, end: true as const })),
          ]}
        >
          <tbody>
            {goods.rows.map((row) => (
              <tr key={row.href}>
                <td>
                  <a href={row.href} className="underline underline-offset-4">
                    {row.name}
                  </a>
                </td>
                <td className="text-end whitespace-nowrap">{row.price}</td>
                {row.prices.map(({ text, isOwn }, index) => (
                  <td key={goods.heads[index]} className="text-end whitespace-nowrap">
                    {text}
                    {isOwn && <span className="block text-sm text-quiet">{texts.setPrice}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {notes.length > 0 && (
        <ul className="grid max-w-prose list-disc gap-2 ps-5">
          {notes.map(({ text, links }) => (
            <li key={text}>
              {text}
              {links.map((one) => (
                <a key={one.href} href={one.href} className="ms-2 underline underline-offset-4">
                  {one.text}
                </a>
              ))}
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
