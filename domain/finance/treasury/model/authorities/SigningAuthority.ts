import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money, money } from "../../../../shared/Money.ts"
import { ActorId } from "../../../../shared/TenantScope.ts"
import { Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { BankAccountId } from "../../../banking/model/index.ts"

export const SigningAuthorityId = Uuid.pipe(Schema.brand("SigningAuthorityId"))
export type SigningAuthorityId = typeof SigningAuthorityId.Type

const fields = {
  person: Label.annotate({ description: "The name that the bank knows", examples: ["Claire Lemaire"] }),
  actor: Schema.NullOr(ActorId).annotate({
    description:
      "The member or key by which the person acts here; null: known at the bank only, approves nothing here"
  }),
  bankAccountId: BankAccountId,
  limit: Schema.NullOr(Money).annotate({
    description: "The largest total of a batch; null: any",
    examples: [money(1_000_000n, EUR)]
  }),
  manner: Schema.Literals(["alone", "jointly"]).annotate({ description: "jointly: with one other person" }),
  from: LocalDate,
  to: Schema.NullOr(LocalDate).annotate({ description: "The last day; null: until it is ended" })
}

const example = {
  person: "Claire Lemaire",
  actor: ActorId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a01"),
  bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"),
  limit: money(1_000_000n, EUR),
  manner: "alone",
  from: LocalDate.make("2026-01-01"),
  to: null
} as const

/** Who may authorise payments from an account, as the bank was told. */
export const NewSigningAuthority = Schema.Struct(fields)
  .check(Schema.makeFilter(({ from, to }) => to === null || to >= from || "to: on or after from"))
  .annotate({ identifier: "NewSigningAuthority", examples: [example] })
export type NewSigningAuthority = typeof NewSigningAuthority.Type

export const SigningAuthority = Schema.Struct({
  id: SigningAuthorityId,
  ...fields,
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "SigningAuthority",
  examples: [
    {
      id: SigningAuthorityId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1e11"),
      ...example,
      createdAt: DateTime.makeUnsafe("2026-11-23T12:05:00Z"),
      version: 1
    }
  ]
})
export type SigningAuthority = typeof SigningAuthority.Type

/** The account has signatories, and the acting one is none of them today, or not for this much. */
export class NotSignatory extends Schema.TaggedError<NotSignatory>()(
  "NotSignatory",
  {
    bankAccountId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a21"] }),
    reason: Schema.Literals(["none", "limit"])
  },
  { httpApiStatus: 403 }
) {}
