import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import type { NewTransfer, TransferId } from "../../../domain/finance/banking/model/index.ts"
import {
  cancelTransfer,
  confirmPayee,
  createTransfer
} from "../../../domain/finance/banking/usecases/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderAccounts } from "../../../ports/finance/ProviderAccounts.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import {
  bookTransferDocument,
  rejectTransferDocument,
  returnTransferDocument
} from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { paymentsAt } from "../../support/swan/paymentsAt.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import {
  check,
  checked,
  companyAtSwan,
  consented,
  follow,
  intentOf,
  send,
  sent,
  settle,
  transferNow,
  transferWorld
} from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const ordering = "InitiateTransfer"
const payee = (name: string): Partial<NewTransfer> => ({
  payee: { name, account: "FR1420041010050500013M02606" }
})

/** The newest intent in this state, of the acting company. */
const intentIn = (state: "created" | "unknown") =>
  Effect.flatMap(ProviderIntents, ({ list }) =>
    Effect.flatMap(list({ state: Option.some(state), after: Option.none(), limit: 1 }), ([intent]) =>
      intent === undefined ? Effect.die(`no intent is ${state}`) : Effect.succeed(intent.id)
    )
  )

/** As if the sending lay an hour back: "there is nothing" is believed then. */
const anHourAgo = (id: TransferId) =>
  Effect.gen(function* () {
    const { statements } = yield* TenantSql
    const intentId = yield* intentOf(id)
    yield* statements(
      ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = now() - interval '1 hour'
        where tenant_id = ${tenantId} and id = ${intentId}`
    )
  })

layer(transferWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "transfers through Swan",
  (it) => {
    it.effect(
      "nothing moves before a person consents; then it is followed until it is booked and returned",
      () =>
        Effect.gen(function* () {
          const { account, connection } = yield* companyAtSwan
          const { url } = yield* SwanServer
          const waiting = yield* sent(account)
          assert.deepInclude(waiting, { state: "consent_pending" })
          assert.deepInclude(waiting.payeeCheck, { answer: { is: "match", word: "Match" }, confirmed: false })
          yield* follow(waiting.id)
          assert.strictEqual((yield* transferNow(waiting.id)).state, "consent_pending")
          yield* decideConsent(waiting.consent?.url ?? "", "accept")
          yield* follow(waiting.id)
          const pending = yield* transferNow(waiting.id)
          assert.deepInclude(pending, { state: "pending", consent: null })
          const transactionId = pending.movementReference ?? ""
          yield* elsewhere(url, connection.clientId, bookTransferDocument, { transactionId })
          yield* follow(waiting.id)
          assert.deepInclude(yield* transferNow(waiting.id), { state: "booked", executedAs: "regular" })
          yield* elsewhere(url, connection.clientId, returnTransferDocument, {
            transactionId,
            reasonCode: "BeneficiaryAccountClosed"
          })
          yield* sync(connection.id)
          assert.deepInclude(yield* transferNow(waiting.id), { state: "returned" })
        }).pipe(forCompany)
    )

    it.effect("a consent that is refused, and a movement that is rejected, end the transfer", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { url } = yield* SwanServer
        const refused = yield* sent(account)
        yield* decideConsent(refused.consent?.url ?? "", "refuse")
        yield* follow(refused.id)
        assert.deepInclude(yield* transferNow(refused.id), { state: "rejected", consent: null })
        const pending = yield* consented(account)
        yield* elsewhere(url, connection.clientId, rejectTransferDocument, {
          transactionId: pending.movementReference ?? "",
          reasonCode: "AccountClosed"
        })
        yield* follow(pending.id)
        const rejected = yield* transferNow(pending.id)
        assert.deepInclude([rejected.state, rejected.reason?.code], "AccountClosed")
        const tooMuch = yield* consented(account, { amount: money(1_000_001n, EUR) })
        assert.deepInclude([tooMuch.state, tooMuch.reason?.code], "InsufficientFunds")
      }).pipe(forCompany)
    )

    it.effect.each([
      ["CloseMatch", "close-match"],
      ["NoMatch", "no-match"],
      ["NotPossible", "not-possible"]
    ] as const)("a payee's check that says %s waits for a person who has read it", ([name, answer]) =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const waiting = yield* checked(account, payee(name))
        assert.strictEqual(waiting.state, "to_confirm")
        assert.strictEqual(
          waiting.payeeCheck?.suggestedName,
          answer === "close-match" ? "Close Match SARL" : null
        )
        const other = answer === "no-match" ? "close-match" : "no-match"
        const unread = yield* Effect.flip(confirmPayee(waiting.id, waiting.version, { answer: other }))
        assert.strictEqual(unread._tag, "PayeeAnswerDiffers")
        const confirmed = yield* confirmPayee(waiting.id, waiting.version, { answer })
        assert.deepInclude([confirmed.state, confirmed.payeeCheck?.confirmed], "created")
        yield* send(waiting.id)
        assert.strictEqual((yield* transferNow(waiting.id)).state, "consent_pending")
      }).pipe(forCompany)
    )

    it.effect("a check whose proof has expired is made again, and asks again", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { statements } = yield* TenantSql
        const waiting = yield* checked(account, payee("NoMatch"))
        yield* statements(
          ({ sql, tenantId }) => sql`update azals.transfer
          set payee_check = jsonb_set(payee_check, '{expiresAt}', '"2026-01-01T00:00:00.000Z"')
          where tenant_id = ${tenantId} and id = ${waiting.id}`
        )
        const again = yield* confirmPayee(waiting.id, waiting.version, { answer: "no-match" })
        assert.deepInclude(again, { state: "checking", payeeCheck: null })
        yield* check(waiting.id)
        assert.strictEqual((yield* transferNow(waiting.id)).state, "to_confirm")
      }).pipe(forCompany)
    )

    it.effect(
      "an account that the institution refuses ends the transfer with its words; a lost check is made again",
      () =>
        Effect.gen(function* () {
          const { account } = yield* companyAtSwan
          yield* planned({ when: "after", what: { kind: "cut" }, within: "VerifyPayee", times: 1 })
          const { id } = yield* createTransfer({
            providerAccountId: account.id,
            payee: { name: "Dupont SARL", account: "FR1420041010050500013M02606" },
            route: "sepa",
            amount: money(100n, EUR),
            label: "Facture",
            speed: "regular",
            consentReturnUrl: "https://erp.example.fr/transfers"
          })
          assert.deepInclude(yield* Effect.flip(check(id)), {
            code: "banking.payee-not-checked",
            retryable: true
          })
          assert.strictEqual((yield* transferNow(id)).state, "checking")
          yield* check(id)
          yield* check(id)
          assert.strictEqual((yield* transferNow(id)).state, "created")
          const refusal: Fault["what"] = {
            kind: "replace",
            find: '"__typename":"InitiateCreditTransfersSuccessPayload"',
            by: '"__typename":"ForbiddenRejection","message":"No right"'
          }
          yield* planned({ when: "after", what: refusal, within: ordering, times: 1 })
          yield* send(id)
          const rejected = yield* transferNow(id)
          assert.deepInclude([rejected.state, rejected.reason?.code], "ForbiddenRejection")
        }).pipe(forCompany)
    )

    it.effect("a scheduled transfer is cancelled before its day, here and there", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const upcoming = yield* consented(account, { executionDate: LocalDate.make("2999-01-04") })
        assert.strictEqual(upcoming.state, "upcoming")
        const cancelling = yield* cancelTransfer(upcoming.id, upcoming.version)
        assert.strictEqual(cancelling.state, "cancelling")
        yield* follow(upcoming.id)
        assert.strictEqual((yield* transferNow(upcoming.id)).state, "cancelling")
        const { list } = yield* ProviderIntents
        const [intent] = yield* list({ state: Option.some("created"), after: Option.none(), limit: 1 })
        if (intent === undefined) return yield* Effect.die("no intent to cancel")
        yield* planned({ when: "after", what: { kind: "cut" }, within: "CancelTransaction", times: 1 })
        yield* performIntent.run({ intentId: intent.id }, attempt(1))
        assert.strictEqual((yield* transferNow(upcoming.id)).state, "cancelling")
        yield* follow(upcoming.id)
        assert.strictEqual((yield* transferNow(upcoming.id)).state, "cancelled")
      }).pipe(forCompany)
    )

    it.effect(
      "a consent that waits is withdrawn; the transfer is cancelled once the institution says so",
      () =>
        Effect.gen(function* () {
          const { account } = yield* companyAtSwan
          const waits = yield* sent(account)
          assert.strictEqual((yield* cancelTransfer(waits.id, waits.version)).state, "cancelling")
          yield* follow(waits.id)
          assert.strictEqual((yield* transferNow(waits.id)).state, "cancelling")
          yield* planned({ when: "after", what: { kind: "cut" }, within: "CancelConsent", times: 1 })
          yield* performIntent.run({ intentId: yield* intentIn("created") }, attempt(1))
          assert.strictEqual((yield* transferNow(waits.id)).state, "cancelling")
          yield* settleIntent.run({ intentId: yield* intentIn("unknown") }, attempt(1))
          assert.deepInclude(yield* transferNow(waits.id), { state: "cancelled", consent: null })
          yield* decideConsent(waits.consent?.url ?? "", "accept")
          yield* follow(waits.id)
          assert.deepInclude(yield* transferNow(waits.id), { state: "cancelled", movementReference: null })
        }).pipe(forCompany)
    )

    it.effect(
      "a consent that was given first is not withdrawn: the transfer is what the institution did",
      () =>
        Effect.gen(function* () {
          const { account } = yield* companyAtSwan
          const asked = yield* sent(account)
          yield* cancelTransfer(asked.id, asked.version)
          yield* decideConsent(asked.consent?.url ?? "", "accept")
          yield* performIntent.run({ intentId: yield* intentIn("created") }, attempt(1))
          const refused = yield* transferNow(asked.id)
          assert.strictEqual(refused.state, "consent_pending")
          assert.strictEqual(refused.reason?.code, "NotReachableConsentStatusRejection")
          yield* follow(asked.id)
          assert.strictEqual((yield* transferNow(asked.id)).state, "pending")
          const read = yield* sent(account)
          yield* cancelTransfer(read.id, read.version)
          yield* decideConsent(read.consent?.url ?? "", "accept")
          yield* follow(read.id)
          assert.strictEqual((yield* transferNow(read.id)).state, "pending")
          yield* performIntent.run({ intentId: yield* intentIn("created") }, attempt(1))
          assert.strictEqual((yield* transferNow(read.id)).state, "pending")
        }).pipe(forCompany)
    )

    it.effect("instant, with a declared fallback, and internal transfers say how they went", () =>
      Effect.gen(function* () {
        const { account, connection, other } = yield* companyAtSwan
        const { url } = yield* SwanServer
        assert.deepInclude(yield* consented(account, { speed: "instant" }), {
          state: "booked",
          executedAs: "instant"
        })
        const no = yield* consented(account, { speed: "instant", ...payee("NoInstant") })
        assert.deepInclude([no.state, no.reason?.code], "BeneficiaryBankNotReachable")
        const fallen = yield* consented(account, { speed: "instant-or-regular", ...payee("NoInstant") })
        assert.strictEqual(fallen.state, "pending")
        const transactionId = fallen.movementReference ?? ""
        yield* elsewhere(url, connection.clientId, bookTransferDocument, { transactionId })
        yield* follow(fallen.id)
        assert.deepInclude(yield* transferNow(fallen.id), { state: "booked", executedAs: "regular" })
        const within = yield* consented(account, {
          route: "internal",
          payee: { name: "Nous", account: other.number ?? "" }
        })
        assert.deepInclude(within, { state: "booked", executedAs: "internal" })
      }).pipe(forCompany)
    )

    const lost = (["before", "after"] as const).flatMap((when) =>
      ([{ kind: "cut" }, { kind: "malformed" }, { kind: "status", status: 502 }] as const).map((what) => ({
        when,
        what,
        name: `${what.kind} ${when} the effect`
      }))
    )

    it.effect.each(lost)("an order whose answer is lost ($name) is one payment at most", ({ what, when }) =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { id } = yield* checked(account)
        yield* planned({ when, what, within: ordering, times: 4 })
        yield* send(id)
        yield* planned()
        assert.strictEqual((yield* transferNow(id)).state, "unknown")
        yield* send(id)
        yield* Effect.ignore(settle(id))
        if (when === "before") {
          assert.strictEqual((yield* transferNow(id)).state, "unknown")
          yield* anHourAgo(id)
          yield* settle(id)
        }
        const { consent, state } = yield* transferNow(id)
        assert.strictEqual(state, when === "before" ? "rejected" : "consent_pending")
        assert.strictEqual(consent === null, when === "before")
        assert.strictEqual(yield* paymentsAt(connection.clientId), when === "before" ? 0 : 1)
      }).pipe(forCompany)
    )

    it.effect("a 429 sends nothing: the same order goes later, once", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { id } = yield* checked(account)
        yield* planned({ when: "before", what: { kind: "status", status: 429 }, within: ordering, times: 1 })
        yield* Effect.exit(send(id))
        yield* send(id)
        assert.strictEqual((yield* transferNow(id)).state, "consent_pending")
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
      }).pipe(forCompany)
    )

    it.effect("many workers at one order send it once", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { id } = yield* checked(account)
        yield* Effect.all(
          Array.from({ length: 8 }, () => Effect.exit(send(id))),
          { concurrency: 8 }
        )
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
      }).pipe(forCompany)
    )

    it.effect("a movement that is read alone hides none that changed before it", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const [first, second] = [yield* sent(account), yield* sent(account)]
        for (const { consent } of [first, second]) yield* decideConsent(consent?.url ?? "", "accept")
        const { find } = yield* ProviderAccounts
        const { readUntil } = yield* find(account.id)
        yield* follow(second.id)
        assert.deepStrictEqual((yield* find(account.id)).readUntil, readUntil)
        yield* sync(connection.id)
        assert.deepStrictEqual(
          [(yield* transferNow(first.id)).state, (yield* transferNow(second.id)).state],
          ["pending", "pending"]
        )
      }).pipe(forCompany)
    )
  }
)
