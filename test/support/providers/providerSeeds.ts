import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import { adminUrl, onDatabase } from "../database.ts"
import { unloadNotifications } from "./notified.ts"
import { call } from "../hosts.ts"
import { financedInvoice } from "./financedInvoice.ts"
import type { SeededCompany } from "../seeds.ts"

const connection = ({ key, marker }: SeededCompany) =>
  Effect.map(
    send("POST", "/v2/finance/connections", key, {
      provider: "defacto",
      environment: "sandbox",
      label: marker,
      settings: {},
      secrets: { apiKey: "an-example-key" }
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }
  )

const openedAddress = (company: SeededCompany) =>
  Effect.gen(function* () {
    const path = `/v2/finance/connections/${yield* connection(company)}/notification-addresses`
    const opened = yield* send("POST", path, company.key, { overlapSeconds: 0 })
    assert.strictEqual(opened.status, 201, opened.text)
    return opened
  })

const invoice = (company: SeededCompany) =>
  Effect.gen(function* () {
    const connectionId = yield* connection(company)
    const { json, status, text } = yield* send(
      "POST",
      "/v2/financing/invoices",
      company.key,
      financedInvoice(connectionId, `${company.marker} ${uuidV7()}`)
    )
    assert.strictEqual(status, 201, text)
    return textAt(json, "id")
  })

/** How one row of each kind of the providers is made; intents are opened by use cases that stand elsewhere. */
export const providerSeeds = {
  connectionId: connection,
  providerAccountId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const [id, connectionId] = [uuidV7(), yield* connection(company)]
      const content = JSON.stringify({
        number: null,
        name: company.marker,
        iban: null,
        bic: null,
        currency: "EUR",
        holder: null,
        state: { is: "open", word: "Opened" },
        level: { is: "limited", word: "Limited" },
        balances: null,
        virtualIbans: [],
        mandates: [],
        statements: []
      })
      yield* statements(
        ({
          sql,
          tenantId
        }) => sql`insert into azals.provider_account (tenant_id, id, connection_id, reference, content)
          values (${tenantId}, ${id}, ${connectionId}, ${id}, ${content}::jsonb)`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope)),
  notificationAddressId: (company: SeededCompany) =>
    Effect.map(openedAddress(company), ({ json }) => textAt(json, "address", "id")),
  notificationId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { json } = yield* openedAddress(company)
      const body = { id: uuidV7(), event_type: company.marker.replaceAll(" ", "_"), entity_state: {} }
      const kept = yield* call("POST", textAt(json, "path"), { body })
      assert.strictEqual(kept.status, 200, kept.text)
      yield* unloadNotifications(yield* adminOfHost(company))
      const { json: listed } = yield* call("GET", "/v2/finance/notifications", { key: company.key })
      return textAt(listed, "items", 0, "id")
    }),
  financedInvoiceId: invoice,
  invoiceDraftId: ({ key, marker }: SeededCompany) =>
    Effect.map(
      send("POST", "/v2/financing/invoice-drafts", key, { number: marker }),
      ({ json, status, text }) => {
        assert.strictEqual(status, 201, text)
        return textAt(json, "id")
      }
    ),
  advanceId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const [id, invoiceId] = [uuidV7(), yield* invoice(company)]
      const content = JSON.stringify({
        amount: { amount: "400.00", currency: "EUR" },
        borrower: { scheme: "siren", number: "732829320", name: company.marker },
        line: null,
        payOn: "2026-02-03",
        payToIban: "FR1420041010050500013M02606"
      })
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.advance
            (tenant_id, id, financed_invoice_id, content, repay_on, state, reference)
          values (${tenantId}, ${id}, ${invoiceId}, ${content}::jsonb, '2026-03-31', 'to-validate', ${id})`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope)),
  intentId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const { statements } = yield* TenantSql
      const [id, connectionId] = [uuidV7(), yield* connection(company)]
      const payload = JSON.stringify({ label: company.marker })
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.provider_intent
            (tenant_id, id, kind, connection_id, business_key, payload, payload_hash, state, sent_at)
          values (${tenantId}, ${id}, 'test.seed', ${connectionId}, ${id}, ${payload}::jsonb, '\\x00', 'unknown', now())`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope))
}

/** The superuser's address of the database that the host is on, which may be another than the worker's. */
const adminOfHost = ({ scope }: SeededCompany) =>
  Effect.flatMap(TenantSql, ({ statements }) =>
    statements(({ sql }) => sql`select current_database() as name`)
  ).pipe(
    Effect.map(([row]) => onDatabase(adminUrl(), String(row?.["name"]))),
    Effect.provideService(TenantScope, scope)
  )
