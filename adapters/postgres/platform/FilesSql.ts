import { type DateTime, Effect, Layer, Option, Schema, Stream } from "effect"
import { SqlSchema, type Statement } from "effect/sql"
import { createHash } from "node:crypto"
import { FileId, StoredFile } from "../../../domain/platform/files/model/index.ts"
import { NotFound } from "../../../domain/shared/errors.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { Ids } from "../../../domain/shared/Uuid.ts"
import { Files, type FileWriter, type NewFile } from "../../../ports/platform/Files.ts"
import { TenantSql, type TenantStatements } from "../TenantSql.ts"

/** Bytes of one piece: what a writer and a reader hold at a time. */
const pieceBytes = 262_144

export const filesLayer = Layer.effect(
  Files,
  Effect.gen(function* () {
    const { statements, write } = yield* TenantSql
    const ids = yield* Ids
    return Files.of({
      begin: (file) =>
        Effect.gen(function* () {
          const id = FileId.make(yield* ids.next)
          yield* statements((unit) => insert(unit, id, file))
          return writerOf(id, statements)
        }),
      publish: (written) =>
        write(
          Effect.forEach(written, ({ id, sha256, size }) =>
            statements((unit) =>
              Effect.andThen(
                unit.sql`update azals.file set state = 'ready', size = ${size}, sha256 = decode(${sha256}, 'hex')
                  where tenant_id = ${unit.tenantId} and id = ${id} and state = 'writing'`,
                Effect.flatMap(rows(unit, unit.sql`id = ${id}`), ([file]) =>
                  file === undefined ? Effect.die(`file ${id} was discarded`) : Effect.succeed(file)
                )
              )
            )
          )
        ),
      discard: (job) =>
        statements(
          ({ sql, tenantId }) => sql`delete from azals.file where tenant_id = ${tenantId} and job_id = ${job}`
        ).pipe(Effect.asVoid),
      find: (id) => statements((unit) => readable(unit, id)),
      list: (limit, after) =>
        statements((unit) =>
          Effect.gen(function* () {
            const right = yield* withRight(unit)
            const { sql } = unit
            const before = Option.getOrNull(after)
            return yield* rows(
              unit,
              sql`${right} and (${before}::uuid is null or id < ${before}::uuid)`,
              sql`order by id desc limit ${limit}`
            )
          })
        ),
      content: (id) =>
        Stream.paginate(0, (position) =>
          statements((unit) =>
            Effect.gen(function* () {
              if (position === 0) yield* readable(unit, id)
              const piece = yield* pieceAt(unit, id, position)
              return Option.match(piece, {
                onNone: () => [[], Option.none<number>()] as const,
                onSome: ({ bytes }) => [[bytes], Option.some(position + 1)] as const
              })
            })
          )
        ),
      purgeExpired: (limit) =>
        statements(({ sql, tenantId }) =>
          SqlSchema.findAll({
            Request: Schema.Void,
            Result: Schema.Struct({ id: FileId }),
            execute:
              () => sql`delete from azals.file where tenant_id = ${tenantId} and id in (select id from azals.file
              where tenant_id = ${tenantId} and expires_at <= now() order by expires_at limit ${limit}) returning id`
          })(undefined)
        ).pipe(
          Effect.map((gone) => gone.map(({ id }) => id)),
          Effect.orDie
        )
    })
  })
)

const insert = ({ sql, tenantId }: TenantStatements, id: FileId, file: NewFile) =>
  sql`insert into azals.file (tenant_id, id, name, content_type, readable_with, job_id, expires_at)
    values (${tenantId}, ${id}, ${file.name}, ${file.contentType}, ${file.readableWith}, ${file.jobId},
      ${instantText(file.expiresAt)}::timestamptz)`

const instantText = (instant: DateTime.Utc | null) =>
  instant === null ? null : new Date(instant.epochMilliseconds).toISOString()

/** Gathers bytes into pieces; the hash and the size are of all of them. */
const writerOf = (id: FileId, statements: TenantSql["Service"]["statements"]): FileWriter => {
  const hash = createHash("sha256")
  const piece = new Uint8Array(pieceBytes)
  let held = 0
  let position = 0
  let size = 0
  const flush = Effect.suspend(() => {
    const bytes = piece.slice(0, held)
    const at = position++
    held = 0
    return statements(
      ({ sql, tenantId }) => sql`insert into azals.file_chunk (tenant_id, file_id, position, bytes)
        values (${tenantId}, ${id}, ${at}, ${bytes})`
    )
  })
  return {
    id,
    write: (bytes) =>
      Effect.gen(function* () {
        hash.update(bytes)
        size += bytes.length
        for (let from = 0; from < bytes.length;) {
          const part = bytes.subarray(from, from + pieceBytes - held)
          piece.set(part, held)
          held += part.length
          from += part.length
          if (held === pieceBytes) yield* flush
        }
      }),
    close: Effect.gen(function* () {
      if (held > 0) yield* flush
      return { id, size, sha256: hash.digest("hex") }
    })
  }
}

/** What the acting credential may read. */
const withRight = ({ sql }: TenantStatements) =>
  Effect.map(
    TenantScope,
    ({ permissions }) =>
      sql`state = 'ready' and readable_with in (select jsonb_array_elements_text(${JSON.stringify([...permissions])}::jsonb))`
  )

const readable = (unit: TenantStatements, id: FileId) =>
  Effect.gen(function* () {
    const right = yield* withRight(unit)
    const [file] = yield* rows(unit, unit.sql`id = ${id} and ${right}`)
    return file === undefined ? yield* new NotFound({ entity: "File", id }) : file
  })

const Row = Schema.Struct({
  ...StoredFile.fields,
  createdAt: Schema.DateTimeUtcFromDate,
  expiresAt: Schema.NullOr(Schema.DateTimeUtcFromDate)
})

const rows = (
  { sql, tenantId }: TenantStatements,
  condition: Statement.Fragment,
  rest: Statement.Fragment = sql.literal("")
) =>
  SqlSchema.findAll({
    Request: Schema.Void,
    Result: Row,
    execute: () => sql`select id, name, content_type as "contentType", size::float8 as size,
        encode(sha256, 'hex') as sha256, created_at as "createdAt", expires_at as "expiresAt"
      from azals.file where tenant_id = ${tenantId} and ${condition} ${rest}`
  })(undefined).pipe(Effect.catchTag("SchemaError", Effect.die))

const pieceAt = ({ sql, tenantId }: TenantStatements, id: FileId, position: number) =>
  SqlSchema.findOneOption({
    Request: Schema.Void,
    Result: Schema.Struct({ bytes: Schema.Uint8Array }),
    execute: () => sql`select bytes from azals.file_chunk
      where tenant_id = ${tenantId} and file_id = ${id} and position = ${position}`
  })(undefined).pipe(Effect.catchTag("SchemaError", Effect.die))
