import { Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Member, type MemberId } from "../../../domain/platform/identity/model/index.ts"
import { AlreadyExists, NotFound, VersionConflict } from "../../../domain/shared/errors.ts"
import { type MemberFilter, Members } from "../../../ports/platform/Members.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const membersLayer = Layer.effect(
  Members,
  Effect.map(TenantSql, ({ statements }) =>
    Members.of({
      list: (filter, limit, after) =>
        statements((unit) => Effect.orDie(list(unit, filter, limit, Option.getOrNull(after)))),
      find: (id) => statements((unit) => find(unit, id)),
      add: (id, { email, name, role, subject }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const added = yield* unit.sql`insert into azals.member (tenant_id, id, subject, name, email, role)
              values (${unit.tenantId}, ${id}, ${subject}, ${name}, ${email}, ${role})
              on conflict (tenant_id, subject) do nothing returning id`
            if (added.length === 0) return yield* new AlreadyExists({ entity: "Member", key: subject })
            return yield* Effect.orDie(find(unit, id))
          })
        ),
      hold: (id) =>
        statements((unit) =>
          Effect.gen(function* () {
            const held = yield* Effect.orDie(hold(unit, id))
            const member = held.find((person) => person.id === id)
            if (member === undefined) return yield* new NotFound({ entity: "Member", id })
            const owners = held.filter(({ role, status }) => role === "owner" && status === "active")
            return { member, otherOwners: owners.filter((owner) => owner.id !== id).length }
          })
        ),
      change: (version, { email, id, name, role, status }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const { sql, tenantId } = unit
            const changed = yield* sql`update azals.member
              set name = ${name}, email = ${email}, role = ${role}, status = ${status}, version = version + 1
              where tenant_id = ${tenantId} and id = ${id} and version = ${version} returning id`
            const current = yield* Effect.orDie(find(unit, id))
            if (changed.length > 0) return current
            return yield* new VersionConflict({ entity: "Member", id, current: current.version })
          })
        )
    })
  )
)

const columns = ({ sql }: TenantStatements) => sql.literal("id, subject, name, email, role, status, version")

const list = (
  unit: TenantStatements,
  { role = null, status = null }: Filter,
  limit: number,
  after: MemberId | null
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Member,
    execute: () => unit.sql`select ${columns(unit)} from azals.member
      where tenant_id = ${unit.tenantId} and (${after}::uuid is null or id > ${after}::uuid)
        and (${role}::text is null or role = ${role}) and (${status}::text is null or status = ${status})
      order by id limit ${limit}`
  })(undefined)

/** Absent filters become SQL nulls. */
type Filter = { readonly [K in keyof MemberFilter]: MemberFilter[K] | null }

const find = (unit: TenantStatements, id: MemberId) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Member,
    execute: () => unit.sql`select ${columns(unit)}
      from azals.member where tenant_id = ${unit.tenantId} and id = ${id}`
  })(undefined).pipe(
    Effect.catchTag("SchemaError", Effect.die),
    Effect.flatMap(Effect.fromOption),
    Effect.catchTag("NoSuchElementError", () => Effect.fail(new NotFound({ entity: "Member", id })))
  )

/** One order of locking for all, so that two changes never wait for each other. */
const hold = (unit: TenantStatements, id: MemberId) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Member,
    execute: () => unit.sql`select ${columns(unit)} from azals.member
      where tenant_id = ${unit.tenantId} and (id = ${id} or (role = 'owner' and status = 'active'))
      order by id for update`
  })(undefined)
