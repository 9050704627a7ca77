import { createServer, type ServerResponse } from "node:http";
import { urlOf } from "./merchant";

/** Answers nobody who asks for a place before `count` have come there. */
export async function startBarriers(count: number): Promise<{ url: string; close: () => Promise<void> }> {
  const waiting = new Map<string, ServerResponse[]>();
  const server = createServer((request, response) => {
    const place = request.url ?? "";
    const all = [...(waiting.get(place) ?? []), response];
    waiting.set(place, all);
    if (all.length === count) for (const one of all) one.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: urlOf(server), close };
}

/** Goes on when all workers are there. */
export async function meetAt(place: string): Promise<void> {
  await fetch(`${process.env.BARRIERS_URL}/${place}`);
}
