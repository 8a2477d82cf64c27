import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Result, Stream } from "effect"
import { providerDocumentsLayer } from "../../../adapters/outbound/ProviderDocumentsHttps.ts"
import type {
  AccountStatementId,
  NewAccountStatement,
  ProviderAccount
} from "../../../domain/finance/banking/model/index.ts"
import {
  askStatement,
  keepDocument,
  refetchStatement,
  statementPerformers,
  takeStatement
} from "../../../domain/finance/banking/usecases/index.ts"
import { FileId } from "../../../domain/platform/files/model/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { AccountStatements } from "../../../ports/finance/AccountStatements.ts"
import { IntentPerformers } from "../../../ports/finance/IntentPerformers.ts"
import { Files } from "../../../ports/platform/Files.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { bankWorld, SwanServer } from "../../support/swan/bankWorld.ts"
import { companyAtSwan } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const documents = Layer.unwrap(
  Effect.map(SwanServer, ({ url }) => providerDocumentsLayer({ simulators: { swan: url } }))
)

const world = Layer.merge(IntentPerformers.layer(statementPerformers), documents).pipe(
  Layer.provideMerge(bankWorld)
)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const now = (id: AccountStatementId) => Effect.flatMap(AccountStatements, ({ find }) => find(id))

const asked = ({ id }: ProviderAccount, part: Partial<NewAccountStatement> = {}) =>
  askStatement({
    providerAccountId: id,
    from: LocalDate.make("2026-01-01"),
    to: LocalDate.make("2026-03-31"),
    format: "PDF",
    ...part
  })

const intentOf = (id: AccountStatementId) =>
  Effect.map(now(id), ({ intentId }) => ({ intentId: IntentId.make(intentId ?? "") }))

const sent = (id: AccountStatementId) =>
  Effect.gen(function* () {
    yield* performIntent.run(yield* intentOf(id), attempt(1))
    return yield* now(id)
  })

const settled = (id: AccountStatementId) =>
  Effect.gen(function* () {
    yield* Effect.exit(settleIntent.run(yield* intentOf(id), attempt(1)))
    return yield* now(id)
  })

/** One attempt of the job: how it ended, and what the statement is then. */
const fetched = (id: AccountStatementId) =>
  Effect.gen(function* () {
    const ended = yield* Effect.result(keepDocument.run({ statementId: id }, attempt(1)))
    const code = Result.isFailure(ended) ? ended.failure.code : "none"
    return { code, statement: yield* now(id) }
  })

/** One that the institution has made, with the answer that says where its document is changed. */
const pointedAt = (account: ProviderAccount, find: string, by: string) =>
  Effect.gen(function* () {
    const made = yield* sent((yield* asked(account)).id)
    yield* fetched(made.id)
    yield* planned({
      when: "after",
      what: { kind: "replace", find, by },
      within: "query Statement(",
      times: 1
    })
    return yield* fetched(made.id)
  })

const contentOf = (fileId: string | null) =>
  Effect.gen(function* () {
    const { content, find } = yield* Files
    const file = yield* find(FileId.make(fileId ?? ""))
    const text = yield* Stream.mkString(Stream.decodeText(content(file.id)))
    return { ...file, text }
  })

layer(world, { excludeTestServices: true, timeout: "120 seconds" })("statements at Swan", (it) => {
  it.effect("one is made, its document fetched once it is there, and kept once among the files", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const first = yield* asked(account)
      assert.strictEqual((yield* asked(account)).id, first.id, "the same one is on its way once")
      const making = yield* sent(first.id)
      assert.strictEqual(making.state, "making")
      const early = yield* fetched(first.id)
      assert.deepInclude(early, { code: "banking.statement-pending", statement: making })
      const { code, statement } = yield* fetched(first.id)
      assert.deepInclude({ ...statement, code }, { code: "none", state: "kept", reason: null })
      const file = yield* contentOf(statement.fileId)
      assert.deepInclude(file, {
        name: "releve-2026-01-01-2026-03-31.pdf",
        contentType: "application/pdf"
      })
      assert.match(file.text, /^%PDF-1\.4\n[\s\S]*%%EOF\n$/u)
      const table = Number(/startxref\n(\d+)\n/u.exec(file.text)?.[1])
      assert.strictEqual(file.text.slice(table, table + 5), "xref\n")
      yield* fetched(first.id)
      assert.deepStrictEqual(yield* now(first.id), statement)
      assert.notStrictEqual((yield* asked(account)).id, first.id)
    }).pipe(forCompany)
  )

  it.effect("one that is listed is kept by its reference, and a CSV is a table", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const reference = account.statements[0]?.reference ?? ""
      const listed = { providerAccountId: account.id, reference }
      const taken = yield* takeStatement(listed)
      assert.deepInclude(taken, { state: "making", intentId: null })
      assert.strictEqual(`${taken.from} ${taken.to}`, "2026-01-01 2026-01-31")
      assert.strictEqual((yield* takeStatement(listed)).id, taken.id)
      assert.strictEqual((yield* fetched(taken.id)).statement.state, "kept")
      const nowhere = yield* Effect.flip(takeStatement({ ...listed, reference: "stmt-of-nobody" }))
      assert.strictEqual(nowhere._tag, "StatementNotThere")
      const table = yield* sent((yield* asked(account, { format: "CSV" })).id)
      yield* fetched(table.id)
      const { statement } = yield* fetched(table.id)
      assert.include((yield* contentOf(statement.fileId)).text, "Booked balance;10000.00 EUR")
    }).pipe(forCompany)
  )

  it.effect("a lost answer is settled by the list: made once, of the days and the format asked for", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      yield* sent((yield* asked(account, { format: "CSV" })).id)
      yield* planned({ when: "after", what: { kind: "cut" }, within: "GenerateStatement", times: 1 })
      const lost = yield* sent((yield* asked(account)).id)
      assert.deepInclude(lost, { state: "unknown", reference: null })
      const found = yield* settled(lost.id)
      assert.strictEqual(found.state, "making")
      yield* fetched(found.id)
      assert.strictEqual((yield* fetched(found.id)).statement.state, "kept")
      yield* planned({ when: "before", what: { kind: "cut" }, within: "GenerateStatement", times: 1 })
      const never = yield* sent((yield* asked(account, { to: LocalDate.make("2026-02-28") })).id)
      assert.strictEqual((yield* settled(never.id)).state, "unknown", "absent is not believed at once")
    }).pipe(forCompany)
  )

  it.effect.each([
    ["http://127.0.0.1", "https://169.254.169.254", "banking.document-address-refused"],
    ["/statements/", "@documents.example.com/", "banking.document-address-refused"],
    ['"Generated"', '"Voided"', "banking.statement-not-made"]
  ] as const)("a document that is pointed at with %s as %s is not fetched: %s", ([find, by, fault]) =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const { code, statement } = yield* pointedAt(account, find, by)
      assert.deepInclude({ ...statement, code }, { code: fault, state: "failed", fileId: null })
      assert.strictEqual(statement.reason?.code, fault)
      const stale = yield* Effect.flip(refetchStatement(statement.id, statement.version - 1))
      assert.strictEqual(stale._tag, "VersionConflict")
      const again = yield* refetchStatement(statement.id, statement.version)
      assert.deepInclude(again, { state: "making", reason: null })
      const { statement: kept } = yield* fetched(statement.id)
      assert.strictEqual(kept.state, "kept")
      const late = yield* Effect.flip(refetchStatement(kept.id, kept.version))
      assert.strictEqual(late._tag, "IllegalTransition")
    }).pipe(forCompany)
  )

  it.effect("a page in place of the document is not kept, and an address that ended is asked for anew", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      const made = yield* sent((yield* asked(account)).id)
      yield* fetched(made.id)
      yield* planned(
        { when: "before", what: { kind: "status", status: 403 }, within: "/statements/", times: 1 },
        {
          when: "after",
          what: { kind: "replace", find: "%PDF-", by: "<html>" },
          within: "/statements/",
          times: 1
        }
      )
      assert.deepInclude(yield* fetched(made.id), { code: "banking.document-refused", statement: made })
      const page = yield* fetched(made.id)
      assert.deepInclude(page, { code: "banking.document-not-as-said" })
      assert.deepInclude(page.statement, { state: "failed", fileId: null })
    }).pipe(forCompany)
  )

  it.effect("days that are not over, or not in their order, are refused", () =>
    Effect.gen(function* () {
      const { account } = yield* companyAtSwan
      for (const days of [{ to: LocalDate.make("2999-01-31") }, { to: LocalDate.make("2025-12-31") }]) {
        assert.strictEqual((yield* Effect.flip(asked(account, days)))._tag, "StatementPeriodRefused")
      }
    }).pipe(forCompany)
  )
})
