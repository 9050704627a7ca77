import { request as call, createServer, type IncomingMessage } from "node:http";

export interface Call {
  method: string;
  path: string;
  status: number;
  /** The error's message, when Stripe's shape has one. */
  message: string;
}

/** Stands in front of the local Stripe and keeps what the application and its pages asked for. */
export async function startRecorder(port: number, to: number) {
  const calls: Call[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const forward = call({ host: "localhost", port: to, method, path: url, headers }, (answer) => {
      const status = answer.statusCode ?? 500;
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
      const path = url.split("?")[0] ?? url;
      if (status < 400) calls.push({ method, path, status, message: "" });
      else void textOf(answer).then((text) => calls.push({ method, path, status, message: messageOf(text) }));
    });
    forward.on("error", () => outgoing.destroy());
    incoming.pipe(forward);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, resolve));
  return {
    calls,
    /** The first that was refused and not by the shopper's bank. */
    firstFailed: () =>
      calls.find(({ status, path }) => status >= 400 && status !== 402 && !isDecoration(path)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An icon; the script's address at js.stripe.com, which early releases of the local Stripe have elsewhere. */
const isDecoration = (path: string): boolean => /favicon\.ico$|^\/v3\/?$|^\/\w+\/stripe\.js$/.test(path);

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer) text += chunk;
  return text;
}

function messageOf(text: string): string {
  try {
    const parsed: { error?: { message?: string } } = JSON.parse(text);
    return parsed.error?.message ?? text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}
