import { describe, expect, it } from "vitest";
import { HELP, readSettings } from "../src/settings";

function started(args: string[], env: Record<string, string> = {}) {
  const settings = readSettings(args, env);
  if (settings.kind !== "start") throw new Error(JSON.stringify(settings));
  return settings.options;
}

const problem = (args: string[], env: Record<string, string> = {}) => {
  const settings = readSettings(args, env);
  return settings.kind === "refused" ? settings.problem : settings.kind;
};

describe("the command line", () => {
  it("asks for nothing", () => {
    expect(started([])).toMatchObject({
      port: 12_111,
      host: undefined,
      publicUrl: undefined,
      statePath: ".data/local-stripe.json",
      webhook: undefined,
    });
  });

  it("wins over the environment", () => {
    const env = {
      LOCAL_STRIPE_PORT: "4000",
      LOCAL_STRIPE_HOST: "::",
      LOCAL_STRIPE_STATE: "b.json",
      LOCAL_STRIPE_FRAMES_FROM: "http://shop:3000",
    };
    expect(started([], env)).toMatchObject({
      port: 4_000,
      host: "::",
      statePath: "b.json",
      framesFrom: ["http://shop:3000"],
    });
    const args = [
      "--port=5000",
      "--host",
      "0.0.0.0",
      "--state",
      "none",
      "--frames-from",
      "http://*.shop.test:*",
    ];
    expect(started(args, env)).toMatchObject({
      port: 5_000,
      host: "0.0.0.0",
      statePath: null,
      framesFrom: ["http://*.shop.test:*"],
    });
  });

  it("makes a webhook's secret from its address, the same each time", () => {
    const { webhook } = started(["--webhook", "http://localhost:3000/hook"]);
    expect(webhook?.secret).toMatch(/^whsec_[0-9a-f]{32}$/);
    expect(started([], { LOCAL_STRIPE_WEBHOOK_URL: "http://localhost:3000/hook" }).webhook).toEqual(webhook);
    expect(started(["--webhook", "http://localhost:3000/other"]).webhook?.secret).not.toBe(webhook?.secret);
    const own = started(["--webhook", "http://localhost:3000/hook", "--webhook-secret", "whsec_mine"]);
    expect(own.webhook?.secret).toBe("whsec_mine");
  });

  it("knows help and version, whatever stands beside them", () => {
    expect(readSettings(["--help", "--port", "x"], {})).toEqual({ kind: "help" });
    expect(readSettings(["--version"], {})).toEqual({ kind: "version" });
    const options = [...HELP.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    for (const option of options) expect(problem([option, "1"])).not.toContain("Unknown option");
  });

  it.each([
    [["--port", "shop"], {}, '--port must be a port number, not "shop"'],
    [[], { LOCAL_STRIPE_PORT: "" }, 'LOCAL_STRIPE_PORT must be a port number, not ""'],
    [["--public-url", "shop:3000"], {}, "--public-url must be an http or https address"],
    [[], { LOCAL_STRIPE_WEBHOOK_URL: "x" }, "LOCAL_STRIPE_WEBHOOK_URL must be an http or https address"],
    [["--webhook-secret", "whsec_1"], {}, "needs LOCAL_STRIPE_WEBHOOK_URL (--webhook)"],
    [["--frames-from", "*"], {}, "--frames-from must be origins"],
    [["--prot", "1"], {}, "Unknown option '--prot'"],
    [["--seed", "/nowhere/seed.yaml"], {}, "The seed /nowhere/seed.yaml can't be used"],
  ])("refuses %j with %j", (args, env, said) => {
    expect(problem(args, env)).toContain(said);
  });
});
