import { Effect } from "effect"
import { Payments } from "../../../../ports/finance/Payments.ts"
import type { Found, StepTask } from "../../../platform/processes/model/index.ts"
import { movesMoney } from "../../payments/model/index.ts"
import type { Collection } from "../model/index.ts"
import { paymentOf } from "./takeStep.ts"

type Task = StepTask<Collection>

/** The step `posted` of a collection: everything that moved money stands in the books. */
export const postedStep = {
  begin: ({ subjects }: Task) =>
    Effect.map(paymentOf(subjects["take"]), (paymentId) => ({
      _tag: "Opened" as const,
      awaits: paymentId,
      subject: { paymentId }
    })),
  look: Effect.fnUntraced(function* ({ subjects }: Task) {
    const { find } = yield* Payments
    const paymentId = yield* paymentOf(subjects["take"])
    const { operations } = yield* Effect.orDie(find(paymentId))
    const moving = operations.filter(({ kind, state }) => state === "done" && movesMoney(kind))
    const entryIds = moving.flatMap(({ entryId }) => (entryId === null ? [] : [entryId]))
    return moving.every(({ entryId, kind }) => entryId !== null || kind === "void")
      ? ({ _tag: "Succeeded", subject: { paymentId, entryIds } } satisfies Found)
      : ({ _tag: "Pending" } satisfies Found)
  })
}
