import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, Money } from "../../../../shared/Money.ts"
import { Code, Label } from "../../../../shared/Text.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { EntryId } from "../../../accounting/model/index.ts"
import { ConnectionId } from "../../../providers/model/index.ts"
import { PaymentId } from "../Payment.ts"

export const SettlementBatchId = Uuid.pipe(Schema.brand("SettlementBatchId"))
export type SettlementBatchId = typeof SettlementBatchId.Type

/** `reported`: the gateway says what it settled. `stated`: fees and net are known from a statement. `failed`: for a person. */
export const SettlementState = Schema.Literals(["reported", "failed", "stated", "posted"])
export type SettlementState = typeof SettlementState.Type

/** The steps that a batch can take, and nothing else. */
export const settlementTransitions: Readonly<Record<SettlementState, ReadonlyArray<SettlementState>>> = {
  reported: ["stated"],
  failed: [],
  stated: ["posted"],
  posted: []
}

const GatewayReference = Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,60}$/u))

const fromStatement = {
  fees: Money.annotate({ description: "Without VAT" }),
  feesVat: Money,
  net: Money.annotate({ description: "What was paid out: gross less fees and their VAT" }),
  paidOn: LocalDate,
  statementRef: Label
}

/** What a gateway settled together, and what was paid out of it. */
export const SettlementBatch = Schema.Struct({
  id: SettlementBatchId,
  connectionId: ConnectionId,
  gatewayBatch: Schema.String.annotate({ description: "The gateway's own name of it", examples: ["90817"] }),
  state: SettlementState,
  count: Schema.NullOr(Schema.Int.annotate({ description: "As the gateway counts it", examples: [12] })),
  gross: Schema.NullOr(Money),
  reportedOn: LocalDate,
  fees: Schema.NullOr(fromStatement.fees),
  feesVat: Schema.NullOr(Money),
  net: Schema.NullOr(fromStatement.net),
  paidOn: Schema.NullOr(LocalDate),
  statementRef: Schema.NullOr(Label),
  entryId: Schema.NullOr(EntryId),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "SettlementBatch",
  examples: [
    {
      id: SettlementBatchId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      gatewayBatch: "90817",
      state: "stated",
      count: 1,
      gross: { minor: 12_000n, currency: EUR },
      reportedOn: LocalDate.make("2026-11-22"),
      fees: { minor: 180n, currency: EUR },
      feesVat: { minor: 0n, currency: EUR },
      net: { minor: 11_820n, currency: EUR },
      paidOn: LocalDate.make("2026-11-24"),
      statementRef: "Relevé 11/2026",
      entryId: null,
      createdAt: DateTime.makeUnsafe("2026-11-22T23:05:00Z"),
      version: 2
    }
  ]
})
export type SettlementBatch = typeof SettlementBatch.Type

/** One transaction of a batch by the gateway's reference, and what of ours it is; a refund is negative. */
export const SettlementLine = Schema.Struct({
  gatewayReference: Schema.String.annotate({ examples: ["10000000001"] }),
  paymentId: Schema.NullOr(PaymentId),
  amount: Schema.NullOr(Money)
}).annotate({
  identifier: "SettlementLine",
  examples: [
    {
      gatewayReference: "10000000001",
      paymentId: PaymentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a31"),
      amount: { minor: 12_000n, currency: EUR }
    }
  ]
})
export type SettlementLine = typeof SettlementLine.Type

/** A batch that no notification told of, as the gateway's own pages show it. */
export const NewSettlementBatch = Schema.Struct({
  connectionId: ConnectionId,
  gatewayBatch: GatewayReference.annotate({ examples: ["90817"] }),
  gross: Money,
  reportedOn: LocalDate,
  gatewayReferences: Schema.Array(GatewayReference)
    .check(Schema.isMinLength(1), Schema.isMaxLength(1_000))
    .annotate({ examples: [["10000000001"]] })
}).annotate({
  identifier: "NewSettlementBatch",
  examples: [
    {
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      gatewayBatch: "90817",
      gross: { minor: 12_000n, currency: EUR },
      reportedOn: LocalDate.make("2026-11-22"),
      gatewayReferences: ["10000000001"]
    }
  ]
})
export type NewSettlementBatch = typeof NewSettlementBatch.Type

/** What the acquirer's statement says of a batch. No source tells where a gateway's fees could be read. */
export const SettlementStatement = Schema.Struct({
  ...fromStatement,
  vatCode: Schema.optionalKey(Code)
})
  .check(
    Schema.makeFilter(
      ({ fees, feesVat, net }) =>
        new Set([fees.currency, feesVat.currency, net.currency]).size === 1 || "amounts in one currency"
    )
  )
  .annotate({
    identifier: "SettlementStatement",
    examples: [
      {
        fees: { minor: 180n, currency: EUR },
        feesVat: { minor: 0n, currency: EUR },
        net: { minor: 11_820n, currency: EUR },
        paidOn: LocalDate.make("2026-11-24"),
        statementRef: "Relevé 11/2026"
      }
    ]
  })
export type SettlementStatement = typeof SettlementStatement.Type

/** A batch as a gateway's notification tells it. One that failed names no transaction. */
export interface ToldBatch {
  readonly gatewayBatch: string
  readonly failed: boolean
  readonly count: number | null
  /** In the smallest unit: its currency is not told. */
  readonly gross: bigint | null
  readonly gatewayReferences: ReadonlyArray<string>
}
