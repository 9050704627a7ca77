import { toMajorString } from "@/lib/base/money";
import { type AccountCheck, checkAccount } from "@/lib/customers/check-account.server";
import { findAccount, giveTier } from "@/lib/customers/find-account.server";
import { startOf } from "@/lib/customers/loyalty/tier";
import { db } from "@/lib/db/client";
import type { Explained } from "@/lib/discounts/explain";
import { LOYALTY_TIERS } from "@/lib/model/discount";
import { chooseStore } from "../local/chosen-store";

async function accountOf(emailOrId: string) {
  await chooseStore();
  const account = await findAccount(db(), emailOrId);
  if (!account) throw new Error(`there is no account ${emailOrId}`);
  return account;
}

/** Runs `<customer> <tier>`. Returns false when something is missing. */
export async function tierCommand([customer, wanted]: string[]): Promise<boolean> {
  const tier = LOYALTY_TIERS.find((one) => one === wanted) ?? null;
  if (!customer || (tier === null && wanted !== "none")) return false;
  const { id, email } = await accountOf(customer);
  await giveTier(db(), id, tier);
  console.log(
    tier ? `${email} now has the tier ${tier}, given by you.` : `${email} now has only its earned tier.`,
  );
  return true;
}

/** Runs `<customer>`. Returns false when something is missing. */
export async function checkCommand([customer]: string[]): Promise<boolean> {
  if (!customer) return false;
  const account = await accountOf(customer);
  const check = await checkAccount(db(), account);
  const lines = [
    `${account.email}  ${account.id}`,
    ...tierLines(check),
    `paid orders: ${check.history.orders}${lastOrder(check)}`,
    ...check.segments.flatMap((segment) =>
      "problem" in segment
        ? [`segment ${segment.id}: is broken, so its rules don't apply: ${segment.problem}`]
        : [
            `segment ${segment.id}: ${word(segment.member)}`,
            ...segment.because.flatMap((part) => tree(part, 1)),
          ],
    ),
  ];
  console.log(lines.join("\n"));
  return true;
}

function tierLines({ standing, currency }: AccountCheck): string[] {
  const { tier, given, earned } = standing;
  const money = (amount: number) => `${toMajorString(amount, currency)} ${currency.toUpperCase()}`;
  const how = tier && (tier === given ? ", given by you" : ", earned");
  if (!earned) return [`tier: ${tier ?? "none"}${how ?? ""} (there is no program)`];
  const { lasts, next } = earned;
  return [
    `tier: ${tier ?? "none"}${how ?? ""}`,
    `  earned: ${earned.tier ?? "none"}, by ${money(earned.spent)} in ${earned.days} days`,
    ...(lasts
      ? [
          `  until ${startOf(lasts.lastDay).toISOString().slice(0, 10)}, when the orders of ${startOf(lasts.leavingDay).toISOString().slice(0, 10)} no longer count${
            lasts.missing === null ? "" : `; ${money(lasts.missing)} more by then keeps it`
          }`,
        ]
      : []),
    ...(next ? [`  ${money(next.missing)} more makes it ${next.tier}`] : []),
  ];
}

const lastOrder = ({ history: { lastPaidAt } }: AccountCheck) =>
  lastPaidAt ? `, the last on ${lastPaidAt.toISOString().slice(0, 10)}` : "";

const word = (holds: boolean | null) => (holds === null ? "unknown" : holds ? "yes" : "no");

function tree({ text, holds, parts }: Explained, depth: number): string[] {
  return [`${"  ".repeat(depth)}${word(holds)}: ${text}`, ...parts.flatMap((part) => tree(part, depth + 1))];
}
