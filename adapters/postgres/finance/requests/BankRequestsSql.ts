import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { BankRequest, type BankRequestId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { type AddedBankRequest, BankRequests } from "../../../../ports/finance/BankRequests.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"

export const bankRequestsLayer = Layer.effect(
  BankRequests,
  Effect.map(TenantSql, ({ statements }) =>
    BankRequests.of({
      add: (request) =>
        statements((unit) => Effect.andThen(insert(unit, request), Effect.orDie(one(unit, request.id)))),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) => statements((unit) => one(unit, id, "hold")),
      list: (wanted) => statements((unit) => rows(unit, pageOfAccount(unit, wanted))),
      holdAbout: (connectionId, subjects) =>
        subjects.length === 0
          ? Effect.succeed([])
          : statements((unit) =>
              rows(
                unit,
                unit.sql`connection_id = ${connectionId} and state <> 'refused' and subject in
                  (select jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb)) order by id for update`
              )
            ),
      waiting: (connectionId) =>
        statements((unit) =>
          rows(
            unit,
            unit.sql`connection_id = ${connectionId} and state in ('consent_pending', 'accepted') order by id`
          )
        ),
      byConsent: (connectionId, reference) =>
        statements((unit) =>
          Effect.map(
            rows(unit, unit.sql`connection_id = ${connectionId} and consent_reference = ${reference}`),
            ([request]) => Option.fromUndefinedOr(request)
          )
        ),
      save: (request) =>
        statements((unit) => Effect.andThen(update(unit, request), Effect.orDie(one(unit, request.id))))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, request: AddedBankRequest) =>
  sql`insert into azals.bank_request (tenant_id, id, provider_account_id, connection_id, kind, subject,
      consent_return_url, intent_id, member)
    values (${tenantId}, ${request.id}, ${request.providerAccountId}, ${request.connectionId}, ${request.kind},
      ${request.subject}, ${request.consentReturnUrl}, ${request.intentId}, ${json(request.member)}::jsonb)`

const update = (
  { sql, tenantId }: TenantStatements,
  { consent, id, reason, version, ...request }: BankRequest
) =>
  Effect.gen(function* () {
    const saved =
      yield* sql`update azals.bank_request set state = ${request.state}, consent = ${json(consent)}::jsonb,
        consent_reference = coalesce(${consent?.reference ?? null}, consent_reference), reason = ${json(reason)}::jsonb,
        return_reference = ${request.returnReference}, returned_on = ${request.returnedOn}::date,
        reversal_entry_id = ${request.reversalEntryId}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a request that was held has changed")
  })

const Row = Schema.Struct({
  ...BankRequest.fields,
  returnedOn: Schema.NullOr(LocalDate),
  createdAt: Schema.DateTimeUtcFromDate
})

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, provider_account_id as "providerAccountId", connection_id as "connectionId", kind, subject,
        member, consent_return_url as "consentReturnUrl", state, consent, reason, intent_id as "intentId",
        return_reference as "returnReference", returned_on::text as "returnedOn",
        reversal_entry_id as "reversalEntryId", created_at as "createdAt", version
      from azals.bank_request where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(Effect.orDie)

const one = (unit: TenantStatements, id: BankRequestId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    rows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([request]) =>
      request === undefined
        ? Effect.fail(new NotFound({ entity: "BankRequest", id }))
        : Effect.succeed(request)
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
