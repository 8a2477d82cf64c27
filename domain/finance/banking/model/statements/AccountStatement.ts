import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { FileId } from "../../../../platform/files/model/index.ts"
import { ConnectionId, IntentId, IntentRefusal } from "../../../providers/model/index.ts"
import { ProviderAccountId } from "../provided/ProviderAccount.ts"

export const AccountStatementId = Uuid.pipe(Schema.brand("AccountStatementId"))
export type AccountStatementId = typeof AccountStatementId.Type

export const AccountStatementFormat = Schema.Literals(["PDF", "CSV"]).annotate({ examples: ["PDF"] })
export type AccountStatementFormat = typeof AccountStatementFormat.Type

/**
 * Where a statement stands. `asked`: it is on its way to the institution; `unknown`: sent, and nobody knows what came of
 * it; `making`: the institution has it, and its document is to be fetched; `kept`: the document is among the files;
 * `failed`: the document cannot be had; `refused`: the institution makes none.
 */
export const AccountStatementState = Schema.Literals([
  "asked",
  "unknown",
  "making",
  "kept",
  "failed",
  "refused"
])
export type AccountStatementState = typeof AccountStatementState.Type

/** A statement of an account that the institution made, and its document once that is kept. */
export const AccountStatement = Schema.Struct({
  id: AccountStatementId,
  providerAccountId: ProviderAccountId,
  connectionId: ConnectionId,
  from: LocalDate,
  to: LocalDate,
  format: AccountStatementFormat,
  state: AccountStatementState,
  reference: Schema.NullOr(
    Schema.String.annotate({ description: "The institution's own id of it", examples: ["stmt-1"] })
  ),
  reason: Schema.NullOr(IntentRefusal),
  intentId: Schema.NullOr(IntentId),
  fileId: Schema.NullOr(
    FileId.annotate({
      description: "Its document: GET /v2/files/{fileId}/content",
      examples: [FileId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12")]
    })
  ),
  createdAt: Instant,
  version: Schema.Int
}).annotate({
  identifier: "AccountStatement",
  examples: [
    {
      id: AccountStatementId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1ab1"),
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      from: LocalDate.make("2026-10-01"),
      to: LocalDate.make("2026-10-31"),
      format: "PDF",
      state: "kept",
      reference: "stmt-1",
      reason: null,
      intentId: IntentId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a12"),
      fileId: FileId.make("01932f5e-8f5a-7c3e-9b1a-2f4d6c8e0a12"),
      createdAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      version: 3
    }
  ]
})
export type AccountStatement = typeof AccountStatement.Type

/** A statement to have made, of days that are over; in the language of the account. */
export const NewAccountStatement = Schema.Struct({
  providerAccountId: ProviderAccountId,
  from: LocalDate,
  to: LocalDate.annotate({ description: "Its last day, which is over" }),
  format: AccountStatementFormat
}).annotate({
  identifier: "NewAccountStatement",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      from: LocalDate.make("2026-10-01"),
      to: LocalDate.make("2026-10-31"),
      format: "PDF"
    }
  ]
})
export type NewAccountStatement = typeof NewAccountStatement.Type

/** A statement that the institution shows already, whose document is to be kept. */
export const ListedStatement = Schema.Struct({
  providerAccountId: ProviderAccountId,
  reference: Schema.String.check(Schema.isPattern(/^[!-~]{1,200}$/u)).annotate({
    description: "One of the account's statements: its reference, by GET /v2/banking/provider-accounts",
    examples: ["stmt-1"]
  })
}).annotate({
  identifier: "ListedStatement",
  examples: [
    {
      providerAccountId: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      reference: "stmt-1"
    }
  ]
})
export type ListedStatement = typeof ListedStatement.Type
