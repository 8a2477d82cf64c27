import { DateTime, Result, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money, MoneySum } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId } from "../../../banking/model/index.ts"
import { type LoanNotRepayable, LoanTerms, scheduleOf } from "../../../financing/model/index.ts"

export const TreasuryContractId = Uuid.pipe(Schema.brand("TreasuryContractId"))
export type TreasuryContractId = typeof TreasuryContractId.Type

/** `investment`: money placed for a time, such as a term deposit. `borrowing`: a loan of a bank that is not connected. */
export const ContractKind = Schema.Literals(["investment", "borrowing"])
export type ContractKind = typeof ContractKind.Type

const fields = {
  kind: ContractKind,
  label: Label,
  counterparty: Label.annotate({ examples: ["Crédit Mutuel"] }),
  bankAccountId: BankAccountId.annotate({ description: "The account that it is paid from and to" }),
  terms: LoanTerms
}

const terms = {
  principal: money(5_000_000n, EUR),
  yearlyRate: "0.025",
  method: "bullet",
  dayCount: "act_360",
  drawnOn: LocalDate.make("2026-12-01"),
  firstDueOn: LocalDate.make("2027-03-01"),
  instalments: 1,
  everyMonths: 3
} as const

const example = {
  kind: "investment",
  label: "Compte à terme 3 mois",
  counterparty: "Crédit Mutuel",
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  terms
} as const

/** An investment or a borrowing to enter: what is lent or borrowed, and how it comes back. */
export const NewTreasuryContract = Schema.Struct(fields).annotate({
  identifier: "NewTreasuryContract",
  examples: [example]
})
export type NewTreasuryContract = typeof NewTreasuryContract.Type

/** A short-term investment or a loan of the register. One that ended early has no flows after that day. */
export const TreasuryContract = Schema.Struct({
  id: TreasuryContractId,
  ...fields,
  endedOn: Schema.NullOr(LocalDate),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "TreasuryContract",
  examples: [
    {
      id: TreasuryContractId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1c11"),
      ...example,
      endedOn: null,
      createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      version: 1
    }
  ]
})
export type TreasuryContract = typeof TreasuryContract.Type

/** What a contract brings (above zero) or takes on a day. */
export const ContractFlow = Schema.Struct({
  on: LocalDate,
  principal: MoneySum,
  interest: MoneySum,
  amount: MoneySum
}).annotate({ identifier: "TreasuryContractFlow" })
export type ContractFlow = typeof ContractFlow.Type

export const TreasuryContractPlan = Schema.Struct({
  contract: TreasuryContract,
  outstanding: Money.annotate({
    description: "Principal that is out today",
    examples: [money(5_000_000n, EUR)]
  }),
  flows: Schema.Array(ContractFlow)
}).annotate({ identifier: "TreasuryContractPlan" })

/** Its principal and the schedule of its terms, as money that comes or goes; whatever is after its early end is left out. */
export const contractFlows = ({
  endedOn,
  kind,
  terms: agreed
}: Pick<TreasuryContract, "endedOn" | "kind" | "terms">): Result.Result<
  ReadonlyArray<ContractFlow>,
  LoanNotRepayable
> =>
  Result.map(scheduleOf(agreed), ({ instalments }) => {
    const sign = kind === "investment" ? 1n : -1n
    const { currency, minor } = agreed.principal
    const flow = (on: LocalDate, principal: bigint, interest: bigint) => ({
      on,
      principal: money(sign * principal, currency),
      interest: money(sign * interest, currency),
      amount: money(sign * (principal + interest), currency)
    })
    return [
      flow(agreed.drawnOn, -minor, 0n),
      ...instalments.map(({ dueOn, interest, principal }) => flow(dueOn, principal.minor, interest.minor))
    ].filter(({ on }) => endedOn === null || on <= endedOn)
  })

/** The principal that is out on a day. */
export const outstandingOn = (
  { endedOn, terms: { principal } }: Pick<TreasuryContract, "endedOn" | "terms">,
  flows: ReadonlyArray<ContractFlow>,
  on: LocalDate
) => {
  const moved = flows.filter((flow) => flow.on <= on).reduce((sum, flow) => sum + flow.principal.minor, 0n)
  return money(endedOn !== null && endedOn <= on ? 0n : moved < 0n ? -moved : moved, principal.currency)
}
