import { Schema } from "effect"
import { EUR, maxMinor } from "../../../../shared/Money.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { accountFits, ReturnUrl, speedFits, transferTerms } from "../transfers/NewTransfer.ts"
import { BatchKey } from "./TransferBatch.ts"

/** One transfer of a batch. */
export const NewBatchLine = Schema.Struct(transferTerms)
  .check(accountFits, speedFits)
  .annotate({ identifier: "NewBatchLine" })

/** The most lines of a batch: ours, what one unit of work writes in seconds. Swan takes 2,500. */
export const mostBatchLines = 500

const Lines = Schema.NonEmptyArray(NewBatchLine).check(
  Schema.isMaxLength(mostBatchLines),
  Schema.makeFilter((lines) => {
    const given = lines.flatMap(({ endToEndReference }) => endToEndReference ?? [])
    return new Set(given).size === given.length || "an endToEndReference stands in one line only"
  }),
  Schema.makeFilter(
    (lines) =>
      lines.reduce((sum, { amount }) => sum + amount.minor, 0n) <= maxMinor ||
      "a total that is larger than an amount may be"
  )
)

/** Several transfers to make from one account, under one consent. */
export const NewTransferBatch = Schema.Struct({
  businessKey: Schema.optionalKey(BatchKey),
  providerAccountId: ProviderAccountId,
  consentReturnUrl: ReturnUrl,
  lines: Lines
}).annotate({
  identifier: "NewTransferBatch",
  examples: [
    {
      businessKey: "paiements-2026-11-23",
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      consentReturnUrl: "https://erp.example.fr/transfers",
      lines: [
        {
          payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
          route: "sepa",
          amount: { minor: 120_000n, currency: EUR },
          label: "Facture F-2026-001",
          speed: "regular",
          endToEndReference: "F-2026-001",
          documentRef: "F-2026-001",
          party: { code: "F001", label: "Dupont" }
        },
        {
          payee: { name: "Martin SAS", account: "FR7630006000011234567890189" },
          route: "sepa",
          amount: { minor: 45_000n, currency: EUR },
          label: "Facture F-2026-002",
          speed: "regular"
        }
      ]
    }
  ]
})
export type NewTransferBatch = typeof NewTransferBatch.Type
