import { Result } from "effect"
import { IllegalTransition } from "../../../../shared/errors.ts"
import type { BankLine, BankLineState } from "./BankLine.ts"

type Posted = Exclude<BankLineState, "open">

const steps: Readonly<Record<BankLineState, ReadonlyArray<Posted>>> = {
  open: ["suspense", "posted"],
  suspense: ["posted"],
  posted: []
}

/** The state asked for, or the states that are possible: only a booked line goes into the books. */
export const bankLineStep = (line: BankLine, to: Posted): Result.Result<Posted, IllegalTransition> => {
  const allowed = line.status === "booked" ? steps[line.state] : []
  const from = line.status === "booked" ? line.state : line.status
  return allowed.includes(to)
    ? Result.succeed(to)
    : Result.fail(new IllegalTransition({ entity: "BankLine", id: line.id, from, attempted: to, allowed }))
}
