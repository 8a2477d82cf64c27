import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { send, textAt } from "../books.ts"
import { call } from "../hosts.ts"
import type { SeededCompany } from "../seeds.ts"
import { accountAt, swanOver } from "../swan/transferRequests.ts"
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

/** A placement of 10,000 euros from 1 January to 1 July 2027. */
export const placementOn = (bankAccountId: string, label = "Compte à terme") => ({
  kind: "investment",
  label,
  counterparty: "Crédit Mutuel",
  bankAccountId,
  terms: {
    principal: eur("10000.00"),
    yearlyRate: "0.02",
    method: "bullet",
    dayCount: "act_360",
    drawnOn: "2027-01-01",
    firstDueOn: "2027-07-01",
    instalments: 1,
    everyMonths: 6
  }
})

/** 60 dollars sold forward for euros in March 2026. */
export const forwardOn = (bankAccountId: string, part: object = {}) => ({
  side: "sell",
  amount: { amount: "60.00", currency: "USD" },
  against: "EUR",
  rate: "0.9215",
  agreedOn: "2026-02-02",
  source: "Confirmation 4411",
  from: "2026-03-02",
  to: "2026-03-31",
  bank: "Crédit Mutuel",
  bankAccountId,
  ...part
})

/** Conditions by which the bank may bill 15.00 a month for keeping the account: it billed 18.00 in February. */
export const accountFees = (kind: string, currency = "EUR") => ({
  validFrom: "2026-01-01",
  fees: [
    {
      kind,
      billedAs: ["Frais tenue de compte"],
      everyMonths: 1,
      billed: "within",
      basis: { on: "period", amount: { amount: "15.00", currency } }
    }
  ]
})

/** Two bank accounts of one connection, as if a worker had read them, with these booked balances. */
export const connectedAccounts = (
  company: Pick<SeededCompany, "key" | "scope">,
  balances: ReadonlyArray<string>
) =>
  Effect.gen(function* () {
    const connection = yield* swanOver(company.key)
    const { statements } = yield* TenantSql
    return yield* Effect.forEach(balances, (booked, at) =>
      Effect.gen(function* () {
        const id = uuidV7()
        const iban = at === 0 ? "FR7630006000011234567890189" : "FR1420041010050500013M02606"
        yield* statements(
          ({
            sql,
            tenantId
          }) => sql`insert into azals.bank_account (tenant_id, id, key, iban, currency, label)
            values (${tenantId}, ${id}, ${iban}, ${iban}, 'EUR', ${iban})`
        ).pipe(Effect.provideService(TenantScope, company.scope))
        const provided = yield* accountAt(company, connection, {
          number: `0000000001${at}`,
          iban,
          balances: {
            available: eur(booked),
            booked: eur(booked),
            pending: eur("0.00"),
            reserved: eur("0.00"),
            agree: true
          }
        })
        yield* statements(
          ({ sql, tenantId }) => sql`update azals.provider_account set bank_account_id = ${id}
            where tenant_id = ${tenantId} and id = ${provided}`
        ).pipe(Effect.provideService(TenantScope, company.scope))
        return id
      })
    )
  })

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
  treasuryContractId: ({ key, marker }: SeededCompany) =>
    Effect.gen(function* () {
      const entered = yield* send(
        "POST",
        `${treasury}/contracts`,
        key,
        placementOn(yield* payingAccount(key), marker)
      )
      assert.strictEqual(entered.status, 201, entered.text)
      return textAt(entered.json, "id")
    }),
  forwardContractId: ({ key, marker }: SeededCompany) =>
    Effect.gen(function* () {
      const wanted = forwardOn(yield* payingAccount(key), { bank: marker })
      const entered = yield* send("POST", `${treasury}/forwards`, key, wanted)
      assert.strictEqual(entered.status, 201, entered.text)
      return textAt(entered.json, "id")
    }),
  signingAuthorityId: ({ key, marker }: SeededCompany) =>
    Effect.gen(function* () {
      const made = yield* send("POST", `${treasury}/authorities`, key, {
        person: marker,
        actor: null,
        bankAccountId: yield* payingAccount(key),
        limit: null,
        manner: "alone",
        from: "2026-01-01",
        to: null
      })
      assert.strictEqual(made.status, 201, made.text)
      return textAt(made.json, "id")
    }),
  feeClaimId: ({ key, marker }: SeededCompany) =>
    Effect.gen(function* () {
      const bankAccountId = yield* payingAccount(key)
      const path = `${treasury}/accounts/${bankAccountId}/conditions`
      yield* send("PUT", path, key, accountFees(marker), 0)
      const claimed = yield* send("POST", `${treasury}/fee-claims`, key, {
        bankAccountId,
        kind: marker,
        from: "2026-02-01"
      })
      assert.strictEqual(claimed.status, 201, claimed.text)
      return textAt(claimed.json, "id")
    }),
  fromBankAccountId: ({ key }: SeededCompany) => payingAccount(key),
  toBankAccountId: ({ key }: SeededCompany) => payingAccount(key),
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
