import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { postEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import {
  debtMaturities,
  postLoan,
  recordAccrual,
  recordInstalment
} from "../../../domain/finance/financing/usecases/index.ts"
import { enterContract } from "../../../domain/finance/treasury/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { overdrawnAccount } from "../../support/credit/overdraftRows.ts"
import { creditWorld, drawnLoan, loanBooks } from "../../support/credit/creditWorld.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const on = (date: string) => LocalDate.make(date)
const eur = (minor: bigint) => money(minor, EUR)
const account = Schema.decodeSync(AccountCode)

layer(creditWorld, { excludeTestServices: true, timeout: "120 seconds" })("debts by maturity", (it) => {
  it.effect("are what the loans owe on the day, and the books agree once all is posted", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      assert.isNull((yield* debtMaturities(on("2026-01-31"))).ledger)
      yield* loanBooks
      const paid = yield* recordInstalment(id, on("2026-02-15"), on("2026-02-16"))
      const before = yield* debtMaturities(on("2026-02-28"))
      assert.strictEqual(before.ledger?.waiting, 2)
      assert.deepInclude(before.ledger?.principal, { balance: eur(0n), agrees: false })
      const accrued = yield* recordAccrual(id, on("2026-02-28"))
      yield* postLoan.run({ loanId: id }, attempt(1))
      const { ledger, loans, totals } = yield* debtMaturities(on("2026-02-28"))
      const owed = eur(1_200_000n - paid.principal.minor)
      assert.deepInclude(loans[0], { source: "loan", id, principal: owed, accruedInterest: accrued.interest })
      assert.deepInclude(totals[0], { withinOneYear: owed, beyondFiveYears: eur(0n) })
      assert.deepStrictEqual(ledger, {
        principal: { accounts: [account("164")], balance: owed, difference: eur(0n), agrees: true },
        interest: {
          accounts: [account("168")],
          balance: accrued.interest,
          difference: eur(0n),
          agrees: true
        },
        waiting: 0
      })
      const january = yield* debtMaturities(on("2026-01-31"))
      assert.deepInclude(january.ledger?.principal, { balance: eur(1_200_000n), agrees: true })
      assert.lengthOf((yield* debtMaturities(on("2026-01-14"))).loans, 0)
    }).pipe(forCompany)
  )

  it.effect("that the books hold otherwise are told with the difference", () =>
    Effect.gen(function* () {
      const { id } = yield* drawnLoan
      yield* loanBooks
      yield* postLoan.run({ loanId: id }, attempt(1))
      yield* postEntry(
        {
          journal: "BQ",
          date: on("2026-01-20"),
          label: "Autre emprunt",
          lines: [
            { account: account("512"), debit: eur(500n) },
            { account: account("164"), credit: eur(500n) }
          ]
        },
        {}
      )
      const { ledger } = yield* debtMaturities(on("2026-01-31"))
      assert.deepInclude(ledger?.principal, { difference: eur(500n), agrees: false })
      // half a month of 60.00 has run and is not in the books
      assert.deepInclude(ledger?.interest, { difference: eur(-3_000n), agrees: false })
    }).pipe(forCompany)
  )

  it.effect("have the borrowings of the register beside the loans", () =>
    Effect.gen(function* () {
      const { id: loanId, terms } = yield* drawnLoan
      const bankAccountId = yield* overdrawnAccount
      const principal = eur(5_000_000n)
      const contract = { kind: "borrowing", label: "Prêt", counterparty: "Banque", bankAccountId } as const
      const entered = yield* enterContract({ ...contract, terms: { ...terms, principal } })
      const { loans, totals } = yield* debtMaturities(on("2026-01-31"))
      assert.deepStrictEqual(
        loans.map(({ id, source }) => [source, id]),
        [
          ["loan", loanId],
          ["borrowing", entered.id]
        ]
      )
      assert.deepInclude(totals[0], { principal: eur(6_200_000n), withinOneYear: eur(6_200_000n) })
    }).pipe(forCompany)
  )

  it.effect("are of a day that has come, and of one company", () =>
    Effect.gen(function* () {
      yield* drawnLoan
      const refused = yield* Effect.flip(debtMaturities(on("2299-01-01")))
      assert.strictEqual(refused._tag, "LoanDayInFuture")
      const other = yield* debtMaturities(on("2026-01-31")).pipe(forCompany)
      assert.deepStrictEqual([other.loans, other.totals], [[], []])
    }).pipe(forCompany)
  )
})
