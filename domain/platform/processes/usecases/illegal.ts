import type { HeldProcess } from "../../../../ports/platform/Processes.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import type { ProcessState } from "../model/index.ts"

/** What people may do with a process in each state. */
const possible: Readonly<Record<ProcessState, ReadonlyArray<string>>> = {
  pending: ["cancelled"],
  running: ["cancelled"],
  waiting: ["cancelled"],
  completed: [],
  compensating: [],
  compensated: [],
  failed: ["cancelled", "retried"]
}

/** Why a person's wish has no place where the process stands. */
export const illegal = ({ process: { id, state } }: HeldProcess, attempted: string) =>
  new IllegalTransition({
    entity: "Process",
    id,
    from: state,
    attempted,
    allowed: possible[state].filter((one) => one !== attempted)
  })
