import { Effect, Option, Result } from "effect"
import { Credits } from "../../../../ports/finance/Credits.ts"
import { TreasuryContracts } from "../../../../ports/finance/TreasuryContracts.ts"
import { everyRow } from "../../../shared/everyRow.ts"
import type { LocalDate } from "../../../shared/LocalDate.ts"
import { money } from "../../../shared/Money.ts"
import { type LoanId, standingOf } from "../../financing/model/index.ts"
import {
  contractFlows,
  type Flow,
  outstandingOn,
  type PositionLine,
  type TreasuryContractId
} from "../model/index.ts"

/** What is owed on loans and placed in contracts on a day, and what comes and goes because of both up to another. */
export const debtsUpTo = Effect.fnUntraced(function* (today: LocalDate, to: LocalDate) {
  const loans = yield* loansUpTo(today, to)
  const { list } = yield* TreasuryContracts
  const lines: Array<PositionLine> = [...loans.lines]
  const flows: Array<Flow> = [...loans.flows]
  for (const contract of yield* everyRow((limit, after: Option.Option<TreasuryContractId>) =>
    list({ kind: Option.none(), after, limit })
  )) {
    const planned = yield* Effect.orDie(Effect.fromResult(contractFlows(contract)))
    const out = outstandingOn(contract, planned, today)
    const { id: of, label } = contract
    const [kind, sign] = contract.kind === "investment" ? ["investment" as const, 1n] : ["loan" as const, -1n]
    if (out.minor > 0n) {
      const balance = money(sign * out.minor, out.currency)
      lines.push({ kind, of, label, balance, pending: money(0n, out.currency), seenAt: null, day: today })
    }
    flows.push(
      ...planned
        .filter(({ on }) => on > today && on <= to)
        .map(({ amount, on }): Flow => ({ ...amount, day: on, kind: "contract" }))
    )
  }
  return { lines, flows }
})

/** Unpaid instalments of the loans that connected lenders have made; what is late is due. */
const loansUpTo = Effect.fnUntraced(function* (today: LocalDate, to: LocalDate) {
  const { loans, movements } = yield* Credits
  const lines: Array<PositionLine> = []
  const flows: Array<Flow> = []
  for (const loan of yield* everyRow((limit, after: Option.Option<LoanId>) => loans(after, limit))) {
    const standing = Result.getOrUndefined(standingOf(loan, yield* movements(loan.id)))
    if (standing === undefined) continue
    const { currency, minor } = standing.outstanding
    const balance = money(-minor, currency)
    const pending = money(0n, currency)
    if (minor > 0n) {
      lines.push({
        kind: "loan",
        of: loan.id,
        label: loanLabel(loan.terms.drawnOn),
        balance,
        pending,
        seenAt: null,
        day: today
      })
    }
    flows.push(
      ...standing.instalments
        .filter(({ dueOn, paidOn }) => paidOn === null && dueOn <= to)
        .map(({ dueOn, payment }): Flow => ({ kind: "loan", day: dueOn, currency, minor: -payment.minor }))
    )
  }
  return { lines, flows }
})

const loanLabel = (drawnOn: LocalDate) => `Emprunt du ${drawnOn}`
