import { Schema } from "effect"
import { EUR, money, MoneySum } from "../../../../shared/Money.ts"
import { BankAccountId, NewTransfer } from "../../../banking/model/index.ts"
import { ProposedTransfer } from "./proposeTransfers.ts"

const [one, other] = [
  BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a22")
]

const proposed = { fromBankAccountId: one, toBankAccountId: other, amount: money(250_000n, EUR) }

/** Of the accounts of one currency that have bounds: what to move, or why nothing helps. */
export const TransferProposal = Schema.Struct({
  currency: Schema.String.annotate({ examples: ["EUR"] }),
  accounts: Schema.Array(
    Schema.Struct({
      bankAccountId: BankAccountId,
      balance: MoneySum.annotate({
        description: "With what is pending and what was ordered and is on its way"
      })
    })
  ),
  unknown: Schema.Array(BankAccountId).annotate({ description: "Accounts whose balance nobody has told" }),
  transfers: Schema.Array(ProposedTransfer),
  impossible: Schema.NullOr(
    Schema.Struct({
      reason: Schema.Literals(["too-little", "too-much"]),
      by: MoneySum
    })
  )
}).annotate({
  identifier: "TransferProposal",
  examples: [
    {
      currency: "EUR",
      accounts: [
        { bankAccountId: one, balance: money(900_000n, EUR) },
        { bankAccountId: other, balance: money(50_000n, EUR) }
      ],
      unknown: [],
      transfers: [proposed],
      impossible: null
    }
  ]
})
export type TransferProposal = typeof TransferProposal.Type

/** A proposed transfer to order, as it was proposed. */
export const SweepOrder = Schema.Struct({
  ...ProposedTransfer.fields,
  consentReturnUrl: NewTransfer.fields.consentReturnUrl
}).annotate({
  identifier: "SweepOrder",
  examples: [{ ...proposed, consentReturnUrl: "https://erp.example.fr/treasury" }]
})
export type SweepOrder = typeof SweepOrder.Type
