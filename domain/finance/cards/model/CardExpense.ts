import { Result, Schema } from "effect"
import { LocalDate } from "../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Code, Label } from "../../../shared/Text.ts"
import { IllegalTransition } from "../../../shared/errors.ts"
import { AccountCode } from "../../accounting/model/index.ts"

const euros = (least: bigint, wanted: string) =>
  Money.check(Schema.makeFilter(({ currency, minor }) => (minor >= least && currency === EUR) || wanted))

/**
 * One line of a receipt, of one category and one VAT rate. `account`: the category, of the company's chart. `amount`
 * includes the VAT. `vat`: what the receipt says, with the books' code for it; nothing is computed.
 */
const CardExpenseLine = Schema.Struct({
  account: AccountCode,
  amount: euros(1n, "an amount in EUR above zero").annotate({ description: "What was paid, VAT included" }),
  vatCode: Schema.NullOr(Code),
  vat: Schema.NullOr(euros(0n, "an amount in EUR"))
})
  .check(
    Schema.makeFilter(
      ({ vat, vatCode }) => (vat === null) === (vatCode === null) || "a VAT code and its amount, or neither"
    )
  )
  .annotate({
    identifier: "CardExpenseLine",
    examples: [
      {
        account: AccountCode.make("6257"),
        amount: { minor: 5_000n, currency: EUR },
        vatCode: "D10",
        vat: { minor: 454n, currency: EUR }
      }
    ]
  })

/**
 * What a person says that a movement of a card was: the lines of its receipt, one for each category and VAT rate, and
 * `personal`, the part that the card's holder owes. Together they are the movement's amount, to the cent.
 */
export const CardExpense = Schema.Struct({
  lines: Schema.Array(CardExpenseLine).check(Schema.isMaxLength(20)),
  personal: Schema.NullOr(euros(1n, "an amount in EUR above zero")),
  note: Schema.NullOr(Label)
})
  .check(
    Schema.makeFilter(
      ({ lines, personal }) => lines.length > 0 || personal !== null || "lines, a personal part, or both"
    )
  )
  .annotate({
    identifier: "CardExpense",
    examples: [
      {
        lines: [
          {
            account: AccountCode.make("6257"),
            amount: { minor: 5_000n, currency: EUR },
            vatCode: "D10",
            vat: { minor: 454n, currency: EUR }
          },
          {
            account: AccountCode.make("6257"),
            amount: { minor: 1_200n, currency: EUR },
            vatCode: "D20",
            vat: { minor: 200n, currency: EUR }
          }
        ],
        personal: null,
        note: "Déjeuner avec le client Lemaire, vin à 20 %"
      }
    ]
  })
export type CardExpense = typeof CardExpense.Type

/** When the holder has paid a personal part back. */
export const Reimbursement = Schema.Struct({
  on: LocalDate.annotate({ description: "The day on which the holder paid it back" })
}).annotate({ identifier: "CardReimbursement", examples: [{ on: LocalDate.make("2026-12-05") }] })

/** Where the personal part of a movement stands; `none`: nothing of it is personal. */
type PersonalState = "none" | "owed" | "reimbursed"

interface Stated {
  readonly id: string
  readonly expense: CardExpense | null
  readonly reimbursedOn: LocalDate | null
}

const stateOf = ({ expense, reimbursedOn }: Stated): PersonalState =>
  (expense?.personal ?? null) === null ? "none" : reimbursedOn === null ? "owed" : "reimbursed"

type Step = "owed" | "reimbursed" | "stated"

/** `stated`: something else is said of it, which what was paid back no longer allows. */
const personalTransitions: Readonly<Record<PersonalState, ReadonlyArray<Step>>> = {
  none: ["stated"],
  owed: ["stated", "reimbursed"],
  reimbursed: ["owed"]
}

/** The step asked for, or those that are possible. */
export const personalStep = (movement: Stated, to: Step): Result.Result<Step, IllegalTransition> => {
  const from = stateOf(movement)
  const allowed = personalTransitions[from]
  return allowed.includes(to)
    ? Result.succeed(to)
    : Result.fail(
        new IllegalTransition({ entity: "CardExpense", id: movement.id, from, attempted: to, allowed })
      )
}
