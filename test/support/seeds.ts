import { assert } from "@effect/vitest"
import { Effect } from "effect"
import type { UnitOfWork } from "../../ports/platform/UnitOfWork.ts"
import type { Ids } from "../../domain/shared/Uuid.ts"
import type { JobStore } from "../../ports/platform/JobStore.ts"
import type { Events } from "../../ports/platform/Events.ts"
import type { TenantSql } from "../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { requestJob } from "../../domain/platform/jobs/usecases/index.ts"
import { TenantScope } from "../../domain/shared/TenantScope.ts"
import { companyWithBooks, saleOf, send, textAt } from "./books.ts"
import { foreignFec, upload } from "./fecFiles.ts"
import { call, type Host } from "./hosts.ts"
import { demoStatement, uploadStatement } from "./statements.ts"
import { timedKind } from "./jobs/testKinds.ts"
import { cardSeeds } from "./cards/cardSeeds.ts"
import { postingSeeds } from "./postingSeeds.ts"
import { paymentSeeds } from "./providers/paymentSeeds.ts"
import { settlementSeeds } from "./providers/settlementSeeds.ts"
import { disputeSeeds } from "./providers/disputeSeeds.ts"
import { subscriptionSeeds } from "./providers/subscriptionSeeds.ts"
import { transferSeeds } from "./swan/transferRequests.ts"
import { suiteSeeds } from "./providers/suiteSeeds.ts"
import { providerSeeds } from "./providers/providerSeeds.ts"
import { creditSeeds } from "./credit/creditRequests.ts"
import { treasurySeeds } from "./treasury/treasuryRequests.ts"
import { covenantSeeds } from "./credit/covenantRows.ts"
import { overdraftSeeds } from "./credit/overdraftRows.ts"
import { webhookSeeds } from "./webhookSeeds.ts"

/** A company with rows of every kind, and a text that stands in each of them that has room for one. */
export interface SeededCompany {
  readonly scope: TenantScope["Service"]
  readonly key: string
  readonly year: string
  readonly marker: string
}

type Needs = Host | TenantSql | UnitOfWork | JobStore | Events | Ids

/**
 * How one row of each kind is made, by the name that the contract gives to its id in paths, payloads and queries.
 * A new kind of id in the contract needs a line here: the attack on every route asks for it by name.
 */
export const seeds: Readonly<
  Record<string, (company: SeededCompany) => Effect.Effect<string, unknown, Needs>>
> = {
  accountId: ({ key, marker }) => created("/v2/accounting/accounts", key, { code: "512100", label: marker }),
  fiscalYearId: ({ year }) => Effect.succeed(year),
  periodId: ({ key, year }) =>
    Effect.map(call("GET", `/v2/accounting/fiscal-years/${year}/periods`, { key }), ({ json }) =>
      textAt(json, 0, "id")
    ),
  entryId: ({ key, marker }) => created("/v2/accounting/entries", key, saleOf("2026-03-05", marker)),
  draftId: ({ key, marker }) => created("/v2/accounting/drafts", key, saleOf("2026-03-06", marker)),
  lineId: ({ key, marker }) => Effect.map(sale(key, marker), ({ json }) => textAt(json, "lines", 0, "id")),
  letteringId: ({ key, marker }) =>
    Effect.gen(function* () {
      const one = yield* sale(key, marker)
      const party = { code: "C001", label: "Dupont" }
      const paid = yield* send("POST", "/v2/accounting/entries", key, {
        ...saleOf("2026-03-08", marker),
        lines: [
          { account: "411", party, credit: { amount: "120.00", currency: "EUR" } },
          { account: "512", debit: { amount: "120.00", currency: "EUR" } }
        ]
      })
      const lines = [one, paid].map(({ json }) => ({ lineId: textAt(json, "lines", 0, "id") }))
      return yield* created("/v2/accounting/letterings", key, { date: "2026-03-08", lines })
    }),
  statementFileId: ({ key, marker }) =>
    Effect.map(uploadStatement(key, demoStatement, marker), ({ json }) => textAt(json, "file", "id")),
  bankAccountId: ({ key, marker }) =>
    Effect.gen(function* () {
      yield* uploadStatement(key, demoStatement, marker)
      const { json } = yield* call("GET", "/v2/banking/accounts", { key })
      return textAt(json, 0, "id")
    }),
  bankLineId: ({ key, marker }) =>
    Effect.gen(function* () {
      yield* uploadStatement(key, demoStatement, marker)
      const { json } = yield* call("GET", "/v2/banking/lines?limit=1", { key })
      return textAt(json, "items", 0, "id")
    }),
  actor: ({ scope }) => Effect.succeed(scope.actorId),
  memberId: (company) =>
    Effect.tap(seededMember(company), (id) => send("POST", `/v2/cards/holders/${id}/leave`, company.key)),
  ownerId: (company) => seededMember(company),
  apiKeyId: ({ key, marker }) => {
    const issued = { name: marker, role: "auditor", scopes: null, ratePerMinute: 600, expiresAt: null }
    return Effect.map(send("POST", "/v2/api-keys", key, issued), ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "key", "id")
    })
  },
  oidcProviderId: ({ key }) =>
    created("/v2/oidc-providers", key, {
      issuer: `https://login-${uuidV7()}.example.fr/`,
      audience: "azalscore",
      jwksUrl: "https://login.example.fr/jwks.json"
    }),
  fileId: ({ key, marker }) =>
    Effect.map(upload(key, foreignFec, marker), ({ json }) => textAt(json, "fileId")),
  fecImportId: ({ key, marker }) =>
    Effect.map(upload(key, foreignFec, marker), ({ json }) => textAt(json, "id")),
  ...postingSeeds,
  ...providerSeeds,
  ...paymentSeeds,
  initialPaymentId: paymentSeeds.paymentId,
  ...subscriptionSeeds,
  ...disputeSeeds,
  ...settlementSeeds,
  ...suiteSeeds,
  ...cardSeeds,
  ...transferSeeds,
  ...treasurySeeds,
  ...webhookSeeds,
  ...creditSeeds,
  ...overdraftSeeds,
  ...covenantSeeds,
  jobId: ({ scope }) => Effect.provideService(requestJob(timedKind, { milliseconds: 1 }), TenantScope, scope)
}

/** Makes a company and one row of each kind; `ids` are by the seeds' names. */
export const seededCompany = (marker: string) =>
  Effect.gen(function* () {
    const { key, scope, year } = yield* companyWithBooks
    const named = yield* send("PATCH", "/v2/tenant", key, { name: marker }, 1)
    assert.strictEqual(named.status, 200, named.text)
    const company: SeededCompany = { key, scope, year, marker }
    const ids: Record<string, string> = {}
    for (const [name, seed] of Object.entries(seeds)) ids[name] = yield* Effect.orDie(seed(company))
    return { ...company, ids }
  })

const seededMember = ({ key, marker }: SeededCompany) =>
  created("/v2/members", key, { subject: uuidV7(), name: marker, email: null, role: "auditor" })

const sale = (key: string, marker: string) =>
  send("POST", "/v2/accounting/entries", key, saleOf("2026-03-07", marker))

const created = (path: string, key: string, body: unknown) =>
  Effect.map(send("POST", path, key, body), ({ json, status, text }) => {
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })
