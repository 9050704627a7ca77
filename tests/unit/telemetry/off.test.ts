import { afterEach, expect, it, vi } from "vitest";
import { setSettings } from "@/tests/support/settings";

const loaded = vi.hoisted(() => vi.fn());
const started = vi.hoisted(() => vi.fn());
vi.mock("@/lib/telemetry/start.server", () => {
  loaded();
  return { startTelemetry: started };
});
vi.mock("@/lib/config/env", async (original) => ({
  ...(await original<object>()),
  env: () => ({ MERCHANT_EMAIL: ["boss@shop.example"], VERCEL: "1" }),
}));

afterEach(() => vi.restoreAllMocks());

it("A store without a collector loads nothing of OpenTelemetry, and one with a collector does", async () => {
  const { startServer } = await import("@/instrumentation-node");
  await startServer();
  expect(loaded).not.toHaveBeenCalled();
  await setSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" });
  await startServer();
  expect(loaded).toHaveBeenCalledOnce();
  expect(started).toHaveBeenCalledOnce();
});
