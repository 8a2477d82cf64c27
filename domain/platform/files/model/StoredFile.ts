import { DateTime, Schema } from "effect"
import { Instant } from "../../../shared/Instant.ts"
import { Uuid } from "../../../shared/Uuid.ts"

export const FileId = Uuid.pipe(Schema.brand("FileId"))
export type FileId = typeof FileId.Type

/** A name without its folder: one printable line of 1 to 200 characters, no quote and none of `/\:*?<>|`. */
export const FileName = Schema.String.check(
  Schema.isPattern(/^[ !#-)+-.0-9;=@-[\]-{}~\u{a0}-\u{d7ff}\u{e000}-\u{10ffff}]{1,200}$/u)
).annotate({ description: "A file name without its folder", examples: ["732829320FEC20261231.txt"] })

/** A file of the company. `size` is in bytes, `sha256` in hexadecimal; it is gone after `expiresAt`. */
export const StoredFile = Schema.Struct({
  id: FileId,
  name: FileName,
  contentType: Schema.String.annotate({ examples: ["text/plain; charset=iso-8859-15"] }),
  size: Schema.Int,
  sha256: Schema.String,
  createdAt: Instant,
  expiresAt: Schema.NullOr(Instant)
}).annotate({
  identifier: "StoredFile",
  examples: [
    {
      id: FileId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12"),
      name: "732829320FEC20261231.txt",
      contentType: "text/plain; charset=iso-8859-15",
      size: 1_048_576,
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      createdAt: DateTime.makeUnsafe("2026-11-22T15:00:00Z"),
      expiresAt: DateTime.makeUnsafe("2026-12-22T15:00:00Z")
    }
  ]
})
export type StoredFile = typeof StoredFile.Type
