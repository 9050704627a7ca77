import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { copyBuild } from "./copied-build";
import { surroundings } from "./surroundings";

const manifest = z.object({
  node: z.record(z.string(), z.unknown()),
  edge: z.record(z.string(), z.unknown()),
});
const served = z.object({ config: z.object({ env: z.object({ STORE_BUILD: z.string().min(1) }) }) });

const TEXT = /\.(js|css|json|html|rsc|txt|body|meta)$|BUILD_ID$/;

/**
 * The store as its next deployment: the one build, under other names for the build, its files and every action.
 * A build of the same code differs in no more than them, and takes a minute of both processors. @returns its folder.
 */
export async function newerBuild(): Promise<string> {
  const { build: older, dist } = surroundings();
  const newer = `${dist}-newer`;
  await copyBuild(older, newer);
  const names = await namesOf(newer);
  const pattern = new RegExp([...names.keys()].map(literally).join("|"), "g");
  const renamed = (text: string) => text.replace(pattern, (name) => names.get(name) ?? name);
  const entries = await readdir(newer, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of entries.filter((entry) => entry.isFile() && TEXT.test(entry.name))) {
    const file = join(parentPath, name);
    const text = await readFile(file, "utf8");
    if (renamed(text) !== text) await writeFile(file, renamed(text));
    if (parentPath.startsWith(join(newer, "static"))) await rename(file, join(parentPath, renamed(name)));
  }
  const buildId = await readFile(join(older, "BUILD_ID"), "utf8");
  await rename(join(newer, "static", buildId), join(newer, "static", renamed(buildId)));
  return newer;
}

/** What the next build calls otherwise, by its name in this one. */
async function namesOf(dist: string): Promise<Map<string, string>> {
  const read = (file: string) => readFile(join(dist, file), "utf8");
  const { config } = served.parse(JSON.parse(await read("required-server-files.json")));
  const { node, edge } = manifest.parse(JSON.parse(await read("server/server-reference-manifest.json")));
  const actions = Object.keys({ ...node, ...edge });
  const chunks = await readdir(join(dist, "static", "chunks"));
  if (actions.length === 0 || chunks.length === 0) throw new Error("the build has no actions or no files");
  return new Map([
    ...[await read("BUILD_ID"), config.env.STORE_BUILD].map((id) => [id, backwards(id)] as const),
    // The first two digits say which arguments an action takes.
    ...actions.map((id) => [id, id.slice(0, 2) + backwards(id.slice(2))] as const),
    ...chunks.map((file) => [file, `newer-${file}`] as const),
  ]);
}

const backwards = (name: string) => [...name].reverse().join("");

const literally = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
