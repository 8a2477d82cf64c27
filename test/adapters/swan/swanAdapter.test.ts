import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Option, Redacted } from "effect"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { TransferOrder } from "../../../domain/finance/banking/model/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import {
  bookTransferDocument,
  receiveTransferDocument,
  rejectTransferDocument,
  returnTransferDocument
} from "../../../simulators/swan/testingDocuments.ts"
import { decideConsent, elsewhere, swanAtWork, swanConnection } from "../../support/swan/swanWorld.ts"
import { freshScope } from "../../support/tenants.ts"

const swan = <A, E>(
  title: string,
  test: (world: Effect.Success<typeof swanAtWork>) => Effect.Effect<A, E, TenantScope>
) =>
  it.live(title, () =>
    Effect.flatMap(swanAtWork, test).pipe(
      Effect.provide(providerHttpLayer()),
      Effect.provideServiceEffect(TenantScope, freshScope),
      Effect.scoped
    )
  )

const orderFrom = (accountReference: string, part: Partial<TransferOrder> = {}): TransferOrder => ({
  accountReference,
  payee: { name: "Dupont SARL", account: "FR7630006000011234567890189" },
  route: "sepa",
  amount: money(120_000n, EUR),
  label: "Facture F-2026-001",
  endToEndReference: "F-2026-001",
  speed: "regular",
  executionDate: null,
  payeeCheckToken: null,
  consentReturnUrl: "https://erp.example.fr/back",
  ...part
})

const key = () => IntentId.make(uuidV7())

const all = (accountReference: string) => ({
  accountReference,
  updatedSince: Option.none<DateTime.Utc>(),
  after: Option.none<string>(),
  limit: 100
})

const fails = (what: Fault["what"], when: Fault["when"], times = 1, within = "sandbox-partner"): Fault => ({
  when,
  what,
  within,
  times
})

describe("Swan, over its simulator", () => {
  swan(
    "shows accounts with four balances that agree, holders and what belongs to an account",
    ({ banking }) =>
      Effect.gen(function* () {
        const connection = swanConnection()
        const [first] = yield* banking.accounts(connection)
        if (first === undefined || first.balances === null) return yield* Effect.die("no account")
        const { available, booked, pending, reserved } = first.balances
        assert.strictEqual(available.minor, booked.minor + pending.minor - reserved.minor)
        assert.strictEqual(booked.minor, 1_000_000n)
        assert.deepInclude(first.holder, { verification: { is: "verified", word: "Verified" } })
        assert.deepStrictEqual(yield* banking.account(connection, first.reference), first)
        assert.lengthOf(yield* banking.holders(connection), 1)
        assert.lengthOf(yield* banking.virtualIbans(connection, first.reference), 1)
        assert.deepInclude((yield* banking.mandates(connection, first.reference))[0], {
          umr: "RUM-SIMULATION-1"
        })
        assert.deepInclude((yield* banking.statements(connection, first.reference))[0], {
          to: LocalDate.make("2026-01-31")
        })
        const absent = yield* Effect.flip(banking.account(connection, "nothing"))
        assert.deepInclude(absent, { _tag: "ProviderRefused", code: "NotFound" })
      })
  )

  swan("moves money after consent, once by its key, and follows it to its return", ({ banking, url }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account] = yield* banking.accounts(connection)
      if (account === undefined) return yield* Effect.die("no account")
      const [id, order] = [key(), orderFrom(account.reference)]
      const placed = yield* banking.transfer(connection, order, id)
      assert.strictEqual(placed.state.is, "consent-needed")
      assert.deepStrictEqual(yield* banking.transfer(connection, order, id), placed)
      const other = { ...order, amount: money(1n, EUR) }
      assert.deepInclude(yield* Effect.flip(banking.transfer(connection, other, id)), {
        code: "IdempotencyConflictRejection"
      })
      yield* decideConsent(placed.consent?.url ?? "", "accept")
      assert.strictEqual(
        (yield* banking.placedTransfer(connection, placed.reference)).placed.state.is,
        "accepted"
      )
      const page = yield* banking.transactions(connection, all(account.reference))
      const out = page.transactions.find(({ orderReference }) => orderReference === placed.reference)
      assert.deepInclude(out, { direction: "out", state: { is: "pending", word: "Pending" } })
      const { clientId } = connection.secrets
      const transactionId = out?.reference ?? ""
      yield* elsewhere(url, clientId, bookTransferDocument, { transactionId })
      yield* elsewhere(url, clientId, returnTransferDocument, {
        transactionId,
        reasonCode: "BeneficiaryAccountClosed"
      })
      const since = Option.fromUndefinedOr(out?.updatedAt)
      const later = yield* banking.transactions(connection, {
        ...all(account.reference),
        updatedSince: since
      })
      assert.deepStrictEqual(
        later.transactions.map(({ isReturn, originReference, state }) => [
          state.is,
          isReturn,
          originReference
        ]),
        [
          ["booked", false, null],
          ["booked", true, transactionId]
        ]
      )
    })
  )

  swan("refuses with Swan's own words, and what is above the balance is rejected", ({ banking }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account] = yield* banking.accounts(connection)
      if (account === undefined) return yield* Effect.die("no account")
      const wrong = orderFrom(account.reference, {
        payee: { name: "X", account: "FR0000000000000000000000000" }
      })
      const refused = yield* Effect.flip(banking.transfer(connection, wrong, key()))
      assert.deepInclude(refused, { _tag: "ProviderRefused", code: "ValidationRejection" })
      const nobody = yield* Effect.flip(
        banking.transfer(swanConnection({}), orderFrom(account.reference), key())
      )
      assert.strictEqual(nobody._tag, "NotSupported")
      const large = orderFrom(account.reference, { amount: money(99_999_999n, EUR) })
      const placed = yield* banking.transfer(connection, large, key())
      yield* decideConsent(placed.consent?.url ?? "", "accept")
      const { transactions } = yield* banking.transactions(connection, all(account.reference))
      assert.deepInclude(transactions.at(-1), { reason: "InsufficientFunds" })
      const declined = yield* banking.transfer(connection, orderFrom(account.reference), key())
      yield* decideConsent(declined.consent?.url ?? "", "refuse")
      assert.strictEqual(
        (yield* banking.placedTransfer(connection, declined.reference)).placed.state.is,
        "rejected"
      )
    })
  )

  swan("checks a payee, and its token serves once", ({ banking }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account] = yield* banking.accounts(connection)
      if (account === undefined) return yield* Effect.die("no account")
      const close = yield* banking.verifyPayee(
        connection,
        { name: "CloseMatch", account: "FR7630006000011234567890189" },
        "sepa"
      )
      assert.deepInclude(close, {
        answer: { is: "close-match", word: "CloseMatch" },
        suggestedName: "Close Match SARL"
      })
      const order = orderFrom(account.reference, { payeeCheckToken: close.token })
      yield* banking.transfer(connection, order, key())
      assert.deepInclude(yield* Effect.flip(banking.transfer(connection, order, key())), {
        code: "BeneficiaryVerificationTokenAlreadyConsumedRejection"
      })
    })
  )

  swan("schedules, cancels what is to come, pays instantly and within Swan", ({ banking }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account, reserve] = yield* banking.accounts(connection)
      if (account === undefined || reserve === undefined) return yield* Effect.die("no accounts")
      const send = (part: Partial<TransferOrder>) =>
        Effect.gen(function* () {
          const placed = yield* banking.transfer(connection, orderFrom(account.reference, part), key())
          yield* decideConsent(placed.consent?.url ?? "", "accept")
          const { transactions } = yield* banking.transactions(connection, all(account.reference))
          const found = transactions.find(({ orderReference }) => orderReference === placed.reference)
          return found ?? (yield* Effect.die("no movement"))
        })
      const later = yield* send({ executionDate: LocalDate.make("2030-03-31") })
      assert.deepInclude(later, { executionDate: LocalDate.make("2030-03-31"), cancellable: true })
      yield* banking.cancelTransfer(connection, later.reference)
      assert.strictEqual((yield* banking.transaction(connection, later.reference)).state.is, "cancelled")
      assert.deepInclude(yield* Effect.flip(banking.cancelTransfer(connection, later.reference)), {
        code: "ForbiddenRejection"
      })
      assert.deepInclude(yield* send({ speed: "instant" }), {
        kind: { is: "instant-transfer", word: "SepaInstantCreditTransferOut" }
      })
      const payee = { name: reserve.name, account: reserve.number ?? "" }
      assert.strictEqual((yield* send({ route: "internal", payee })).state.is, "booked")
      assert.strictEqual(
        (yield* banking.account(connection, reserve.reference)).balances?.booked.minor,
        120_000n
      )
    })
  )

  swan("is asked again, never sent twice, whatever goes wrong", ({ banking, faults }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account] = yield* banking.accounts(connection)
      if (account === undefined) return yield* Effect.die("no account")
      faults.push(
        fails({ kind: "status", status: 429, retryAfterSeconds: 1 }, "before"),
        fails({ kind: "status", status: 502 }, "before")
      )
      assert.lengthOf(yield* banking.accounts(connection), 2)
      faults.push(fails({ kind: "cut" }, "after"))
      const placed = yield* banking.transfer(connection, orderFrom(account.reference), key())
      assert.strictEqual(placed.state.is, "consent-needed")
      const lost = key()
      const since = DateTime.subtract(yield* DateTime.now, { minutes: 1 })
      faults.push(fails({ kind: "malformed" }, "after"))
      const unknown = yield* Effect.flip(banking.transfer(connection, orderFrom(account.reference), lost))
      assert.strictEqual(unknown._tag, "OutcomeUnknown")
      assert.deepInclude(yield* banking.findTransfer(connection, lost, since), { _tag: "Found" })
      assert.deepInclude(yield* banking.findTransfer(connection, key(), since), { _tag: "Absent" })
      faults.push(fails({ kind: "replace", find: '"Opened"', by: '"Hibernating"' }, "after"))
      assert.deepInclude((yield* banking.accounts(connection))[0]?.state, {
        is: "other",
        word: "Hibernating"
      })
      const wrong = {
        ...connection,
        id: swanConnection().id,
        secrets: { ...connection.secrets, clientSecret: Redacted.make("wrong") }
      }
      assert.strictEqual((yield* Effect.flip(banking.accounts(wrong)))._tag, "CredentialsRefused")
    })
  )

  swan("receives money from elsewhere, and a rejection takes nothing", ({ banking, url }) =>
    Effect.gen(function* () {
      const connection = swanConnection()
      const [account] = yield* banking.accounts(connection)
      if (account === undefined) return yield* Effect.die("no account")
      const { clientId } = connection.secrets
      yield* elsewhere(url, clientId, receiveTransferDocument, {
        amount: { value: "12.34", currency: "EUR" },
        creditorIban: account.iban ?? "",
        creditorName: "Nous",
        debtorIban: "FR7630006000011234567890189",
        debtorName: "Client"
      })
      const { transactions } = yield* banking.transactions(connection, all(account.reference))
      assert.deepInclude(transactions.at(-1), { direction: "in", amount: money(1234n, EUR) })
      const placed = yield* banking.transfer(connection, orderFrom(account.reference), key())
      yield* decideConsent(placed.consent?.url ?? "", "accept")
      const out = (yield* banking.transactions(connection, all(account.reference))).transactions.at(-1)
      const rejected = { transactionId: out?.reference ?? "", reasonCode: "AccountClosed" }
      yield* elsewhere(url, clientId, rejectTransferDocument, rejected)
      assert.strictEqual(
        (yield* banking.account(connection, account.reference)).balances?.available.minor,
        1_001_234n
      )
    })
  )
})
