import { Effect, Layer, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { Member, type MemberId } from "../../../domain/platform/identity/model/index.ts"
import { AlreadyExists } from "../../../domain/shared/errors.ts"
import { Members } from "../../../ports/platform/Members.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

export const membersLayer = Layer.effect(
  Members,
  Effect.map(TenantSql, ({ statements }) =>
    Members.of({
      add: (id, { email, name, role, subject }) =>
        statements((unit) =>
          Effect.gen(function* () {
            const added = yield* unit.sql`insert into azals.member (tenant_id, id, subject, name, email, role)
              values (${unit.tenantId}, ${id}, ${subject}, ${name}, ${email}, ${role})
              on conflict (tenant_id, subject) do nothing returning id`
            if (added.length === 0) return yield* new AlreadyExists({ entity: "Member", key: subject })
            return yield* Effect.orDie(find(unit, id))
          })
        )
    })
  )
)

const find = ({ sql, tenantId }: TenantStatements, id: MemberId) =>
  SqlSchema.findOne({
    Request: Schema.Void,
    Result: Member,
    execute: () => sql`select id, subject, name, email, role, status, version
      from azals.member where tenant_id = ${tenantId} and id = ${id}`
  })(undefined)
