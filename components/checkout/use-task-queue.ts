"use client";
import { useState } from "react";
import { createTaskQueue } from "@/lib/checkout/page/task-queue";

/** One change at a time. `waiting`: how many run or wait. */
export function useTaskQueue() {
  const [waiting, setWaiting] = useState(0);
  const [queue] = useState(() => createTaskQueue(setWaiting));
  return { run: queue.run, waiting };
}

export type Tasks = ReturnType<typeof useTaskQueue>;
