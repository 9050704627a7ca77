import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { routing } from "@/i18n/routing";
import { shop } from "@/lib/config/shop";
import { parseShop } from "@/lib/model/shop";
import store from "@/store.config";
import { readEnvFile } from "./local/environment";
import { holderOf } from "./local/lock";
import { runScript } from "./local/run-script";
import { localDataDir } from "./local/settings";
import {
  type Answers,
  type Read,
  readCountry,
  readCurrency,
  readEmail,
  readLanguages,
  readName,
  readProduct,
} from "./new-store/answers";
import { type Ask, atTerminal } from "./new-store/ask";
import { FILES } from "./new-store/files";
import { firstGoods } from "./new-store/first-goods";
import { languagesFile, newShop, shopFile } from "./new-store/new-shop";
import { settingsText } from "./new-store/settings-text";

const USAGE = `npm run new-store [-- --name <name> --email <address> --country <FR> --languages <fr,en> --currency <EUR> --product "<name>, <price>" --yes]
  Asks for what is not given, then says what it writes and asks whether it may. --yes asks nothing.`;

const CARD = { width: 1200, height: 630 };

/** Makes a shop of the merchant's own of the demonstration: docs/your-own-shop.md. */
runScript(async () => {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      email: { type: "string" },
      country: { type: "string" },
      languages: { type: "string" },
      currency: { type: "string" },
      product: { type: "string" },
      yes: { type: "boolean", default: false },
    },
  });
  readEnvFile();
  const dataDir = localDataDir();
  await refuseRunning(dataDir);
  const answers = values.yes
    ? await answersWith(values, given)
    : await atTerminal(async (ask) => {
        const found = await answersWith(values, ask);
        console.log(`\n${plan(dataDir).join("\n")}`);
        await ask("Write it? yes or no", "", (text) =>
          /^(?:y|yes)$/i.test(text)
            ? { ok: true, value: true }
            : { ok: false, why: "Write yes, or leave with Ctrl-C: nothing is written then." },
        );
        return found;
      });
  await write(answers, dataDir);
  console.log(done(answers).join("\n"));
});

type Given = Partial<Record<"name" | "email" | "country" | "languages" | "currency" | "product", string>>;

/** Where nobody is asked, what is not given must have a standard. */
const given: Ask = async (question, standard, read) => {
  const answer = read(standard);
  if (answer.ok) return answer.value;
  throw new Error(`${question}: ${answer.why}\n${USAGE}`);
};

async function answersWith(values: Given, ask: Ask): Promise<Answers> {
  const own = shop().demonstration ? null : shop();
  const from = async <Value>(
    text: string | undefined,
    question: string,
    standard: string,
    read: (text: string) => Read<Value>,
  ) => {
    if (text === undefined) return ask(question, standard, read);
    const answer = read(text);
    if (answer.ok) return answer.value;
    throw new Error(`${question}: ${answer.why}\n${USAGE}`);
  };
  const name = await from(values.name, "1. What is the shop called?", own?.name ?? "", readName);
  const email = await from(
    values.email,
    "2. Which e-mail address do shoppers write to?",
    own?.contact.email ?? "",
    readEmail,
  );
  const country = await from(
    values.country,
    "3. In which country is the shop?",
    process.env.STORE_COUNTRY || "FR",
    readCountry,
  );
  const languages = await from(
    values.languages,
    "4. Which languages does it speak, the default first?",
    routing.locales.join(", "),
    readLanguages,
  );
  const currency = await from(
    values.currency,
    "5. In which currency are its prices?",
    process.env.STORE_CURRENCY || "EUR",
    readCurrency,
  );
  const product = await from(
    values.product,
    "6. What is the first product, and what does it cost? (Blue mug, 24.50)",
    "",
    (text) => readProduct(text, currency),
  );
  return { name, email, country, languages, currency, product };
}

async function refuseRunning(dataDir: string): Promise<void> {
  for (const folder of [dataDir, join(dataDir, "postgres")]) {
    const holder = await holderOf(folder);
    if (holder)
      throw new Error(
        `The store is running (process ${holder.pid}): stop it with Ctrl-C first. Nothing was written.`,
      );
  }
}

function plan(dataDir: string): string[] {
  const file = (path: string) => `  ${existsSync(path) ? "replaces" : "writes  "} ${path}`;
  return [
    "This",
    `  replaces ${FILES.shop}, which says ${shop().name} now; its colours stay`,
    `  sets the languages in ${FILES.languages}`,
    `  sets STORE_COUNTRY and STORE_CURRENCY in ${FILES.settings}`,
    file(FILES.goods),
    file(FILES.card),
    ...(existsSync(dataDir)
      ? [`  deletes ${dataDir}: the goods, carts, orders and payments of the store on this machine`]
      : []),
  ];
}

/** All files are made before the first is put in its place. The shop's comes last: until then the shop is what it was. */
async function write(answers: Answers, dataDir: string): Promise<void> {
  const face = newShop(answers, store, FILES.card.replace("public", ""));
  const [main] = answers.languages;
  parseShop(face, main);
  const spoken = languagesFile(answers.languages, await readFile(FILES.languages, "utf8"));
  const before = await readFile(FILES.settings, "utf8").catch(() => "");
  const settings = { STORE_COUNTRY: answers.country, STORE_CURRENCY: answers.currency.toUpperCase() };
  const picture = await sharp(join("public", face.home.image))
    .resize({ ...CARD, fit: "cover" })
    .jpeg()
    .toBuffer();
  const files: [path: string, contents: string | Buffer][] = [
    [FILES.card, picture],
    [FILES.goods, firstGoods(answers)],
    [FILES.settings, settingsText(before, settings)],
    [FILES.languages, spoken],
    [FILES.shop, shopFile(face)],
  ];
  for (const [path, contents] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, contents);
  }
  await rm(dataDir, { recursive: true, force: true });
  for (const [path] of files) await rename(`${path}.new`, path);
}

const done = ({ name, product }: Answers): string[] => [
  "",
  `${name} is ready. npm run dev starts it, with ${product.name} to buy.`,
  "Then:",
  `  - say in ${FILES.shop} where the company is (contact.street, contact.city), and what else is told of it;`,
  "  - bring in more goods: docs/goods.md; say where you deliver: docs/delivery.md;",
  "  - read the texts that the law wants, under content/legal/: docs/your-own-shop.md;",
  `  - set STORE_COUNTRY and STORE_CURRENCY where the shop will run, too, as ${FILES.settings} is of this machine alone.`,
  "Of a database that .env.local names, npm run demo:remove takes the demonstration out.",
];
