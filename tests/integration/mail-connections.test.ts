import { afterEach, describe, expect, it } from "vitest";
import { env } from "@/lib/config/env";
import { sendMail } from "@/lib/email/send-mail.server";
import { testDatabase } from "@/tests/support/database";
import { gate } from "@/tests/support/gate";
import { type MailBehaviour, startSmtpServer } from "@/tests/support/smtp-server";

await testDatabase();

const servers: Awaited<ReturnType<typeof startSmtpServer>>[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function mailServer(behaviour: MailBehaviour = {}) {
  const server = await startSmtpServer(behaviour);
  servers.push(server);
  env().SMTP_URL = server.url;
  return server;
}

const send = (key: string, lane: "email" | "person_email" = "email") =>
  sendMail({ to: "ada@example.com", locale: "en", subject: key, html: key, text: key, lane, key });

describe("connections to the mail server", () => {
  it("are kept for the next e-mail, and closed when none follows", async () => {
    const server = await mailServer();
    for (const key of ["one", "two", "three"]) await send(key);
    expect(server.messages).toHaveLength(3);
    expect(server.connections()).toEqual({ made: 1, open: 1 });
    await expect.poll(() => server.connections().open, { timeout: 15_000 }).toBe(0);
    await send("four");
    expect(server.messages).toHaveLength(4);
  }, 30_000);

  it("are made anew when the mail server closed them", async () => {
    const server = await mailServer();
    await send("one");
    server.closeConnections();
    await send("two");
    expect(server.messages).toHaveLength(2);
  });

  it("of e-mails about orders may all hang, and an e-mail about a person is sent all the same", async () => {
    const { passed: accepted, open: accept } = gate();
    const server = await mailServer({
      beforeAccepting: (message) => (message.includes("Subject: order") ? accepted : undefined),
    });
    const orders = Array.from({ length: 25 }, (_, index) => send(`order-${index}`));
    await expect.poll(() => server.connections().open).toBe(20);
    await send("code", "person_email");
    expect(server.messages.some((message) => message.includes("Subject: code"))).toBe(true);
    accept();
    await Promise.all(orders);
    expect(server.messages).toHaveLength(26);
  });
});
