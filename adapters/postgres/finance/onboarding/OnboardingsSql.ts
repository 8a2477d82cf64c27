import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { Onboarding, type OnboardingId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import {
  type AddedOnboarding,
  Onboardings,
  type OnboardingsWanted
} from "../../../../ports/finance/Onboardings.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"

export const onboardingsLayer = Layer.effect(
  Onboardings,
  Effect.map(TenantSql, ({ statements }) =>
    Onboardings.of({
      add: (onboarding) =>
        statements((unit) =>
          Effect.andThen(insert(unit, onboarding), Effect.orDie(one(unit, onboarding.id)))
        ),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) => statements((unit) => one(unit, id, "hold")),
      list: (wanted) => statements((unit) => rows(unit, pageOf(unit, wanted))),
      underWay: (connectionId, registrationNumber) =>
        statements((unit) =>
          Effect.andThen(
            unit.sql`select 1 from azals.provider_connection
              where tenant_id = ${unit.tenantId} and id = ${connectionId} for no key update`,
            first(
              unit,
              unit.sql`connection_id = ${connectionId} and registration_number = ${registrationNumber}
                and state in ('asked', 'unknown', 'incomplete', 'complete')`
            )
          )
        ),
      living: (connectionId) =>
        statements((unit) =>
          rows(
            unit,
            unit.sql`connection_id = ${connectionId} and reference is not null and state <> 'refused'
              and (state <> 'finalized' or account_reference is null) order by id`
          )
        ),
      byReference: (connectionId, reference) =>
        statements((unit) =>
          first(unit, unit.sql`connection_id = ${connectionId} and reference = ${reference}`)
        ),
      save: (onboarding) =>
        statements((unit) => Effect.andThen(update(unit, onboarding), Effect.orDie(one(unit, onboarding.id))))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, onboarding: AddedOnboarding) =>
  sql`insert into azals.onboarding (tenant_id, id, connection_id, account_name, country, registration_number, company,
      administrator, return_url, intent_id)
    values (${tenantId}, ${onboarding.id}, ${onboarding.connectionId}, ${onboarding.accountName},
      ${onboarding.country}, ${onboarding.company.registrationNumber}, ${json(onboarding.company)}::jsonb,
      ${json(onboarding.administrator)}::jsonb, ${onboarding.returnUrl}, ${onboarding.intentId})`

const update = ({ sql, tenantId }: TenantStatements, { id, version, ...onboarding }: Onboarding) =>
  Effect.gen(function* () {
    const saved = yield* sql`update azals.onboarding set state = ${onboarding.state}, url = ${onboarding.url},
        missing = ${json(onboarding.missing)}::jsonb, documents = ${json(onboarding.documents)}::jsonb,
        account_reference = ${onboarding.accountReference}, reason = ${json(onboarding.reason)}::jsonb,
        reference = ${onboarding.reference}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("an onboarding that was held has changed")
  })

const Row = Schema.Struct({ ...Onboarding.fields, createdAt: Schema.DateTimeUtcFromDate })

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, connection_id as "connectionId", account_name as "accountName", country, company,
        administrator, return_url as "returnUrl", state, url, missing, documents,
        account_reference as "accountReference", reason, intent_id as "intentId", reference,
        created_at as "createdAt", version
      from azals.onboarding where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(Effect.orDie)

/** The next page of the list, from the newest to the oldest. */
const pageOf = ({ sql }: TenantStatements, { after, connectionId, limit, state }: OnboardingsWanted) => {
  const [last, by, only] = [Option.getOrNull(after), Option.getOrNull(connectionId), Option.getOrNull(state)]
  return sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
    and (${by}::uuid is null or connection_id = ${by}::uuid) order by id desc limit ${limit}`
}

const first = (unit: TenantStatements, where: Statement.Fragment) =>
  Effect.map(rows(unit, where), ([onboarding]) => Option.fromUndefinedOr(onboarding))

const one = (unit: TenantStatements, id: OnboardingId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    rows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([onboarding]) =>
      onboarding === undefined
        ? Effect.fail(new NotFound({ entity: "Onboarding", id }))
        : Effect.succeed(onboarding)
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
