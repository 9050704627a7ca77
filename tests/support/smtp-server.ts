import { createServer, type Socket } from "node:net";

/** What the server says when, on its loopback port. It may be changed while the server runs. */
export type MailBehaviour = {
  /** Silent after the connection. */
  mute?: boolean;
  /** What is waited for before a message is accepted. */
  beforeAccepting?: (message: string) => Promise<void> | undefined;
  /** What is kept of a message; by default all of it. */
  keep?: (message: string) => string;
};

/** A mail server that accepts and keeps all messages, as RFC 5321 says. */
export async function startSmtpServer(behaviour: MailBehaviour = {}) {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (!behaviour.mute) speak(socket, messages, behaviour);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const closeConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the mail server has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    messages,
    /** How many were made, and how many are open now. */
    connections: () => ({ made: connections, open: sockets.size }),
    closeConnections,
    close: async () => {
      closeConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const END = "\r\n.\r\n";

function speak(socket: Socket, messages: string[], behaviour: MailBehaviour): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let received = "";
  let isData = false;
  socket.setEncoding("utf8");
  socket.on("data", async (chunk: string) => {
    received += chunk;
    if (isData) {
      if (!received.endsWith(END)) return;
      const message = received.slice(0, -END.length);
      messages.push(behaviour.keep ? behaviour.keep(message) : message);
      [received, isData] = ["", false];
      await behaviour.beforeAccepting?.(message);
      say("250 accepted");
      return;
    }
    while (received.includes("\r\n")) {
      const [line = "", ...rest] = received.split("\r\n");
      received = rest.join("\r\n");
      const verb = line.split(" ")[0]?.toUpperCase();
      if (verb === "QUIT") return void socket.end("221 bye\r\n");
      if (verb === "DATA") {
        isData = true;
        return void say("354 go on");
      }
      say("250 ok");
    }
  });
  say("220 mail.test ready");
}
