import { readFile } from "node:fs/promises";

/** Reads a JSON file. @throws Error with the file's name when it is missing or not JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
