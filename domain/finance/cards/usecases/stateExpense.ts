import { Effect, Option } from "effect"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { CardPayments } from "../../../../ports/finance/CardPayments.ts"
import { Ledger } from "../../../../ports/finance/Ledger.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type PostedEntry, samePosting } from "../../accounting/model/index.ts"
import { postSourceEvent, previewFinancialEvent } from "../../accounting/usecases/index.ts"
import { entryOnLine, mirrorOf } from "../../banking/usecases/index.ts"
import {
  type CardExpense,
  type CardMovement,
  type CardMovementId,
  type CardPayment,
  personalStep,
  restated
} from "../model/index.ts"
import { expenseParts } from "./expenseParts.ts"
import { heldMovement } from "./heldMovement.ts"
import { lettersAgain } from "./lettersAgain.ts"
import { purchaseOf } from "./purchaseOf.ts"

/**
 * Says what a movement of a card was, and has the books say it: an entry that said otherwise is reversed, and the
 * movement posted anew, once for this version; one that waits is posted so. What was said before is replaced whole.
 */
export const stateExpense = Effect.fn("cards.stateExpense")(function* (
  id: CardMovementId,
  version: number,
  expense: CardExpense
) {
  const { write } = yield* UnitOfWork
  const { stated } = yield* CardPayments
  const events = yield* Events
  return yield* write(
    Effect.gen(function* () {
      const { movement, payment } = yield* heldMovement(id, version)
      yield* Effect.fromResult(personalStep(movement, "stated"))
      const entryId = yield* postedAs(movement, payment, expense)
      const kept = yield* stated(id, version, { expense, entryId, reimbursedOn: null })
      yield* events.publish({
        type: "cards.movement.expense_stated",
        entityId: id,
        payload: { entryId, personal: expense.personal !== null }
      })
      return kept
    })
  )
})

/** The entry of the movement with what is said of it; the one that it has where that says the same. */
const postedAs = Effect.fnUntraced(function* (
  movement: CardMovement,
  payment: CardPayment,
  expense: CardExpense
) {
  const { find } = yield* Ledger
  const { card, event, line } = yield* purchaseOf(movement, payment)
  const parts = yield* expenseParts(movement, payment, expense, card)
  const source = `card-expense:${movement.id}:v${movement.version}`
  const before = movement.entryId ?? Option.getOrUndefined(line)?.entryId ?? null
  if (before === null) {
    const { entry, postponedFrom } = yield* previewFinancialEvent(event)
    const lines = restated(entry.lines, movement.kind, parts)
    const posting = postSourceEvent(source, { ...entry, date: postponedFrom ?? entry.date, lines })
    return yield* entryOnLine(line, undefined, posting)
  }
  const standing = yield* find(before)
  const entry = withParts(standing, movement.kind, parts)
  if (samePosting(standing, entry)) return before
  return yield* reposted(movement, standing, yield* postSourceEvent(source, entry))
})

const withParts = (
  { date, documentDate, documentRef, journal, label, lines }: PostedEntry,
  kind: CardMovement["kind"],
  parts: Parameters<typeof restated>[2]
) => ({
  journal,
  date,
  label,
  ...(documentRef === null ? {} : { documentRef }),
  ...(documentDate === null ? {} : { documentDate }),
  lines: restated(
    lines.map(({ id: _id, position: _at, ...line }) => line),
    kind,
    parts
  )
})

/** Undoes what was posted before, on the day of what takes its place; the bank line follows, and what was lettered is again. */
const reposted = Effect.fnUntraced(function* (
  movement: CardMovement,
  before: PostedEntry,
  entry: PostedEntry
) {
  const { follow } = yield* BankFeed
  const { post } = yield* mirrorOf(before.id, entry.date, `Rectification : ${movement.label}`.slice(0, 200))
  const letter = yield* lettersAgain(before)
  yield* post
  yield* letter(entry)
  yield* follow(before.id, entry.id)
  return entry.id
})
