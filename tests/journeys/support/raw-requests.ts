import { request } from "node:http";
import { surroundings } from "./surroundings";

export type RawRequest = {
  method: string;
  /** As it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body?: string;
};

export type RawAnswer = { status: number; headers: Record<string, string>; text: string };

const HANGS_AFTER_MS = 20_000;

/** A request as it stands, which `fetch` would repair. It fails when no answer comes. */
export function sendRaw({ method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(surroundings().store);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, method, path, headers: { host, connection: "close", ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("end", () => {
          const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(named), text });
        });
      },
    );
    asked.setTimeout(HANGS_AFTER_MS, () => asked.destroy(new Error(`no answer to ${method} ${path}`)));
    asked.on("error", reject);
    asked.end(body);
  });
}
