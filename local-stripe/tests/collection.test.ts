import { describe, expect, it } from "vitest";
import { Collection } from "../src/state/collection";
import { dueBy, dueOnceBy } from "../src/state/due-by";
import { findBy } from "../src/state/find-by";

interface Thing {
  id: string;
  group: string | null;
  due: number | null;
}

const thing = (id: string, group: string | null = null, due: number | null = null): Thing => ({
  id,
  group,
  due,
});
const ids = (things: Iterable<Thing>) => [...things].map(({ id }) => id).join(" ");

function filled(count: number): Collection<Thing> {
  const things = new Collection<Thing>(null);
  for (let at = 0; at < count; at += 1) things.put(thing(`t${at}`, at % 2 ? "odd" : "even", at));
  return things;
}

describe("a collection", () => {
  it("is walked newest first, from any object in both directions", () => {
    const things = filled(6);
    things.delete("t3");
    things.put(thing("t1", "changed"));
    expect(ids(things.newest())).toBe("t5 t4 t2 t1 t0");
    expect(ids(things.newest().after("t4", 2))).toBe("t2 t1");
    expect(ids(things.newest().before("t1", 2))).toBe("t2 t4");
  });

  it("looks only at what is asked for", () => {
    let looked = 0;
    const some = filled(1_000)
      .newest()
      .filter(() => {
        looked += 1;
        return true;
      });
    some.after("t500", 10);
    expect(looked).toBe(10);
  });

  it("closes its gaps, and keeps order and indexes", () => {
    const things = filled(5_000);
    const byGroup = findBy<Thing>(({ group }) => group);
    const due = dueBy<Thing>((one) => one.due);
    expect(byGroup(things, "odd").take(1)[0]?.id).toBe("t4999");
    for (let at = 0; at < 4_990; at += 1) things.delete(`t${at}`);
    expect(ids(things.newest())).toBe("t4999 t4998 t4997 t4996 t4995 t4994 t4993 t4992 t4991 t4990");
    expect(ids(byGroup(things, "odd"))).toBe("t4999 t4997 t4995 t4993 t4991");
    expect(ids(due(things, 4_991))).toBe("t4990 t4991");
    expect(things.part(0, 10_000)?.length).toBe(10);
  });
});

describe("an index", () => {
  const byGroup = findBy<Thing>(({ group }) => group);

  it("follows each change, and keeps the order of the collection", () => {
    const things = filled(6);
    expect(ids(byGroup(things, "odd"))).toBe("t5 t3 t1");
    things.put(thing("t2", "odd"));
    things.put(thing("t5", "even"));
    things.put(thing("t9", "odd"));
    things.delete("t1");
    expect(ids(byGroup(things, "odd"))).toBe("t9 t3 t2");
    expect(ids(byGroup(things, "odd").after("t9", 1))).toBe("t3");
    expect(ids(byGroup(things, "odd").before("t2", 5))).toBe("t3 t9");
    expect(ids(byGroup(things, "odd").after("t4", 5))).toBe("t3 t2");
    things.clear();
    expect(ids(byGroup(things, "odd"))).toBe("");
  });

  it("finds nothing without a key", () => {
    expect(byGroup(filled(2), undefined)).toBeUndefined();
  });
});

describe("what is due", () => {
  it("is found until it changes", () => {
    const due = dueBy<Thing>((one) => one.due);
    const things = filled(4);
    expect(ids(due(things, 1))).toBe("t0 t1");
    expect(ids(due(things, 1))).toBe("t0 t1");
    things.put(thing("t0"));
    things.put(thing("t3", null, 0));
    things.delete("t1");
    expect(ids(due(things, 1))).toBe("t3");
    // A clock may be set back.
    expect(ids(due(things, -1))).toBe("");
    expect(ids(due(things, 5))).toBe("t3 t2");
  });

  it("is found once, if asked so, and again with a new time", () => {
    const due = dueOnceBy<Thing>((one) => one.due);
    const things = filled(3);
    expect(ids(due(things, 1))).toBe("t0 t1");
    expect(ids(due(things, 1))).toBe("");
    things.put(thing("t0", "other", 0));
    expect(ids(due(things, 1))).toBe("");
    things.put(thing("t0", "other", 1));
    expect(ids(due(things, 1))).toBe("t0");
  });
});
