import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { openRules } from "../../../domain/finance/cards/model/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A connection of the company to Swan, which never answers in these tests. */
export const swanConnection = (key: string, label = "Swan") =>
  Effect.map(
    send("POST", "/v2/finance/connections", key, {
      provider: "swan",
      environment: "simulation",
      label,
      settings: {},
      secrets: { clientId: "client", clientSecret: "secret-of-a-test" }
    }),
    ({ json }) => textAt(json, "id")
  )

/** What a card of the tests is like. */
export const monthly = (amount: string) => [
  { amount: eur(amount), period: "month", window: "calendar", resetDay: 1 }
]

/** A card to ask for over HTTP. */
export const wantedCard = (connectionId: string) => ({
  connectionId,
  holderReference: "membership-1",
  kind: "virtual",
  expiresOn: null,
  consentReturnUrl: "https://app.example.fr/cards",
  name: "Abonnements",
  memberId: null,
  analytics: {},
  limits: monthly("500.00"),
  rules: openRules,
  zone: "Europe/Paris",
  receiptsRequired: true,
  blockAfterMissing: 5
})

/** An active card, as its issuer would have made it, straight in the table. */
export const activeCard = (
  connectionId: string,
  part: {
    readonly limits?: unknown
    readonly kind?: string
    readonly name?: string
    readonly rules?: object
  } = {}
) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const [id, reference] = [uuidV7(), uuidV7()]
    yield* statements(
      ({
        sql,
        tenantId
      }) => sql`insert into azals.card (tenant_id, id, connection_id, holder_reference, kind, state,
          reference, masked, name, analytics, limits, rules, zone, receipts_required, block_after_missing)
        values (${tenantId}, ${id}, ${connectionId}, 'member-1', ${part.kind ?? "virtual"}, 'active', ${reference},
          '532510******1234', ${part.name ?? "Carte"}, '{}'::jsonb,
          ${JSON.stringify(part.limits ?? monthly("100.00"))}::jsonb,
          ${JSON.stringify({ ...openRules, ...part.rules })}::jsonb, 'Europe/Paris', true, null)`
    )
    return { id, reference }
  })

const seededCard = (company: SeededCompany) =>
  Effect.gen(function* () {
    const connectionId = yield* swanConnection(company.key, company.marker)
    return { connectionId, ...(yield* activeCard(connectionId, { name: company.marker })) }
  }).pipe(Effect.provideService(TenantScope, company.scope))

/** A card that pays a subscription. */
const seededSubscriber = (company: SeededCompany) =>
  Effect.gen(function* () {
    const { id } = yield* seededCard(company)
    const { statements } = yield* TenantSql
    yield* statements(
      ({
        sql,
        tenantId
      }) => sql`insert into azals.card_subscription (tenant_id, card_id, merchant_name, amount, every,
          first_on, grace_days)
        values (${tenantId}, ${id}, ${company.marker}, 1000, 'month', '2026-01-31', 5)`
    )
    return id
  }).pipe(Effect.provideService(TenantScope, company.scope))

const seededPayment = (company: SeededCompany) =>
  Effect.gen(function* () {
    const { connectionId, id: cardId } = yield* seededCard(company)
    const { statements } = yield* TenantSql
    const id = uuidV7()
    yield* statements(
      ({ sql, tenantId }) => sql`insert into azals.card_payment (tenant_id, id, connection_id, card_id,
          transaction_reference, amount_minor, amount_currency, approved, held, merchant_name, decided_at, expires_at)
        values (${tenantId}, ${id}, ${connectionId}, ${cardId}, ${id}, 1000, 'EUR', 1000, 1000, ${company.marker},
          now(), now() + interval '1 day')`
    ).pipe(Effect.provideService(TenantScope, company.scope))
    return id
  })

const seededBudget = ({ key, marker }: SeededCompany) =>
  Effect.map(
    send("POST", "/v2/cards/budgets", key, {
      name: marker,
      ownerId: null,
      limit: { amount: eur("500.00"), period: "month", window: "calendar", resetDay: 1 },
      zone: "Europe/Paris",
      renews: true
    }),
    ({ json }) => textAt(json, "id")
  )

const seededMovement = (company: SeededCompany) =>
  Effect.gen(function* () {
    const id = yield* seededPayment(company)
    const capture = {
      reference: "capture-of-seed",
      kind: "capture",
      amount: eur("10.00"),
      original: null,
      final: true,
      occurredAt: "2026-03-05T10:00:00Z",
      label: company.marker
    }
    const path = `/v2/cards/authorisations/${id}/movements`
    return textAt((yield* send("POST", path, company.key, capture)).json, "id")
  })

/** How one row of each kind of the cards is made: see `seeds`. */
export const cardSeeds = {
  cardId: seededSubscriber,
  cardPaymentId: seededPayment,
  cardBudgetId: seededBudget,
  cardRequestId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const connectionId = yield* swanConnection(company.key, company.marker)
      const asked = { purpose: company.marker, card: wantedCard(connectionId) }
      return textAt((yield* send("POST", "/v2/cards/requests", company.key, asked)).json, "id")
    }),
  budgetId: seededBudget,
  cardMovementId: seededMovement,
  cardDisputeId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const dispute = {
        cardMovementId: yield* seededMovement(company),
        reason: "other",
        note: company.marker,
        expected: eur("10.00")
      }
      return textAt((yield* send("POST", "/v2/cards/disputes", company.key, dispute)).json, "id")
    })
}
