"use client";
import { useState } from "react";
import { createTaskQueue } from "@/lib/checkout/page/task-queue";

/** Runs one change at a time. `waiting` counts those that run or wait. */
export function useTaskQueue() {
  const [waiting, setWaiting] = useState(0);
  const [queue] = useState(() => createTaskQueue(setWaiting));
  return { run: queue.run, waiting };
}

export type Tasks = ReturnType<typeof useTaskQueue>;
