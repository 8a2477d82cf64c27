import { Effect, Schema } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { openRules } from "../../domain/finance/cards/model/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { hookSides } from "../support/hookSides.ts"
import { load, type LoadResult, median, round } from "../support/load.ts"
import { benchSecret } from "../support/swanAddress.ts"

const cards = 256

/**
 * How long the answer to a payment takes over HTTP: the service (address, connection and its secret, the card's lock,
 * limits, the hold and its event) and a bare Hono route that inserts one row, in turn, `rounds` times; for one payer at
 * a time and for eight, each time another of 256 cards. Then how many decisions did not come in time.
 */
export const decisions = ({ rounds, seconds }: { readonly rounds: number; readonly seconds: number }) =>
  Effect.gen(function* () {
    const { bare, connectionId, door, ours, path, scope, session } = yield* hookSides
    const references = yield* activeCards(connectionId).pipe(
      Effect.provideService(TenantScope, scope),
      Effect.provide(door)
    )
    const sides = [
      { name: "ours", port: ours, path: `${path}/authorisations` },
      { name: "bare", port: bare, path: "/hook" }
    ] as const
    const run = (side: (typeof sides)[number], connections: number, time: number) =>
      load({
        port: side.port,
        connections,
        seconds: time,
        expected: 200,
        shot: (client, turn) => shotAt(side.path, references[(turn * connections + client) % cards] ?? "")
      })
    const measured = yield* Effect.promise(async () => {
      for (const side of sides) await run(side, 8, 3)
      const payers = []
      for (const connections of [1, 8]) {
        const results: Record<"bare" | "ours", Array<LoadResult>> = { ours: [], bare: [] }
        for (let count = 0; count < rounds; count++) {
          for (const side of sides) results[side.name].push(await run(side, connections, seconds))
        }
        payers.push(summaryOf(connections, results))
      }
      return payers
    })
    const { rows } = yield* session.query(
      `select count(*)::text as decided, count(*) filter (where declined is null)::text as approved,
        count(*) filter (where declined ->> 'code' = 'late')::text as late from azals.card_payment`
    )
    return {
      secondsPerRound: seconds,
      cards,
      payers: measured,
      ...(yield* Effect.orDie(decodeCounts(rows[0])))
    }
  }).pipe(Effect.scoped)

const decodeCounts = Schema.decodeUnknownEffect(
  Schema.Struct({ decided: Schema.String, approved: Schema.String, late: Schema.String })
)

const summaryOf = (
  connections: number,
  { bare, ours }: Readonly<Record<"bare" | "ours", ReadonlyArray<LoadResult>>>
) => {
  const of = (side: ReadonlyArray<LoadResult>) => ({
    p50Milliseconds: median(side.map(({ p50Milliseconds }) => p50Milliseconds)),
    p99Milliseconds: median(side.map(({ p99Milliseconds }) => p99Milliseconds)),
    requestsPerSecond: median(side.map(({ requestsPerSecond }) => requestsPerSecond))
  })
  const [own, plain] = [of(ours), of(bare)]
  return {
    connections,
    ours: own,
    bare: plain,
    p50Ratio: round(own.p50Milliseconds / plain.p50Milliseconds),
    p99Ratio: round(own.p99Milliseconds / plain.p99Milliseconds)
  }
}

const shotAt = (path: string, cardId: string) => {
  const transactionId = uuidV7()
  return {
    method: "POST",
    path,
    headers: { "content-type": "application/json", "x-swan-secret": benchSecret },
    body: JSON.stringify({
      eventId: transactionId,
      transactionId,
      paymentId: uuidV7(),
      cardId,
      amountValue: 1.25,
      amountCurrency: "EUR",
      originalAmountValue: 1.25,
      originalAmountCurrency: "EUR",
      merchantId: "M-1",
      merchantCategoryCode: "5943",
      merchantName: "Papeterie",
      merchantCity: "LYON",
      merchantCountry: "FRA",
      transactionCategory: "eCommerceWith3DS",
      authorizationType: "Classic",
      allowsPartialAuthorization: false,
      operationType: "Payment"
    })
  }
}

const limits = [
  { amount: { amount: "90000000.00", currency: "EUR" }, period: "month", window: "calendar", resetDay: 1 },
  {
    amount: { amount: "1000.00", currency: "EUR" },
    period: "transaction",
    window: "calendar",
    resetDay: null
  }
]

/** Cards as their issuer would have made them, straight in the table. */
const activeCards = (connectionId: string) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const references = Array.from({ length: cards }, () => uuidV7())
    yield* statements(({ sql, tenantId }) =>
      Effect.forEach(
        references,
        (
          reference
        ) => sql`insert into azals.card (tenant_id, id, connection_id, holder_reference, kind, state,
            reference, masked, name, analytics, limits, rules, zone, receipts_required)
          values (${tenantId}, ${uuidV7()}, ${connectionId}, 'member-1', 'virtual', 'active', ${reference},
            '532510******1234', 'Bench', '{}'::jsonb, ${JSON.stringify(limits)}::jsonb,
            ${JSON.stringify(openRules)}::jsonb, 'Europe/Paris', true)`
      )
    )
    return references
  })
