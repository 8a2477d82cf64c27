import { DateTime, Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  CardPayment,
  type CardPaymentId,
  Declined,
  declinedText
} from "../../../../domain/finance/cards/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { CurrencyCode, EUR, money } from "../../../../domain/shared/Money.ts"
import type { NewCardPayment } from "../../../../ports/finance/CardPayments.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const { amount: _, original: __, reason: ___, ...kept } = CardPayment.fields

const Minor = Schema.NullOr(Schema.BigIntFromString)
const Currency = Schema.NullOr(CurrencyCode)

const Row = Schema.Struct({
  ...kept,
  declined: Schema.NullOr(Schema.toCodecJson(Declined)),
  held: Schema.BigIntFromString,
  captured: Schema.BigIntFromString,
  refunded: Schema.BigIntFromString,
  amountMinor: Minor,
  amountCurrency: Currency,
  originalMinor: Minor,
  originalCurrency: Currency,
  decidedAt: Schema.DateTimeUtcFromDate,
  expiresAt: Schema.DateTimeUtcFromDate
})

/** `noted`: approved, and there was nothing to hold. */
export const stateOf = ({ sql }: TenantStatements): Statement.Fragment =>
  sql`(case when p.declined is not null and p.captured = 0 then 'declined'
    when p.held > 0 and p.expires_at > now() then 'held'
    when p.captured > 0 then 'captured'
    when p.held > 0 then 'lapsed'
    when p.approved = 0 then 'noted' else 'released' end)`

/** What of a payment counts at that moment: a hold until its time has passed; what was captured for good. */
export const countedNow = ({ sql }: TenantStatements, now: DateTime.Utc): Statement.Fragment =>
  sql`(p.captured + case when p.expires_at > ${DateTime.formatIso(now)}::timestamptz then p.held else 0 end)`

/** Captured and not paid back, of a card that asks for receipts, and none is there. */
export const lacksReceipt = ({ sql, tenantId }: TenantStatements) =>
  sql`(p.captured > p.refunded
    and exists (select 1 from azals.card c
      where c.tenant_id = ${tenantId} and c.id = p.card_id and c.receipts_required)
    and not exists (select 1 from azals.card_receipt r where r.tenant_id = ${tenantId} and r.payment_id = p.id))`

/** The payments, newest first. */
export const paymentRows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  limit: number
): Effect.Effect<ReadonlyArray<CardPayment>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => unit.sql`select p.id, p.card_id as "cardId",
        p.budget_id as "budgetId", p.transaction_reference as "transactionReference",
        ${stateOf(unit)} as state, p.amount_minor::text as "amountMinor", p.amount_currency as "amountCurrency",
        p.original_minor::text as "originalMinor", p.original_currency as "originalCurrency", p.held::text as held,
        p.captured::text as captured, p.refunded::text as refunded, p.merchant_name as "merchantName",
        p.merchant_city as "merchantCity", p.merchant_country as "merchantCountry",
        p.merchant_category as "merchantCategory", p.channel, p.declined, p.decided_at as "decidedAt",
        p.expires_at as "expiresAt",
        array(select r.file_id::text from azals.card_receipt r
          where r.tenant_id = ${unit.tenantId} and r.payment_id = p.id order by r.id) as receipts
      from azals.card_payment p where p.tenant_id = ${unit.tenantId} and ${where} order by p.id desc limit ${limit}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(paymentOf))
  )

const paymentOf = (row: typeof Row.Type): CardPayment => {
  const { amountCurrency, amountMinor, originalCurrency, originalMinor, ...rest } = row
  return {
    ...rest,
    held: money(row.held, EUR),
    captured: money(row.captured, EUR),
    refunded: money(row.refunded, EUR),
    amount: sumOf(amountMinor, amountCurrency),
    original: sumOf(originalMinor, originalCurrency),
    reason: row.declined === null ? null : declinedText(row.declined)
  }
}

/** A sum from two columns that are null together. */
export const sumOf = (minor: bigint | null, currency: CurrencyCode | null) =>
  minor === null || currency === null ? null : money(minor, currency)

export const foundPayment = (unit: TenantStatements, id: CardPaymentId) =>
  Effect.flatMap(paymentRows(unit, unit.sql`p.id = ${id}`, 1), ([payment]) =>
    payment === undefined ? Effect.fail(new NotFound({ entity: "CardPayment", id })) : Effect.succeed(payment)
  )

const DeclinedText = Schema.NullOr(Schema.fromJsonString(Schema.toCodecJson(Declined)))

/** A second unit with the same transaction waits here for the first one's end, and answers what that one kept. */
export const addPayment = (unit: TenantStatements, payment: NewCardPayment) =>
  Effect.gen(function* () {
    const { issue, sql, tenantId } = unit
    const { amount, connectionId, id, original, transactionReference } = payment
    const declined = yield* Effect.orDie(Schema.encodeEffect(DeclinedText)(payment.declined))
    yield* issue(sql`insert into azals.card_payment (tenant_id, id, connection_id, card_id, budget_id, transaction_reference,
        order_reference, amount_minor, amount_currency, original_minor, original_currency, approved, held, merchant_name,
        merchant_city, merchant_country, merchant_category, channel, declined, decided_at, expires_at)
      values (${tenantId}, ${id}, ${connectionId}, ${payment.cardId}, ${payment.budgetId}, ${transactionReference},
        ${payment.orderReference}, ${amount?.minor.toString() ?? null}::bigint, ${amount?.currency ?? null},
        ${original?.minor.toString() ?? null}::bigint, ${original?.currency ?? null},
        ${payment.held.minor.toString()}::bigint, ${payment.held.minor.toString()}::bigint, ${payment.merchantName},
        ${payment.merchantCity}, ${payment.merchantCountry}, ${payment.merchantCategory}, ${payment.channel},
        ${declined}::jsonb, ${DateTime.formatIso(payment.decidedAt)}::timestamptz,
        ${DateTime.formatIso(payment.expiresAt)}::timestamptz)
      on conflict (tenant_id, connection_id, transaction_reference) do nothing`)
    const which = sql`p.connection_id = ${connectionId} and p.transaction_reference = ${transactionReference}`
    const [stored] = yield* paymentRows(unit, which, 1)
    return stored === undefined
      ? yield* Effect.die(`transaction ${transactionReference} was not kept`)
      : stored
  })
