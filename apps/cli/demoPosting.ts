import { DateTime, Effect, Option } from "effect"
import { AccountCode, type NewPostingRule } from "../../domain/finance/accounting/model/index.ts"
import { openFiscalYear } from "../../domain/finance/accounting/usecases/index.ts"
import { addDays, LocalDate } from "../../domain/shared/LocalDate.ts"
import { Books } from "../../ports/finance/Books.ts"
import { PostingRules } from "../../ports/finance/PostingRules.ts"
import { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"

/**
 * Lets the acting demo company post what moves at simulated providers today: a fiscal year that is open, and a rule for
 * each kind of event. What is there already stays as it is, changed or not.
 */
export const loadDemoPosting = Effect.gen(function* () {
  const { write } = yield* UnitOfWork
  yield* write(Effect.andThen(openYears, addRules))
})

/** Calendar years behind the last one, until one holds today. */
const openYears = Effect.gen(function* () {
  const { fiscalYears } = yield* Books
  const today = LocalDate.make(DateTime.formatIsoDate(yield* DateTime.now))
  let last = (yield* fiscalYears).map(({ ends }) => ends).reduce((one, other) => (one > other ? one : other))
  while (last < today) {
    const starts = addDays(last, 1)
    last = LocalDate.make(`${starts.slice(0, 4)}-12-31`)
    yield* openFiscalYear({ starts, ends: last })
  }
})

const addRules = Effect.gen(function* () {
  const { add, list } = yield* PostingRules
  const known = new Set((yield* list(undefined, 200, Option.none())).map(({ eventType }) => eventType))
  yield* Effect.forEach(
    rules.filter(([eventType]) => !known.has(eventType)),
    (rule) => add(ruleOf(rule)),
    { discard: true }
  )
})

type Rule = readonly [
  eventType: string,
  control: string,
  net: string,
  side: NewPostingRule["side"],
  product?: string
]

/** Accounts of the PCG: 512 the bank, 164 loans, 168 interest accrued on them, 511 what a gateway or a financer still owes, 627 what a gateway keeps, 606 what is bought by card. */
const rules: ReadonlyArray<Rule> = [
  ["transfers.booked", "401", "512", "debit"],
  ["cards.purchase", "512", "606", "credit"],
  ["payments.captured", "411", "511", "credit"],
  ["payments.refunded", "411", "511", "debit"],
  ["payments.credited", "411", "511", "debit"],
  ["payments.disputed", "411", "511", "debit"],
  ["payments.settled", "511", "512", "credit", "NET"],
  ["payments.settled", "511", "627", "credit", "FEES"],
  ["financing.assignment", "467", "411", "debit"],
  ["financing.advance", "512", "519", "debit"],
  ["financing.repayment", "512", "519", "credit"],
  ["financing.fees", "512", "661", "credit"],
  ["financing.recourse", "411", "467", "debit"],
  ["credit.disbursement", "512", "164", "debit", "PRINCIPAL"],
  ["credit.instalment", "512", "164", "credit", "PRINCIPAL"],
  ["credit.instalment", "512", "661", "credit", "INTEREST"],
  ["credit.repayment", "512", "164", "credit", "PRINCIPAL"],
  ["credit.repayment", "512", "661", "credit", "INTEREST"],
  ["credit.accrual", "168", "661", "credit", "INTEREST"]
]

const ruleOf = ([eventType, control, net, side, product]: Rule): NewPostingRule => ({
  eventType,
  ...(product === undefined ? {} : { product }),
  journal: "BQ",
  controlAccount: AccountCode.make(control),
  netAccount: AccountCode.make(net),
  side
})
