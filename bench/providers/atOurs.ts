import { PgConnection } from "@effect/sql-pg"
import { Effect, type Redacted } from "effect"

/** Intents, transfers, payments and entries of all companies together, as the database has them in the end. */
export const atOurs = (admin: Redacted.Redacted) =>
  Effect.gen(function* () {
    const session = yield* PgConnection.make({ url: admin })
    const rows = (sql: string) => Effect.map(session.query(sql), (result) => result.rows)
    const states = yield* rows(
      "select kind, state, count(*)::int as intents from azals.provider_intent group by 1, 2 order by 1, 2"
    )
    const refusals = yield* rows(
      "select kind, refusal->>'code' as code, count(*)::int as intents from azals.provider_intent where state = 'refused' group by 1, 2 order by 1, 2"
    )
    const succeeded = yield* rows(
      "select id::text, kind from azals.provider_intent where state = 'succeeded'"
    )
    const [totals] = yield* rows(`select
      (select count(*)::int from azals.provider_intent where state not in ('succeeded', 'refused')) as "unsettledIntents",
      (select count(*)::int from azals.journal_entry) as entries,
      (select count(*)::int from (select 1 from azals.journal_line group by tenant_id, entry_id
        having sum(debit) <> sum(credit)) as unbalanced) as "unbalancedEntries",
      (select coalesce(sum(credit - debit), 0)::text from azals.journal_line where account_code = '512') as "bankPaidInCents",
      (select coalesce(sum(debit - credit), 0)::text from azals.journal_line where account_code = '511') as "salesInCents",
      (select coalesce(sum(amount_minor), 0)::text from azals.provider_intent
        where state = 'succeeded' and kind like 'banking.%') as "transfersInCents"`)
    return {
      states,
      refusals,
      totals,
      succeeded: succeeded.map(({ id, kind }) => ({ id: String(id), kind: String(kind) }))
    }
  }).pipe(Effect.scoped)
