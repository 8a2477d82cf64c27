import { type DateTime, Effect, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  CreditApplication,
  type CreditApplicationId,
  GrantedTerms,
  type NewCreditApplication
} from "../../../../domain/finance/financing/model/index.ts"
import type { ConnectionId } from "../../../../domain/finance/providers/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import type { CreditChange, Credits } from "../../../../ports/finance/Credits.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const {
  connectionId,
  createdAt: _,
  granted,
  id,
  loanReference,
  reason,
  reference,
  state,
  version,
  word,
  ...asked
} = CreditApplication.fields

/** What the company asked for and agreed to: the row's `content`. */
const Content = Schema.Struct(asked)

const Row = Schema.Struct({
  connectionId,
  granted,
  id,
  loanReference,
  reason,
  reference,
  state,
  version,
  word,
  content: Content,
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, rest: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, connection_id as "connectionId", content, state, word, reason, reference,
        loan_reference as "loanReference", granted, version, created_at as "createdAt"
      from azals.credit_application where tenant_id = ${tenantId} and ${rest}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((found) => found.map(({ content, ...row }): CreditApplication => ({ ...content, ...row })))
  )

const encodeGranted = Schema.encodeSync(GrantedTerms)

const encode = Schema.encodeEffect(Schema.toCodecJson(Content))

export const addApplication = (
  unit: TenantStatements,
  given: CreditApplicationId,
  wanted: Omit<NewCreditApplication, "consents">,
  consentedAt: DateTime.Utc
) =>
  Effect.gen(function* () {
    const content = JSON.stringify(yield* Effect.orDie(encode({ ...wanted, consentedAt })))
    yield* unit.sql`insert into azals.credit_application (tenant_id, id, connection_id, content)
      values (${unit.tenantId}, ${given}, ${wanted.connectionId}, ${content}::jsonb)`
    return yield* Effect.orDie(application(unit, given))
  })

export const application = (unit: TenantStatements, wanted: CreditApplicationId, hold?: "hold") =>
  Effect.flatMap(
    rows(unit, unit.sql`id = ${wanted} ${unit.sql.literal(hold === undefined ? "" : "for update")}`),
    ([found]) =>
      found === undefined
        ? Effect.fail(new NotFound({ entity: "CreditApplication", id: wanted }))
        : Effect.succeed(found)
  )

export const applications = (
  unit: TenantStatements,
  { after, limit, state: wanted }: Parameters<Credits["Service"]["applications"]>[0]
) => {
  const [last, only] = [Option.getOrNull(after), wanted ?? null]
  return rows(
    unit,
    unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
      order by id desc limit ${limit}`
  )
}

export const applicationCalled = (unit: TenantStatements, given: ConnectionId, called: string) =>
  Effect.map(
    rows(unit, unit.sql`connection_id = ${given} and (reference = ${called} or loan_reference = ${called})`),
    ([found]) => Option.fromUndefinedOr(found)
  )

export const livingApplications = (unit: TenantStatements, given: ConnectionId) =>
  rows(
    unit,
    unit.sql`connection_id = ${given} and state not in ('paid-out', 'rejected', 'refused') order by id limit 500`
  )

export const setApplication = (unit: TenantStatements, wanted: CreditApplicationId, change: CreditChange) =>
  Effect.andThen(
    unit.sql`update azals.credit_application set state = ${change.state}, word = ${change.word},
        reference = ${change.reference}, loan_reference = ${change.loanReference}, version = version + 1,
        granted = ${change.granted === null ? null : JSON.stringify(encodeGranted(change.granted))}::jsonb,
        reason = ${change.reason === null ? null : JSON.stringify(change.reason)}::jsonb
      where tenant_id = ${unit.tenantId} and id = ${wanted}`,
    application(unit, wanted)
  )
