import { Effect } from "effect"
import { type Transfer, transferTransitions } from "../../model/index.ts"
import { advanceTransfer } from "./advanceTransfer.ts"

/** Writes a step of the transfer, if it is one from where it stands by now. */
export const moved = (before: Transfer, after: Transfer) =>
  transferTransitions[before.state].includes(after.state) ? advanceTransfer(before, after) : Effect.void
