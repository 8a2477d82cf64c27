import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import type { SeededCompany } from "../seeds.ts"

export const transfersPath = "/v2/transfers"

type Company = Pick<SeededCompany, "key" | "scope">

/** A connection to Swan over HTTP. */
export const swanOver = (key: string, environment = "sandbox", clientId = `client-${uuidV7()}`) =>
  Effect.map(
    send("POST", "/v2/finance/connections", key, {
      provider: "swan",
      environment,
      label: "Swan",
      settings: { userId: "user-1" },
      secrets: { clientId, clientSecret: "secret" }
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }
  )

/** An account as if a worker had read it. */
export const accountAt = ({ scope }: Company, connectionId: string, part: object = {}) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const id = uuidV7()
    const content = JSON.stringify({
      number: "00000000011",
      name: "Compte principal",
      iban: null,
      bic: null,
      currency: "EUR",
      holder: null,
      state: { is: "open", word: "Opened" },
      level: { is: "unlimited", word: "Unlimited" },
      balances: null,
      virtualIbans: [],
      mandates: [],
      statements: [],
      ...part
    })
    yield* statements(
      ({
        sql,
        tenantId
      }) => sql`insert into azals.provider_account (tenant_id, id, connection_id, reference, content)
        values (${tenantId}, ${id}, ${connectionId}, ${id}, ${content}::jsonb)`
    )
    return id
  }).pipe(Effect.provideService(TenantScope, scope))

/** A transfer to make. */
export const transferTo = (providerAccountId: string, part: object = {}) => ({
  providerAccountId,
  payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
  route: "sepa",
  amount: { amount: "1200.00", currency: "EUR" },
  label: "Facture F-2026-001",
  speed: "regular",
  consentReturnUrl: "https://erp.example.fr/transfers",
  ...part
})

/** Several transfers to make under one consent, each of these euros. */
export const batchTo = (providerAccountId: string, euros: ReadonlyArray<number>, part: object = {}) => ({
  providerAccountId,
  consentReturnUrl: "https://erp.example.fr/transfers",
  lines: euros.map((amount) => ({
    payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
    route: "sepa",
    amount: { amount: `${amount}.00`, currency: "EUR" },
    label: `Facture de ${amount} euros`,
    speed: "regular"
  })),
  ...part
})

/** A virtual IBAN to ask for. */
export const ibanFor = (providerAccountId: string, label = "Loyers, lot 12") => ({
  providerAccountId,
  label,
  subject: { kind: "property", reference: "LOT-12" },
  party: { code: "C012", label: "Martin" }
})

/** A mandate of an account as if a worker had read it, in use. */
export const mandateAt = (reference: string) => ({
  reference,
  umr: "RUM-1",
  creditor: null,
  scheme: null,
  sequence: null,
  state: { is: "enabled", word: "Enabled" },
  signedOn: null,
  expiresOn: null
})

/** A mandate to suspend. */
export const suspensionOf = (providerAccountId: string, mandateReference: string) => ({
  providerAccountId,
  mandateReference,
  to: "suspended",
  consentReturnUrl: "https://erp.example.fr/mandates"
})

export const onboardingsPath = "/v2/banking/onboardings"

/** An account to ask for. */
export const onboardingBy = (connectionId: string, part: object = {}) => ({
  connectionId,
  accountName: "Compte principal",
  country: "FR",
  company: { registrationNumber: "552100554", name: "Menuiserie Lemaire SARL" },
  administrator: {
    firstName: "Claire",
    lastName: "Lemaire",
    email: "claire@example.fr",
    represents: "legal-representative"
  },
  returnUrl: "https://erp.example.fr/onboardings",
  ...part
})

/** A standing order to give. */
export const standingOrderFrom = (providerAccountId: string, part: object = {}) => ({
  providerAccountId,
  payee: { name: "SCI des Tilleuls", account: "FR1420041010050500013M02606" },
  amount: { amount: "850.00", currency: "EUR" },
  label: "Loyer atelier",
  period: "month",
  firstDate: "2999-01-05",
  consentReturnUrl: "https://erp.example.fr/standing-orders",
  ...part
})

/** A statement of an account as if a worker had read it. */
export const statementAt = (reference: string) => ({
  reference,
  format: "PDF",
  from: "2026-01-01",
  to: "2026-01-31",
  opening: { amount: "0.00", currency: "EUR" },
  closing: { amount: "0.00", currency: "EUR" },
  state: { is: "ready", word: "Generated" }
})

/** A statement to have made. */
export const statementOf = (providerAccountId: string, part: object = {}) => ({
  providerAccountId,
  from: "2026-01-01",
  to: "2026-01-31",
  format: "PDF",
  ...part
})

/** How the attack on every route gets a transfer, a virtual IBAN and a request. */
export const transferSeeds = {
  batchId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const account = yield* accountAt(company, yield* swanOver(company.key))
      const body = batchTo(account, [10, 20], { businessKey: company.marker })
      const { json, status, text } = yield* send("POST", "/v2/transfer-batches", company.key, body)
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  accountStatementId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const reference = company.marker.replaceAll(" ", "-")
      const connectionId = yield* swanOver(company.key)
      const account = yield* accountAt(company, connectionId, { statements: [statementAt(reference)] })
      const body = { providerAccountId: account, reference }
      const { json, status, text } = yield* send(
        "POST",
        "/v2/banking/account-statements/listed",
        company.key,
        body
      )
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  onboardingId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const body = onboardingBy(yield* swanOver(company.key), { accountName: company.marker })
      const { json, status, text } = yield* send("POST", onboardingsPath, company.key, body)
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  standingOrderId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const account = yield* accountAt(company, yield* swanOver(company.key))
      const body = standingOrderFrom(account, { label: company.marker })
      const { json, status, text } = yield* send("POST", "/v2/standing-orders", company.key, body)
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  bankRequestId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const reference = company.marker.replaceAll(" ", "-")
      const connectionId = yield* swanOver(company.key)
      const account = yield* accountAt(company, connectionId, { mandates: [mandateAt(reference)] })
      const { json, status, text } = yield* send(
        "POST",
        "/v2/banking/mandate-changes",
        company.key,
        suspensionOf(account, reference)
      )
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  virtualIbanId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const account = yield* accountAt(company, yield* swanOver(company.key))
      const { json, status, text } = yield* send(
        "POST",
        "/v2/banking/virtual-ibans",
        company.key,
        ibanFor(account, company.marker)
      )
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }),
  transferId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const account = yield* accountAt(company, yield* swanOver(company.key))
      const body = transferTo(account, { label: company.marker })
      const { json, status, text } = yield* send("POST", transfersPath, company.key, body)
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    })
}
