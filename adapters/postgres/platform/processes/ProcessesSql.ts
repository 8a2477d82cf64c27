import { DateTime, Effect, Layer, Option, Schema } from "effect"
import { SqlSchema } from "effect/sql"
import { ProcessDiffers, ProcessId } from "../../../../domain/platform/processes/model/index.ts"
import { NotFound } from "../../../../domain/shared/errors.ts"
import {
  type HeldProcess,
  type NewProcess,
  type ProcessChange,
  Processes
} from "../../../../ports/platform/Processes.ts"
import { TenantSql, type TenantStatements } from "../../TenantSql.ts"
import { givenOf, momentRows, processRows, stepRows } from "./processRows.ts"

export const processesLayer = Layer.effect(
  Processes,
  Effect.map(TenantSql, ({ statements }) =>
    Processes.of({
      add: (process) => statements((unit) => add(unit, process)),
      find: (id) => statements((unit) => find(unit, id)),
      file: (id) =>
        statements((unit) =>
          Effect.gen(function* () {
            const held = yield* read(unit, id)
            return { ...held, steps: yield* stepRows(unit, id), history: yield* momentRows(unit, id) }
          })
        ),
      list: ({ after, definition, limit, state }) =>
        statements((unit) => {
          const [last, only, named] = [
            Option.getOrNull(after),
            Option.getOrNull(state),
            Option.getOrNull(definition)
          ]
          return processRows(
            unit,
            unit.sql`(${last}::uuid is null or id < ${last}::uuid) and (${only}::text is null or state = ${only})
              and (${named}::text is null or definition = ${named}) order by id desc limit ${limit}`
          )
        }),
      hold: (id) => statements((unit) => hold(unit, id)),
      move: (held, change) => statements((unit) => move(unit, held, change)),
      trouble: (id, wakeAt) =>
        statements(({ sql, tenantId }) =>
          Effect.gen(function* () {
            yield* sql`update azals.process set troubled = true, wake_at = ${stamp(wakeAt)}::timestamptz
              where tenant_id = ${tenantId} and id = ${id}`
            yield* sql`delete from azals.process_signal where tenant_id = ${tenantId} and process_id = ${id}`
          })
        ),
      due: (limit) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Schema.Struct({ id: ProcessId }),
            execute: () => sql`select id from (
                select id, wake_at as due from azals.process
                  where tenant_id = ${tenantId} and wake_at <= clock_timestamp()
                union all
                select process_id, null from azals.process_signal where tenant_id = ${tenantId}) d
              group by id order by min(due) nulls first limit ${limit}`
          })(undefined)
        ).pipe(
          Effect.orDie,
          Effect.map((rows) => rows.map(({ id }) => id))
        )
    })
  )
)

const stamp = (at: DateTime.Utc | null) => (at === null ? null : DateTime.formatIso(at))

const add = (unit: TenantStatements, process: NewProcess) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { businessKey, definition, definitionVersion, id, subject } = process
    const hash = sql`sha256(convert_to(${JSON.stringify(process.request)}::jsonb::text, 'UTF8'))`
    const added =
      yield* sql`insert into azals.process (tenant_id, id, definition, definition_version, business_key,
        label, amount_minor, currency, input, request_hash, state)
      values (${tenantId}, ${id}, ${definition}, ${definitionVersion}, ${businessKey}, ${subject.label},
        ${subject.amount?.minor ?? null}, ${subject.amount?.currency ?? null},
        ${JSON.stringify(process.input)}::jsonb, ${hash}, 'pending')
      on conflict (tenant_id, definition, business_key) where state <> 'compensated' do nothing returning id`
    const [living] = yield* processRows(
      unit,
      added.length > 0
        ? sql`id = ${id}`
        : sql`definition = ${definition} and business_key = ${businessKey} and state <> 'compensated'`
    )
    if (living === undefined) return yield* Effect.die("a process that was just added is not there")
    if (added.length > 0) {
      for (const [position, { kind, name }] of process.steps.entries()) {
        yield* sql`insert into azals.process_step (tenant_id, process_id, position, name, kind, phase)
          values (${tenantId}, ${id}, ${position}, ${name}, ${kind}, 'pending')`
      }
      yield* noted(unit, id, [{ step: null, what: "started", note: null }])
      return { process: living, isNew: true }
    }
    const same = yield* sql`select 1 from azals.process
      where tenant_id = ${tenantId} and id = ${living.id} and request_hash = ${hash}`
    if (same.length > 0) return { process: living, isNew: false }
    return yield* new ProcessDiffers({ processId: living.id, businessKey, state: living.state })
  })

const noted = ({ sql, tenantId }: TenantStatements, id: ProcessId, moments: ProcessChange["moments"]) =>
  Effect.forEach(
    moments,
    ({ note, step, what }) => sql`insert into azals.process_moment (tenant_id, process_id, step, what, note)
      values (${tenantId}, ${id}, ${step}, ${what}, ${jsonb(note)}::jsonb)`,
    { discard: true }
  )

const jsonb = (value: Schema.Json | undefined) =>
  value === undefined || value === null ? null : JSON.stringify(value)

const find = (unit: TenantStatements, id: ProcessId) =>
  Effect.flatMap(processRows(unit, unit.sql`id = ${id}`), ([found]) =>
    found === undefined ? Effect.fail(new NotFound({ entity: "Process", id })) : Effect.succeed(found)
  )

const read = (unit: TenantStatements, id: ProcessId) =>
  Effect.gen(function* () {
    const process = yield* find(unit, id)
    const { awaits, input } = yield* givenOf(unit, id)
    const steps = yield* stepRows(unit, id)
    const { cancelling, state } = process
    return { process, input, awaits, steps, standing: { state, cancelling, steps } } satisfies HeldProcess
  })

/** Not `for update`: a signal refers to the process, and who sends one must not wait for its holder. */
const hold = (unit: TenantStatements, id: ProcessId) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    yield* sql`select id from azals.process where tenant_id = ${tenantId} and id = ${id} for no key update`
    yield* sql`delete from azals.process_signal where tenant_id = ${tenantId} and process_id = ${id}`
    return yield* read(unit, id)
  })

const move = (unit: TenantStatements, held: HeldProcess, change: ProcessChange) =>
  Effect.gen(function* () {
    const { sql, tenantId } = unit
    const { id, state } = held.process
    const { awaits, moments, standing, wakeAt } = change
    yield* noted(unit, id, moments)
    yield* moveSteps(unit, held, change)
    if (moments.length === 0 && standing.state === state) {
      return yield* sql`update azals.process set wake_at = ${stamp(wakeAt)}::timestamptz, awaits = ${awaits},
          troubled = false
        where tenant_id = ${tenantId} and id = ${id}`
    }
    return yield* sql`update azals.process set state = ${standing.state}, cancelling = ${standing.cancelling},
        wake_at = ${stamp(wakeAt)}::timestamptz, awaits = ${awaits}, troubled = false, moved_at = now(),
        ended_at = case when ${standing.state}::text in ('completed', 'compensated') then coalesce(ended_at, now()) end,
        version = version + 1
      where tenant_id = ${tenantId} and id = ${id}`
  }).pipe(Effect.asVoid)

/** Only the steps that have changed are written. */
const moveSteps = (
  { sql, tenantId }: TenantStatements,
  held: HeldProcess,
  { kept, standing }: ProcessChange
) =>
  Effect.forEach(
    standing.steps.entries(),
    ([position, step]) => {
      const here = kept?.position === position ? kept : null
      const before = held.steps[position]
      if (before === undefined || (here === null && held.standing.steps[position] === step))
        return Effect.void
      const { attempts, phase, undoAttempts, until } = step
      const subject = here?.subject ?? before.subject
      const undoSubject = here?.undoSubject ?? before.undoSubject
      const fault = here?.fault === undefined ? before.fault : here.fault
      return Effect.asVoid(sql`update azals.process_step set phase = ${phase}, attempts = ${attempts},
          undo_attempts = ${undoAttempts}, until = ${stamp(until)}::timestamptz, subject = ${jsonb(subject)}::jsonb,
          undo_subject = ${jsonb(undoSubject)}::jsonb, fault = ${jsonb(fault)}::jsonb
        where tenant_id = ${tenantId} and process_id = ${held.process.id} and position = ${position}`)
    },
    { discard: true }
  )
