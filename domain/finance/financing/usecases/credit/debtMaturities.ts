import { Effect, Option } from "effect"
import { Credits, type DrawnLoan } from "../../../../../ports/finance/Credits.ts"
import { PostingRules } from "../../../../../ports/finance/PostingRules.ts"
import { Reports } from "../../../../../ports/finance/Reports.ts"
import { TreasuryContracts } from "../../../../../ports/finance/TreasuryContracts.ts"
import { everyRow } from "../../../../shared/everyRow.ts"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { type AccountCode, ruleFor, type ReportSpan } from "../../../accounting/model/index.ts"
import type { TreasuryContractId } from "../../../treasury/model/index.ts"
import {
  borrowedOn,
  checkDebt,
  type DebtLedger,
  type DebtMaturities,
  debtOn,
  debtSums,
  type LoanDebt,
  sumsOf
} from "../../model/index.ts"
import { notInFuture } from "./notInFuture.ts"

/** What the company owed on all its loans at the end of a day, by when it is due, beside what its books say. */
export const debtMaturities = Effect.fn("credit.debtMaturities")(function* (on: LocalDate) {
  yield* notInFuture(on)
  const { drawnUpTo } = yield* Credits
  const drawn = yield* drawnUpTo(on)
  const found = yield* Effect.forEach(drawn, ({ loan, movements }) =>
    Effect.fromResult(debtOn(loan, movements, on))
  )
  const loans = [...found, ...(yield* borrowings(on))].filter((debt) => debt !== undefined).filter(isOwed)
  const ledger = yield* ledgerOn(on, loans, drawn)
  return { on, totals: debtSums(loans), loans, ledger } satisfies DebtMaturities
})

/** Loans of banks that are not connected, as the register of treasury has them. */
const borrowings = Effect.fnUntraced(function* (on: LocalDate) {
  const { list } = yield* TreasuryContracts
  const entered = yield* everyRow((limit, after: Option.Option<TreasuryContractId>) =>
    list({ kind: Option.some("borrowing" as const), after, limit })
  )
  return yield* Effect.forEach(entered, (contract) => Effect.fromResult(borrowedOn(contract, on)))
})

const isOwed = ({ accruedInterest, overdueInterest, principal }: LoanDebt) =>
  principal.minor !== 0n || accruedInterest.minor !== 0n || overdueInterest.minor !== 0n

const ledgerOn = Effect.fnUntraced(function* (
  on: LocalDate,
  loans: ReadonlyArray<LoanDebt>,
  drawn: ReadonlyArray<DrawnLoan>
) {
  const { spanTo } = yield* Reports
  const { active } = yield* PostingRules
  const span = yield* spanTo(on)
  if (Option.isNone(span)) return null
  const rules = yield* active([...moving, accrual])
  const ruled = (eventType: string, product: string) =>
    ruleFor(
      rules.filter((rule) => rule.eventType === eventType),
      { product }
    )
  const { currency } = span.value
  const { accruedInterest, overdueInterest, principal } = sumsOf(loans, currency)
  const lent = distinct(moving.map((type) => ruled(type, "PRINCIPAL")?.netAccount))
  const run = distinct([ruled(accrual, "INTEREST")?.controlAccount])
  const movements = drawn.flatMap((one) => one.movements)
  return {
    principal: checkDebt(lent, yield* balanceOf(span.value, lent), principal.minor, currency),
    interest: checkDebt(
      run,
      yield* balanceOf(span.value, run),
      accruedInterest.minor + overdueInterest.minor,
      currency
    ),
    waiting: movements.filter(({ posting }) => posting === "waiting").length
  } satisfies DebtLedger
})

const moving = ["credit.disbursement", "credit.instalment", "credit.repayment"]
const accrual = "credit.accrual"

const distinct = (codes: ReadonlyArray<AccountCode | undefined>) =>
  [...new Set(codes)].filter((code) => code !== undefined)

/** What these accounts hold at the end of the span, credit above zero. */
const balanceOf = Effect.fnUntraced(function* (span: ReportSpan, accounts: ReadonlyArray<AccountCode>) {
  const { balances } = yield* Reports
  const found = yield* Effect.forEach(accounts, (code) =>
    Effect.map(balances(span, code), (all) => all.filter(({ account }) => account === code))
  )
  return found.flat().reduce((sum, { closing }) => sum - closing.minor, 0n)
})
