import { Context, type DateTime, type Effect, type Option, type Stream } from "effect"
import type { FileId, StoredFile } from "../../domain/platform/files/model/index.ts"
import type { JobId } from "../../domain/platform/jobs/model/index.ts"
import type { NotFound } from "../../domain/shared/errors.ts"
import type { Permission } from "../../domain/shared/Permission.ts"
import type { TenantScope } from "../../domain/shared/TenantScope.ts"

export interface NewFile {
  readonly name: string
  readonly contentType: string
  /** The right that reading it asks for. */
  readonly readableWith: Permission
  /** The job that writes it, if one does. */
  readonly jobId: JobId | null
  readonly expiresAt: DateTime.Utc | null
}

/** What was written: the file shows itself to readers once this is given to `publish`. */
export interface WrittenFile {
  readonly id: FileId
  readonly size: number
  readonly sha256: string
}

/** A file being written by one fiber. Bytes leave in pieces, each in the running unit of work or in one of its own. */
export interface FileWriter {
  readonly id: FileId
  readonly write: (bytes: Uint8Array) => Effect.Effect<void, never, TenantScope>
  readonly close: Effect.Effect<WrittenFile, never, TenantScope>
}

/** The company's files. Readers see a file only once it is published, and only with the right that it asks for. */
export class Files extends Context.Service<
  Files,
  {
    readonly begin: (file: NewFile) => Effect.Effect<FileWriter, never, TenantScope>
    /** Shows the files to readers: all or none with the running unit. */
    readonly publish: (
      files: ReadonlyArray<WrittenFile>
    ) => Effect.Effect<ReadonlyArray<StoredFile>, never, TenantScope>
    /** Deletes all that this job wrote, finished or not. */
    readonly discard: (job: JobId) => Effect.Effect<void, never, TenantScope>
    readonly find: (id: FileId) => Effect.Effect<StoredFile, NotFound, TenantScope>
    readonly list: (
      limit: number,
      after: Option.Option<FileId>
    ) => Effect.Effect<ReadonlyArray<StoredFile>, never, TenantScope>
    /** The bytes, piece by piece, each read in a unit of its own: a slow reader holds nothing open. */
    readonly content: (id: FileId) => Stream.Stream<Uint8Array, NotFound, TenantScope>
    /** Deletes at most `limit` files that have expired. Answers which. */
    readonly purgeExpired: (limit: number) => Effect.Effect<ReadonlyArray<FileId>, never, TenantScope>
  }
>()("azals/ports/platform/Files") {}
