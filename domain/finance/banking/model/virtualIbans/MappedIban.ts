import { DateTime, Schema } from "effect"
import { Iban } from "../../../../shared/Iban.ts"
import { Instant } from "../../../../shared/Instant.ts"
import { Label } from "../../../../shared/Text.ts"
import { Party } from "../../../accounting/model/index.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"
import { IbanSubject, MappedIbanId } from "./IbanMapping.ts"

/**
 * Where a virtual IBAN stands. `adding` and `unknown`: it is asked for, and nobody knows what came of that; `cancelling`
 * alike. `failed`: the institution gave none. `suspended`: the institution refuses payments to it for the time being.
 */
export const MappedIbanState = Schema.Literals([
  "adding",
  "unknown",
  "active",
  "suspended",
  "cancelling",
  "cancelled",
  "failed"
])
export type MappedIbanState = typeof MappedIbanState.Type

/**
 * A virtual IBAN of an account, and the customer, property or project that it is for. The mapping is for life: money
 * that came on it stays told apart. Another one is another IBAN.
 */
export const MappedIban = Schema.Struct({
  id: MappedIbanId,
  providerAccountId: ProviderAccountId,
  connectionId: ConnectionId,
  label: Label,
  subject: IbanSubject,
  party: Schema.NullOr(Party),
  state: MappedIbanState,
  iban: Schema.NullOr(Schema.String.annotate({ examples: ["FR7630006000011234567890189"] })),
  bic: Schema.NullOr(Schema.String.annotate({ examples: ["SIMUFRP1XXX"] })),
  reference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of it", examples: ["viban-1"] })
  ),
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "VirtualIban",
  examples: [
    {
      id: MappedIbanId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a91"),
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      label: "Loyers, lot 12",
      subject: { kind: "property", reference: "LOT-12" },
      party: { code: "C012", label: "Martin" },
      state: "active",
      iban: "FR7630006000011234567890189",
      bic: "SIMUFRP1XXX",
      reference: "viban-1",
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 2
    }
  ]
})
export type MappedIban = typeof MappedIban.Type

/** A virtual IBAN to add to an account; with `iban`, one that the institution shows there already is taken instead. */
export const NewMappedIban = Schema.Struct({
  providerAccountId: ProviderAccountId,
  label: Label,
  subject: IbanSubject,
  party: Schema.optionalKey(Party),
  iban: Schema.optionalKey(
    Iban.annotate({
      description:
        "One that the account has already, by GET /v2/banking/provider-accounts; a new one when absent"
    })
  )
}).annotate({
  identifier: "NewVirtualIban",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      label: "Loyers, lot 12",
      subject: { kind: "property", reference: "LOT-12" },
      party: { code: "C012", label: "Martin" }
    }
  ]
})
export type NewMappedIban = typeof NewMappedIban.Type
