import { Effect, Fiber, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Card,
  type CardId,
  CardReassigned,
  defaultRemindAfterDays,
  type NewCard
} from "../../../../domain/finance/cards/model/index.ts"
import { NotFound, VersionConflict } from "../../../../domain/shared/errors.ts"
import { type CardPolicy, Cards } from "../../../../ports/finance/Cards.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { budgetRows } from "./cardBudgetRows.ts"

export const cardsLayer = Layer.effect(
  Cards,
  Effect.map(TenantSql, ({ statements }) =>
    Cards.of({
      add: (id, card) =>
        statements((unit) => Effect.andThen(insert(unit, id, card), Effect.orDie(found(unit, id)))),
      find: (id) => statements((unit) => found(unit, id)),
      hold: (id) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select id from azals.card where tenant_id = ${unit.tenantId} and id = ${id} for update`,
            found(unit, id)
          )
        ),
      holdOf: (memberId) =>
        statements((unit) => {
          const which = unit.sql`member_id = ${memberId} and ${openNow(unit)}`
          return Effect.andThen(
            unit.sql`select id from azals.card where tenant_id = ${unit.tenantId} and ${which}
              order by id for update`,
            rows(unit, which, null)
          )
        }),
      holdByReference: (connectionId, reference) =>
        statements((unit) =>
          heldOf(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)
        ),
      holdWithBudget: (connectionId, reference) =>
        statements((unit) =>
          withBudget(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)
        ),
      byReference: (connectionId, reference) =>
        statements((unit) =>
          firstOf(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)
        ),
      byConsent: (connectionId, consentReference) =>
        statements((unit) =>
          firstOf(
            unit,
            unit.sql`connection_id = ${connectionId} and consent ->> 'reference' = ${consentReference}`
          )
        ),
      list: (state, limit, after) =>
        statements((unit) => {
          const cursor = Option.getOrNull(after)
          const where = unit.sql`(${cursor}::uuid is null or id < ${cursor}::uuid)
            and (${state ?? null}::text is null or ${stateNow(unit)} = ${state ?? null})`
          return rows(unit, where, limit)
        }),
      change: (id, version, policy) => statements((unit) => change(unit, id, version, policy)),
      move: (id, version, state) =>
        statements((unit) =>
          Effect.flatMap(
            unit.sql`update azals.card set state = ${state}, version = version + 1
              where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version} returning id`,
            (changed) => changedOrNot(unit, id, changed.length > 0)
          )
        ),
      assign: (id, version, budgetId) =>
        statements((unit) =>
          Effect.flatMap(
            unit.sql`update azals.card set budget_id = ${budgetId}, version = version + 1
              where tenant_id = ${unit.tenantId} and id = ${id} and version = ${version} returning id`,
            (changed) => changedOrNot(unit, id, changed.length > 0)
          )
        ),
      issued: (id, facts) => statements((unit) => issued(unit, id, facts))
    })
  )
)

const heldOf = (unit: TenantStatements, which: Statement.Fragment) =>
  Effect.gen(function* () {
    const { issue, sql, tenantId } = unit
    yield* issue(sql`select id from azals.card where tenant_id = ${tenantId} and ${which} for update`)
    return yield* firstOf(unit, which)
  })

/**
 * The statements leave together: the budget's lock, the card's, the card. Payments that refer to a budget take a key share
 * of it under the lock of their card, which `no key update` lets pass.
 */
const withBudget = (unit: TenantStatements, which: Statement.Fragment) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const ofCard = sql`b.id = (select budget_id from azals.card where tenant_id = ${tenantId} and ${which})`
    const locking = yield* Effect.forkChild(budgetRows(unit, ofCard, sql`for no key update`), {
      startImmediately: true
    })
    const card = Option.getOrUndefined(yield* heldOf(unit, which))
    const [budget = null] = yield* Fiber.join(locking)
    if (card === undefined) return Option.none()
    if (card.budgetId !== (budget?.id ?? null)) return yield* new CardReassigned({ cardId: card.id })
    return Option.some({ card, budget })
  })

const insert = ({ sql, tenantId }: TenantStatements, id: CardId, card: NewCard) =>
  Effect.flatMap(
    policyText(card),
    ({ analytics, limits, rules }) =>
      sql`insert into azals.card (tenant_id, id, connection_id, holder_reference, kind, expires_on, name, member_id,
        analytics, limits, rules, zone, receipts_required, block_after_missing, remind_after_days,
        budget_id)
      values (${tenantId}, ${id}, ${card.connectionId}, ${card.holderReference}, ${card.kind},
        ${card.expiresOn}::date, ${card.name}, ${card.memberId}, ${analytics}::jsonb, ${limits}::jsonb,
        ${rules}::jsonb, ${card.zone}, ${card.receiptsRequired}, ${card.blockAfterMissing},
        ${card.remindAfterDays === undefined ? defaultRemindAfterDays : card.remindAfterDays},
        ${card.budgetId ?? null})`
  )

const change = (unit: TenantStatements, id: CardId, version: number, policy: CardPolicy) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { analytics, limits, rules } = yield* policyText(policy)
    const changed = yield* sql`update azals.card set name = ${policy.name}, member_id = ${policy.memberId},
        analytics = ${analytics}::jsonb, limits = ${limits}::jsonb, rules = ${rules}::jsonb, zone = ${policy.zone},
        receipts_required = ${policy.receiptsRequired}, block_after_missing = ${policy.blockAfterMissing},
        remind_after_days = ${policy.remindAfterDays}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    return yield* changedOrNot(unit, id, changed.length > 0)
  })

const changedOrNot = (unit: TenantStatements, id: CardId, changed: boolean) =>
  Effect.flatMap(found(unit, id), (card) =>
    changed
      ? Effect.succeed(card)
      : Effect.fail(new VersionConflict({ entity: "Card", id, current: card.version }))
  )

const issued = (
  { sql, tenantId }: TenantStatements,
  id: CardId,
  facts: Partial<Pick<Card, "consent" | "masked" | "numbersView" | "reference" | "state">>
) => {
  const { consent, masked, numbersView, reference, state } = facts
  const sets = [
    ...(numbersView === undefined
      ? []
      : [sql`numbers_view = ${JSON.stringify(encodeView(numbersView))}::jsonb`]),
    ...(consent === undefined
      ? []
      : [sql`consent = ${consent === null ? null : JSON.stringify(consent)}::jsonb`]),
    ...(masked === undefined ? [] : [sql`masked = ${masked}`]),
    ...(reference === undefined ? [] : [sql`reference = ${reference}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    sql`version = version + 1`
  ]
  return Effect.asVoid(
    sql`update azals.card set ${sql.join(", ", false)(sets)} where tenant_id = ${tenantId} and id = ${id}`
  )
}

const encodeView = Schema.encodeSync(Schema.toCodecJson(Card.fields.numbersView))

const Texts = Schema.Struct({
  analytics: Schema.fromJsonString(Schema.toCodecJson(Card.fields.analytics)),
  limits: Schema.fromJsonString(Schema.toCodecJson(Card.fields.limits)),
  rules: Schema.fromJsonString(Schema.toCodecJson(Card.fields.rules))
})

const policyText = ({ analytics, limits, rules }: Pick<CardPolicy, "analytics" | "limits" | "rules">) =>
  Effect.orDie(Schema.encodeEffect(Texts)({ analytics, limits, rules }))

/** After its last day a card has expired, in its own zone. */
export const stateNow = ({ sql }: TenantStatements): Statement.Fragment =>
  sql`(case when state in ('active', 'frozen') and expires_on < (now() at time zone zone)::date then 'expired'
    else state end)`

/** What of cards can still pay, or will. */
export const openNow = (unit: TenantStatements): Statement.Fragment =>
  unit.sql`${stateNow(unit)} not in ('cancelled', 'refused', 'expired')`

const Row = Schema.Struct({
  ...Card.fields,
  numbersView: Schema.toCodecJson(Card.fields.numbersView),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = (
  unit: TenantStatements,
  where: Statement.Fragment,
  limit: number | null
): Effect.Effect<ReadonlyArray<Card>> =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => unit.sql`select id, connection_id as "connectionId", holder_reference as "holderReference", kind,
        ${stateNow(unit)} as state, reference, masked, expires_on::text as "expiresOn", consent,
        numbers_view as "numbersView", name,
        member_id as "memberId", analytics, limits, rules, zone, receipts_required as "receiptsRequired",
        block_after_missing as "blockAfterMissing", remind_after_days as "remindAfterDays",
        budget_id as "budgetId", created_at as "createdAt", version
      from azals.card where tenant_id = ${unit.tenantId} and ${where} order by id desc limit ${limit}`
  })(undefined).pipe(Effect.orDie)

const firstOf = (unit: TenantStatements, where: Statement.Fragment) =>
  Effect.map(rows(unit, where, 1), ([card]) => Option.fromUndefinedOr(card))

const found = (unit: TenantStatements, id: CardId) =>
  Effect.flatMap(rows(unit, unit.sql`id = ${id}`, 1), ([card]) =>
    card === undefined ? Effect.fail(new NotFound({ entity: "Card", id })) : Effect.succeed(card)
  )
