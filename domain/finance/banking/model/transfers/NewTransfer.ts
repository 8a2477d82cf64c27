import { Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Label } from "../../../../shared/Text.ts"
import { Party } from "../../../accounting/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { TransferPayee, TransferRoute, TransferSpeed } from "./Transfer.ts"

/** Where the person comes back to: a page of the caller's, over TLS unless it is on this machine. */
export const ReturnUrl = Schema.String.check(
  Schema.isPattern(
    /^(?:https:\/\/[a-zA-Z0-9.-]{1,253}|http:\/\/(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?(?:\/[!-~]{0,900})?$/u
  )
).annotate({
  description: "Where the person comes back to after the consent: https, or http on this machine",
  examples: ["https://erp.example.fr/transfers"]
})

const EndToEnd = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9 .,'()+?:-]{1,35}$/u)).annotate({
  description: "Yours, 1 to 35 characters: it goes with the money; made from the transfer's id when absent",
  examples: ["F-2026-001"]
})

/** What one transfer says, alone or as a line of a batch. */
export const transferTerms = {
  payee: TransferPayee,
  route: TransferRoute.annotate({
    description: "internal: to an account at the same institution, by its number"
  }),
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  label: Label.check(Schema.isMaxLength(140)),
  speed: TransferSpeed.annotate({
    description: "instant-or-regular: instant, and regular where the payee's bank takes no instant one"
  }),
  executionDate: Schema.optionalKey(
    LocalDate.annotate({ description: "Not before this day, which is ahead; at once when absent" })
  ),
  endToEndReference: Schema.optionalKey(EndToEnd),
  documentRef: Schema.optionalKey(Label),
  party: Schema.optionalKey(Party)
} as const

const terms = Schema.Struct(transferTerms)
type Terms = typeof terms.Type

/** The account fits the way that the money takes. */
export const accountFits = Schema.makeFilter(
  ({ payee, route }: Terms) =>
    (route === "sepa" ? Schema.is(Iban)(payee.account) : /^[0-9]+$/u.test(payee.account)) ||
    "payee.account: an IBAN with valid check digits; digits for an internal transfer"
)

/** The speed fits the day and the way. */
export const speedFits = Schema.makeFilter(
  ({ executionDate, route, speed }: Terms) =>
    speed === "regular" ||
    (executionDate === undefined && route === "sepa") ||
    "an instant transfer is sepa and has no executionDate"
)

/** A transfer to make. The payee is checked first; then a person consents at the institution. */
export const NewTransfer = Schema.Struct({
  providerAccountId: ProviderAccountId,
  ...transferTerms,
  consentReturnUrl: ReturnUrl
})
  .check(accountFits, speedFits)
  .annotate({
    identifier: "NewTransfer",
    examples: [
      {
        providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
        payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
        route: "sepa",
        amount: { minor: 120_000n, currency: EUR },
        label: "Facture F-2026-001",
        speed: "regular",
        endToEndReference: "F-2026-001",
        documentRef: "F-2026-001",
        party: { code: "F001", label: "Dupont" },
        consentReturnUrl: "https://erp.example.fr/transfers"
      }
    ]
  })
export type NewTransfer = typeof NewTransfer.Type

/** A person goes on although the check was no match: `answer` is what the check said, so that it was read. */
export const PayeeConfirmation = Schema.Struct({
  answer: Schema.Literals(["close-match", "no-match", "not-possible", "other"])
}).annotate({ identifier: "PayeeConfirmation", examples: [{ answer: "no-match" }] })
export type PayeeConfirmation = typeof PayeeConfirmation.Type
