import { beforeEach, describe, expect, it, vi } from "vitest";
import { patientExporter } from "@/lib/telemetry/patient-exporter.server";

const MINUTE = 60_000;

let now = 0;
let code = 1;
const tried = vi.fn();

function exporter() {
  return patientExporter(
    {
      export: (items: string[], done: (result: { code: number }) => void) => {
        tried(...items);
        done({ code });
      },
      shutdown: async () => {},
    },
    "traces",
    () => now,
  );
}

beforeEach(() => {
  now = 0;
  code = 1;
  tried.mockClear();
  for (const how of ["warn", "info"] as const)
    vi.spyOn(console, how)
      .mockReset()
      .mockImplementation(() => {});
});

const send = (to: ReturnType<typeof exporter>, times = 1) => {
  for (let time = 0; time < times; time += 1) to.export(["span"], () => {});
};

describe("a collector that does not answer", () => {
  it("is left alone after three failures, and tried again less and less often", () => {
    const to = exporter();
    send(to, 10);
    expect(tried).toHaveBeenCalledTimes(3);
    const tries = [];
    for (let minute = 0; minute <= 61; minute += 1) {
      now = minute * MINUTE;
      const before = tried.mock.calls.length;
      send(to, 5);
      if (tried.mock.calls.length > before) tries.push(minute);
    }
    expect(tries).toEqual([1, 3, 7, 15, 30, 45, 60]);
  });

  it("is told of once for each pause, and what is dropped is reported as not sent", () => {
    const to = exporter();
    send(to, 10);
    expect(console.warn).toHaveBeenCalledTimes(1);
    const done = vi.fn();
    to.export(["span"], done);
    expect(done).toHaveBeenCalledWith({ code: 1 });
  });

  it("gets everything again once it answers", () => {
    const to = exporter();
    send(to, 3);
    now = MINUTE;
    code = 0;
    send(to, 4);
    expect(tried).toHaveBeenCalledTimes(7);
    code = 1;
    send(to, 2);
    code = 0;
    send(to, 1);
    expect(tried).toHaveBeenCalledTimes(10);
  });
});
