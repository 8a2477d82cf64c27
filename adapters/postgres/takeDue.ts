import { Effect, Schema } from "effect"
import { type Statement, SqlSchema } from "effect/sql"
import type { EngineSql } from "./EngineSql.ts"

/**
 * Takes rows of a table of the engine that are due, at most so many, the oldest first, each by one taker alone, and
 * puts them off: `put` says until when, and what else is noted. Answers them as `pointer`s, whose fields are `tenantId`
 * and `key` in camel case. They are chosen once, before the update: under `in (select … limit …)` a plan may choose
 * again for each row, and take more.
 */
export const takeDue =
  <A>(
    sql: EngineSql["Service"],
    options: {
      readonly table: string
      readonly key: string
      readonly put: Statement.Fragment
      readonly pointer: Schema.Codec<A, unknown>
    }
  ) =>
  (limit: number) => {
    const [table, key] = [sql(options.table), sql(options.key)]
    return SqlSchema.findAll({
      Request: Schema.Void,
      Result: options.pointer,
      execute: () => sql`with due as materialized (
          select tenant_id, ${key} from ${table} where due_at <= now() order by due_at limit ${limit}
          for update skip locked)
        update ${table} taken set ${options.put} from due
          where taken.tenant_id = due.tenant_id and taken.${key} = due.${key}
          returning taken.tenant_id as "tenantId", taken.${key} as ${sql(camel(options.key))}`
    })(undefined).pipe(Effect.orDie)
  }

const camel = (name: string) => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
