import { Effect, Schema } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import {
  Process,
  type ProcessId,
  ProcessMoment,
  ProcessStep,
  StepFault,
  StepPhase
} from "../../../../domain/platform/processes/model/index.ts"
import { CurrencyCode, money } from "../../../../domain/shared/Money.ts"
import type { TenantStatements } from "../../TenantSql.ts"

const Row = Schema.Struct({
  ...Process.fields,
  amount: Schema.NullOr(Schema.BigInt),
  currency: Schema.NullOr(CurrencyCode),
  startedAt: Schema.DateTimeUtcFromDate,
  movedAt: Schema.DateTimeUtcFromDate,
  endedAt: Schema.NullOr(Schema.DateTimeUtcFromDate),
  nextLookAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const processOf = ({ amount, currency, ...row }: typeof Row.Type): Process => ({
  ...row,
  amount: amount === null || currency === null ? null : money(amount, currency)
})

/** Processes, as the contract shows them. */
export const processRows = ({ sql, tenantId }: TenantStatements, where: Statement.Fragment) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, definition, definition_version as "definitionVersion",
        business_key as "businessKey", label, amount_minor as amount, currency, state, cancelling, troubled,
        started_by as "startedBy", started_at as "startedAt", moved_at as "movedAt", ended_at as "endedAt",
        wake_at as "nextLookAt", version
      from azals.process where tenant_id = ${tenantId} and ${where}`
  })(undefined).pipe(
    Effect.orDie,
    Effect.map((rows) => rows.map(processOf))
  )

/** What a process was given, and what it waits for. */
export const givenOf = ({ sql, tenantId }: TenantStatements, id: ProcessId) =>
  Effect.orDie(
    SqlSchema.findOne({
      Request: Schema.Void,
      Result: Schema.Struct({ input: Schema.Json, awaits: Schema.NullOr(Schema.String) }),
      execute: () => sql`select input, awaits from azals.process where tenant_id = ${tenantId} and id = ${id}`
    })(undefined)
  )

const StepRow = Schema.Struct({
  ...ProcessStep.fields,
  phase: StepPhase,
  subject: Schema.Json,
  undoSubject: Schema.Json,
  fault: Schema.NullOr(StepFault),
  until: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

export const stepRows = ({ sql, tenantId }: TenantStatements, id: ProcessId) =>
  Effect.orDie(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: StepRow,
      execute: () => sql`select name, kind, phase, attempts, undo_attempts as "undoAttempts", until, subject,
          undo_subject as "undoSubject", fault
        from azals.process_step where tenant_id = ${tenantId} and process_id = ${id} order by position`
    })(undefined)
  )

const MomentRow = Schema.Struct({ ...ProcessMoment.fields, at: Schema.DateTimeUtcFromDate })

export const momentRows = ({ sql, tenantId }: TenantStatements, id: ProcessId) =>
  Effect.orDie(
    SqlSchema.findAll({
      Request: Schema.Void,
      Result: MomentRow,
      execute: () => sql`select at, step, what, actor_id as "actorId", note
        from azals.process_moment where tenant_id = ${tenantId} and process_id = ${id} order by position`
    })(undefined)
  )
