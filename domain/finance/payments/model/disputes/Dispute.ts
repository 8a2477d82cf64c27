import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { FreeText, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId } from "../../../accounting/model/index.ts"
import { ConnectionId } from "../../../providers/model/index.ts"
import { PaymentId } from "../Payment.ts"

export const DisputeId = Uuid.pipe(Schema.brand("DisputeId"))
export type DisputeId = typeof DisputeId.Type

/** `received`: the gateway told of it, and nobody said of which payment. `dismissed`: of none of ours. */
export const DisputeState = Schema.Literals(["received", "dismissed", "opened", "contested", "won", "lost"])
export type DisputeState = typeof DisputeState.Type

/** The steps that a dispute can take, and nothing else: none leads back. */
export const disputeTransitions: Readonly<Record<DisputeState, ReadonlyArray<DisputeState>>> = {
  received: ["opened", "dismissed"],
  dismissed: [],
  opened: ["contested", "won", "lost"],
  contested: ["won", "lost"],
  won: [],
  lost: []
}

const GatewayReference = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,60}$/u)).annotate({
  description: "The gateway's own reference of the chargeback",
  examples: ["cb-4711"]
})

/** A payment that its payer disputes at the bank of the card: the amount is taken back until it is won. */
export const Dispute = Schema.Struct({
  id: DisputeId,
  connectionId: ConnectionId,
  paymentId: Schema.NullOr(PaymentId),
  gatewayReference: Schema.NullOr(GatewayReference),
  amount: Money,
  reason: Label,
  masked: Schema.NullOr(Schema.String.annotate({ examples: ["4xxxxxxxxxxx1111"] })),
  receivedOn: LocalDate,
  state: DisputeState,
  evidence: Schema.NullOr(FreeText),
  resolvedOn: Schema.NullOr(LocalDate),
  entryId: Schema.NullOr(EntryId),
  reversalId: Schema.NullOr(EntryId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "Dispute",
  examples: [
    {
      id: DisputeId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a71"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      paymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      gatewayReference: "cb-4711",
      amount: { minor: 12_000n, currency: EUR },
      reason: "Service non rendu",
      masked: "4xxxxxxxxxxx1111",
      receivedOn: LocalDate.make("2026-11-22"),
      state: "contested",
      evidence: "Bon d'intervention signé le 3 novembre",
      resolvedOn: null,
      entryId: null,
      reversalId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type Dispute = typeof Dispute.Type

/** A dispute that a letter or the gateway's own pages tell of. */
export const NewDispute = Schema.Struct({
  paymentId: PaymentId,
  gatewayReference: Schema.optionalKey(GatewayReference),
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  reason: Label,
  receivedOn: LocalDate
}).annotate({
  identifier: "NewDispute",
  examples: [
    {
      paymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      gatewayReference: "cb-4711",
      amount: { minor: 12_000n, currency: EUR },
      reason: "Service non rendu",
      receivedOn: LocalDate.make("2026-11-22")
    }
  ]
})
export type NewDispute = typeof NewDispute.Type

/** A chargeback as a gateway's notification tells it: of no payment, in no currency. */
export interface ToldChargeback {
  readonly gatewayReference: string
  /** In the smallest unit. */
  readonly amount: bigint
  readonly reason: string
  readonly masked: string | null
  readonly on: LocalDate | null
}
