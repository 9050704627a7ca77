import type { Endpoint } from "./endpoints";
import type { Member, StripeJs } from "./stripe-js";

const code = (text: string) => `\`${text}\``;
const listed = (names: readonly string[]) => names.map(code).join(", ");

/** The page, in Markdown. */
export function coveragePage(
  endpoints: readonly Endpoint[],
  stripeJs: StripeJs,
  versions: Record<"stripe" | "stripeJs", string>,
): string {
  const modelled = endpoints.filter((endpoint) => endpoint.modelled);
  return `# Coverage

Written by \`npm run coverage:local-stripe\`, which asks a running local Stripe; a test fails when it is out of date. From the types of \`stripe\` ${versions.stripe} and
\`@stripe/stripe-js\` ${versions.stripeJs}. What a modelled call does is in the [README](../README.md), and where it differs from Stripe in [differences](differences.md).

## Calls of the API

${modelled.length} of the ${endpoints.length} calls of the SDK's \`/v1\` are modelled. Every other one, and all of \`/v2\`, answers 501 with a sentence that names it.

Parameters are those of the outermost level. One that is not modelled answers 501 with its name, as does one further inside, and a value of a list of values.
Where a call reads its parameters only after it has found its object, they are what the call has named, and one of them may still refuse some values.

| call | parameters | not modelled |
|---|---|---|
${modelled.map(({ call, parameters, missing }) => `| ${code(call)} | ${counted(parameters.length, missing.length)} | ${listed(missing)} |`).join("\n")}

## Calls that answer 501

| resource | calls |
|---|---|
${byResource(endpoints.filter((endpoint) => !endpoint.modelled))}

## Stripe.js

A method works, or throws an error that names itself. Each was called without arguments; one that asked for them counts as working. What confirms one way to pay was asked for at the API.

| \`stripe\` | |
|---|---|
${byState(stripeJs.stripe)}

| \`stripe.elements()\` | |
|---|---|
${byState(stripeJs.elements)}

What \`elements.create()\` makes. One that shows nothing mounts and reports \`ready\`.

| Element | | methods of its type that it does not have |
|---|---|---|
${stripeJs.made.map(({ name, state, missing }) => `| ${code(name)} | ${state} | ${listed(missing)} |`).join("\n")}

| \`stripe.initCheckoutElementsSdk()\` | |
|---|---|
${byState(stripeJs.checkout)}

| actions of \`loadActions()\` | |
|---|---|
${byState(stripeJs.actions)}
`;
}

const counted = (all: number, missing: number) => (all === 0 ? "" : `${all - missing} of ${all}`);

/** By the first part of the path, or the second where the first is a group of resources. */
function byResource(endpoints: readonly Endpoint[]): string {
  const rows = new Map<string, string[]>();
  for (const { call } of endpoints) {
    const resource = call.split("/")[2] ?? "";
    rows.set(resource, [...(rows.get(resource) ?? []), call]);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([resource, calls]) => `| ${code(resource)} | ${listed(calls)} |`)
    .join("\n");
}

function byState(members: readonly Member[]): string {
  const states = [...new Set(members.map(({ state }) => state))].sort();
  return states
    .map((state) => {
      const names = members.filter((member) => member.state === state).map(({ name }) => name);
      return `| ${state} (${names.length}) | ${listed(names)} |`;
    })
    .join("\n");
}
