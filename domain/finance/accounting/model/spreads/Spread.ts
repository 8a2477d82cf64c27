import { Result, Schema } from "effect"
import { IllegalTransition } from "../../../../shared/errors.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { AccountCode } from "../books/Account.ts"
import { EntryId } from "../ledger/Entry.ts"

export const SpreadId = Uuid.pipe(Schema.brand("SpreadId"))
export type SpreadId = typeof SpreadId.Type

/**
 * What is spread. Prepaid expenses, deferred income and depreciation go month by month; an accrued expense or income
 * is one entry at `starts`, and its mirror on the first day of the period after.
 */
export const SpreadKind = Schema.Literals([
  "prepaid_expense",
  "deferred_income",
  "depreciation",
  "accrued_expense",
  "accrued_income"
])
export type SpreadKind = typeof SpreadKind.Type

/**
 * What the first month counts for. `whole_months`: one month, whatever the day. `calendar_days`: the days from `starts`
 * to the month's end, over the days of that month. `thirty_day_months`: 31 less the day (the 31st being the 30th),
 * over 30. What the first month lacks is in one month more at the end.
 */
export const Prorata = Schema.Literals(["whole_months", "calendar_days", "thirty_day_months"])
export type Prorata = typeof Prorata.Type

const fields = {
  kind: SpreadKind,
  journal: Code,
  /** Each entry has it, followed by the instalment's number. */
  label: Label.check(Schema.isMaxLength(180)).annotate({ examples: ["Assurance 2026"] }),
  documentRef: Schema.optionalKey(Label),
  total: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")).annotate({
    examples: [{ minor: 120_000n, currency: EUR }]
  }),
  debitAccount: AccountCode,
  creditAccount: AccountCode,
  starts: LocalDate,
  months: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600 }))),
  prorata: Schema.optionalKey(Prorata),
  /** Analytic axes of every line: axis code to section code. */
  analytics: Schema.optionalKey(Schema.Record(Code, Code))
}

/** Whether the kind is one entry and its mirror. */
export const isAccrual = (kind: SpreadKind): boolean =>
  kind === "accrued_expense" || kind === "accrued_income"

/** Amount, duration and accounts are the company's choice: no rule of tax or accounting is applied to them. */
export const NewSpread = Schema.Struct(fields)
  .check(
    Schema.makeFilter(
      ({ kind, months, prorata }) =>
        (isAccrual(kind) ? months === undefined && prorata === undefined : months !== undefined) ||
        "months for what is spread, neither months nor prorata for what is accrued"
    ),
    Schema.makeFilter(
      ({ creditAccount, debitAccount }) => debitAccount !== creditAccount || "two different accounts"
    ),
    Schema.makeFilter(({ starts }) => starts < "2900-01-01" || "a start before 2900")
  )
  .annotate({
    identifier: "NewSpread",
    examples: [
      {
        kind: "prepaid_expense",
        journal: "OD",
        label: "Assurance 2026",
        total: { minor: 120_000n, currency: EUR },
        debitAccount: AccountCode.make("616"),
        creditAccount: AccountCode.make("486"),
        starts: LocalDate.make("2026-01-15"),
        months: 12,
        prorata: "calendar_days"
      }
    ]
  })
export type NewSpread = typeof NewSpread.Type

/** One entry of a spread. `residue`: what rounding left to the last one, and is in its amount. */
export const Instalment = Schema.Struct({
  number: Schema.Int,
  date: LocalDate,
  amount: Money,
  residue: Money,
  /** It undoes the first instalment. */
  reverses: Schema.Boolean,
  state: Schema.Literals(["planned", "posted", "cancelled"]),
  entryId: Schema.NullOr(EntryId)
}).annotate({
  identifier: "Instalment",
  examples: [
    {
      number: 1,
      date: LocalDate.make("2026-01-31"),
      amount: { minor: 5_483n, currency: EUR },
      residue: { minor: 0n, currency: EUR },
      reverses: false,
      state: "planned",
      entryId: null
    }
  ]
})
export type Instalment = typeof Instalment.Type

export const SpreadState = Schema.Literals(["running", "done", "cancelled"])
export type SpreadState = typeof SpreadState.Type

/** A spread. `posted` is the sum of the instalments in the books, those that undo others left out. */
export const Spread = Schema.Struct({
  id: SpreadId,
  ...fields,
  state: SpreadState,
  posted: Money,
  version: Schema.Int
}).annotate({ identifier: "Spread" })
export type Spread = typeof Spread.Type

export const SpreadPlan = Schema.Struct({
  ...Spread.fields,
  instalments: Schema.Array(Instalment)
}).annotate({ identifier: "SpreadPlan" })
export type SpreadPlan = typeof SpreadPlan.Type

/** What may become of a spread: it is done when its last instalment is posted. */
const transitions: Readonly<Record<SpreadState, ReadonlyArray<SpreadState>>> = {
  running: ["done", "cancelled"],
  done: [],
  cancelled: []
}

/** The state asked for, or the states that are possible. */
export const spreadMoved = (
  { id, state }: Pick<Spread, "id" | "state">,
  to: SpreadState
): Result.Result<SpreadState, IllegalTransition> =>
  transitions[state].includes(to)
    ? Result.succeed(to)
    : Result.fail(
        new IllegalTransition({
          entity: "Spread",
          id,
          from: state,
          attempted: to,
          allowed: transitions[state]
        })
      )
