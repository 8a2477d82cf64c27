import { Effect, Layer, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { MappedIban, type MappedIbanId } from "../../../../domain/finance/banking/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import { type AddedMapping, MappedIbans } from "../../../../ports/finance/MappedIbans.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { pageOfAccount } from "../pageOfAccount.ts"
import { sentAdditionsOf } from "./sentAdditions.ts"

export const mappedIbansLayer = Layer.effect(
  MappedIbans,
  Effect.map(TenantSql, ({ statements }) =>
    MappedIbans.of({
      add: (mapped) =>
        statements((unit) => Effect.andThen(insert(unit, mapped), Effect.orDie(one(unit, mapped.id)))),
      find: (id) => statements((unit) => one(unit, id)),
      hold: (id) => statements((unit) => one(unit, id, "hold")),
      list: (wanted) => statements((unit) => rows(unit, pageOfAccount(unit, wanted))),
      holdOf: (connectionId, references) =>
        references.length === 0
          ? Effect.succeed([])
          : statements((unit) =>
              rows(
                unit,
                unit.sql`connection_id = ${connectionId} and reference in
                  (select jsonb_array_elements_text(${JSON.stringify(references)}::jsonb)) order by id for update`
              )
            ),
      save: (mapped) =>
        statements((unit) => Effect.andThen(update(unit, mapped), Effect.orDie(one(unit, mapped.id)))),
      noteSent: (id, seenBefore) =>
        statements(({ sql, tenantId }) =>
          Effect.asVoid(sql`update azals.virtual_iban set seen_before = ${JSON.stringify(seenBefore)}::jsonb,
              sent_at = clock_timestamp() where tenant_id = ${tenantId} and id = ${id}`)
        ),
      sentAdditions: (providerAccountId) => statements((unit) => sentAdditionsOf(unit, providerAccountId))
    })
  )
)

const insert = ({ sql, tenantId }: TenantStatements, { party, subject, ...mapped }: AddedMapping) =>
  sql`insert into azals.virtual_iban (tenant_id, id, provider_account_id, connection_id, label, subject, party, state,
      iban, bic, reference, intent_id)
    values (${tenantId}, ${mapped.id}, ${mapped.providerAccountId}, ${mapped.connectionId}, ${mapped.label},
      ${JSON.stringify(subject)}::jsonb, ${json(party)}::jsonb, ${mapped.state}, ${mapped.iban}, ${mapped.bic},
      ${mapped.reference}, ${mapped.intentId})`

const update = ({ sql, tenantId }: TenantStatements, { id, version, ...mapped }: MappedIban) =>
  Effect.gen(function* () {
    const saved = yield* sql`update azals.virtual_iban set state = ${mapped.state}, iban = ${mapped.iban},
        bic = ${mapped.bic}, reference = ${mapped.reference}, reason = ${json(mapped.reason)}::jsonb,
        intent_id = ${mapped.intentId}, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
    if (saved.length === 0) return yield* Effect.die("a virtual IBAN that was held has changed")
  })

const Row = Schema.Struct({ ...MappedIban.fields, createdAt: Schema.DateTimeUtcFromDate })

const rows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute:
      () => sql`select id, provider_account_id as "providerAccountId", connection_id as "connectionId", label,
        subject, party, state, iban, bic, reference, reason, intent_id as "intentId", created_at as "createdAt", version
      from azals.virtual_iban where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(Effect.orDie)

const one = (unit: TenantStatements, id: MappedIbanId, purpose: "hold" | "read" = "read") =>
  Effect.flatMap(
    rows(unit, purpose === "hold" ? unit.sql`id = ${id} for update` : unit.sql`id = ${id}`),
    ([mapped]) =>
      mapped === undefined ? Effect.fail(new NotFound({ entity: "VirtualIban", id })) : Effect.succeed(mapped)
  )

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
