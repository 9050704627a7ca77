import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { listSynonyms, replaceSynonyms } from "@/lib/search/synonyms.server";
import { readJsonFile } from "./discounts/read-json";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run search:synonyms -- list
npm run search:synonyms -- export                  writes the file that import reads
npm run search:synonyms -- import <synonyms.json>  puts these in the place of all that there are (docs/search.md)`;

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [command, path, ...further] = positionals;
  if (further.length > 0 || (path === undefined) === (command === "import")) throw new Error(USAGE);
  switch (command) {
    case "list": {
      await chooseStore();
      const lines = Object.entries(await listSynonyms(db())).flatMap(([locale, synonyms]) =>
        synonyms.map((one) =>
          Array.isArray(one)
            ? `${locale}  ${one.join(" = ")}`
            : `${locale}  ${one.words.join(", ")} -> ${one.means.join(", ")}`,
        ),
      );
      console.log(lines.length > 0 ? lines.join("\n") : "There are no synonyms.");
      return;
    }
    case "export":
      await chooseStore();
      console.log(JSON.stringify(await listSynonyms(db()), null, 2));
      return;
    case "import": {
      const given = await readJsonFile(path ?? "");
      await chooseStore();
      const replaced = await replaceSynonyms(db(), given);
      if (!replaced.ok) throw new Error(`${path} has no valid synonyms:\n${replaced.problem}`);
      console.log(`${replaced.count} synonyms are in the place of those before.`);
      return;
    }
    default:
      throw new Error(USAGE);
  }
});
