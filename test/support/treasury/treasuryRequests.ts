import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import { call } from "../hosts.ts"
import type { SeededCompany } from "../seeds.ts"
import { nextStatement, uploadStatement } from "../statements.ts"

export const treasury = "/v2/treasury"

export const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A bank account that pays, known from its statement. */
export const payingAccount = (key: string) =>
  Effect.gen(function* () {
    yield* uploadStatement(key, nextStatement)
    const { json } = yield* call("GET", "/v2/banking/accounts", { key })
    return textAt(json, 0, "id")
  })

/** The same with what its payments need. */
export const settledAccount = (key: string) =>
  Effect.gen(function* () {
    const id = yield* payingAccount(key)
    const settings = {
      debtorName: "Menuiserie Lemaire",
      bic: null,
      transferFormat: "pain.001.001.09",
      batchBooking: true,
      cutOff: "11:30"
    }
    const set = yield* send("PUT", `${treasury}/accounts/${id}`, key, settings, 0)
    assert.strictEqual(set.status, 200, set.text)
    return id
  })

/** An item to pay that no line of the books stands for. */
export const freeItem = (key: string, reference: string, amount = "120.00") =>
  Effect.map(
    send("POST", `${treasury}/due-items`, key, {
      payee: { name: "Dupont SARL", iban: "FR1420041010050500013M02606" },
      amount: eur(amount),
      dueDate: "2026-12-15",
      reference
    }),
    ({ json, status, text }) => {
      assert.strictEqual(status, 201, text)
      return textAt(json, "id")
    }
  )

export const batchOf = (
  key: string,
  bankAccountId: string,
  dueItemIds: ReadonlyArray<string>,
  label = "Lot"
) => send("POST", `${treasury}/batches`, key, { label, bankAccountId, dueItemIds })

const seededBatch = ({ key, marker }: SeededCompany) =>
  Effect.gen(function* () {
    const item = yield* freeItem(key, marker)
    const batch = yield* batchOf(key, yield* payingAccount(key), [item], marker)
    assert.strictEqual(batch.status, 201, batch.text)
    return batch.json
  })

/** Rows of the treasury: see `seeds`. */
export const treasurySeeds = {
  dueItemId: ({ key, marker }: SeededCompany) => freeItem(key, marker),
  paymentBatchId: (company: SeededCompany) =>
    Effect.gen(function* () {
      const id = textAt(yield* seededBatch(company), "id")
      const { statements } = yield* TenantSql
      yield* statements(
        ({ sql, tenantId }) => sql`insert into azals.payment_file (tenant_id, batch_id, name, format, content)
          values (${tenantId}, ${id}, 'pain.001.xml', 'pain.001.001.09', ${company.marker})`
      )
      return id
    }).pipe(Effect.provideService(TenantScope, company.scope)),
  batchPaymentId: (company: SeededCompany) =>
    Effect.map(seededBatch(company), (batch) => textAt(batch, "payments", 0, "id"))
}
