import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  BalanceBreak,
  BankAccount,
  BankAccountChange,
  BankAccountId,
  BankLine,
  BankLineId,
  BankLinePosting,
  BankLineState,
  ImportFinding,
  StatementFile,
  StatementFileId
} from "../../../domain/finance/banking/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { Label } from "../../../domain/shared/Text.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { BodyLimit, Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import { bankLineProblems, FeedOverlapsProblem, statementProblems } from "./banking.problems.ts"
import { letteringProblems } from "./lettering.problems.ts"

/** Room for a file of the largest size that is read, and a little more, so that its own refusal answers. */
const fileLimit = 33 * 1024 * 1024

const FileBytes = Schema.Uint8Array.annotate({
  description: "The bank's file as it came: CFONB 120, CAMT.052/053/054, MT940/942 or OFX, at most 32 MiB"
}).pipe(HttpApiSchema.asUint8Array({ contentType: "application/octet-stream" }))

const Imported = Schema.Struct({ file: StatementFile, breaks: Schema.Array(BalanceBreak) }).annotate({
  identifier: "StatementImported"
})

const Preview = Schema.Struct({
  format: StatementFile.fields.format,
  encoding: StatementFile.fields.encoding,
  statements: Schema.Int,
  added: Schema.Int,
  known: Schema.Int,
  settled: Schema.Int,
  findings: Schema.Array(ImportFinding),
  breaks: Schema.Array(BalanceBreak)
}).annotate({ identifier: "StatementPreview" })

/** Why a bank line does not go into the books. */
const postingProblems = [
  ...bankLineProblems,
  ...entryProblems,
  ...letteringProblems,
  NotFoundProblem,
  VersionConflictProblem,
  IllegalTransitionProblem,
  AlreadyExistsProblem
] as const

const fileParams = { statementFileId: StatementFileId }
const lineParams = { bankLineId: BankLineId }
const name = Label.annotate({
  description: "The file's name, as a person knows it",
  examples: ["releve-2026-01.txt"]
})

export class BankingApi extends HttpApiGroup.make("banking")
  .add(
    HttpApiEndpoint.post("importStatements", "/banking/statements", {
      query: { name },
      headers: WriteHeaders,
      payload: FileBytes,
      success: Imported.pipe(HttpApiSchema.status(201)),
      error: statementProblems
    })
      .annotate(Requires, "banking:write")
      .annotate(BodyLimit, fileLimit)
      .annotate(OpenApi.Summary, "Import a bank file; what is known already is not added twice"),
    HttpApiEndpoint.post("previewStatements", "/banking/statements/preview", {
      headers: WriteHeaders,
      payload: FileBytes,
      success: Preview,
      error: statementProblems
    })
      .annotate(Requires, "banking:read")
      .annotate(BodyLimit, fileLimit)
      .annotate(OpenApi.Summary, "Say what an import of a bank file would do; nothing is stored"),
    HttpApiEndpoint.get("statementFiles", "/banking/statements", {
      query: PageQuery,
      success: Page(StatementFile)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the imported bank files, newest first"),
    HttpApiEndpoint.get("statementFile", "/banking/statements/:statementFileId", {
      params: fileParams,
      success: StatementFile,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One imported bank file, with its findings"),
    HttpApiEndpoint.get("originalFile", "/banking/statements/:statementFileId/original", {
      params: fileParams,
      success: FileBytes,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "The bytes of an imported bank file, as they came"),
    HttpApiEndpoint.get("bankAccounts", "/banking/accounts", { success: Schema.Array(BankAccount) })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the bank accounts with their balances"),
    HttpApiEndpoint.patch("changeBankAccount", "/banking/accounts/:bankAccountId", {
      params: { bankAccountId: BankAccountId },
      headers: UpdateHeaders,
      payload: BankAccountChange,
      success: BankAccount,
      error: [FeedOverlapsProblem, NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "banking:write")
      .annotate(
        OpenApi.Summary,
        "Name a bank account, link it to its ledger account and journal, or declare what feeds it"
      ),
    HttpApiEndpoint.get("bankLines", "/banking/lines", {
      query: {
        ...PageQuery,
        bankAccountId: Schema.optional(BankAccountId.annotate({ description: "Of this bank account only" })),
        state: Schema.optional(BankLineState),
        status: Schema.optional(BankLine.fields.status),
        from: Schema.optional(LocalDate),
        to: Schema.optional(LocalDate)
      },
      success: Page(BankLine)
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "List the bank lines, newest first"),
    HttpApiEndpoint.get("bankLine", "/banking/lines/:bankLineId", {
      params: lineParams,
      success: BankLine,
      error: NotFoundProblem
    })
      .annotate(Requires, "banking:read")
      .annotate(OpenApi.Summary, "One bank line"),
    HttpApiEndpoint.post("postBankLine", "/banking/lines/:bankLineId/post", {
      params: lineParams,
      headers: UpdateHeaders,
      payload: BankLinePosting,
      success: BankLine,
      error: postingProblems
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post a bank line against an account, also from the suspense account"),
    HttpApiEndpoint.post("suspendBankLine", "/banking/lines/:bankLineId/suspend", {
      params: lineParams,
      headers: UpdateHeaders,
      success: BankLine,
      error: postingProblems
    })
      .annotate(Requires, "accounting:post")
      .annotate(OpenApi.Summary, "Post a bank line to the suspense account 471")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Banking")
  .annotate(OpenApi.Description, "Bank accounts, statement files and lines") {}
