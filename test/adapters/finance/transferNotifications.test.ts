import { assert, layer } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { TransferId } from "../../../domain/finance/banking/model/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import {
  processNotifications,
  scanNotifications
} from "../../../domain/finance/notifications/usecases/index.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import {
  bookTransferDocument,
  returnTransferDocument,
  subscribeDocument
} from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import { SwanServer, sync } from "../../support/swan/bankWorld.ts"
import { consentUrlAt } from "../../support/swan/paymentsAt.ts"
import { bankLinesOf } from "../../support/swan/transferBooks.ts"
import { decideConsent, elsewhere, partner } from "../../support/swan/swanWorld.ts"
import {
  checked,
  companyAtSwan,
  follow,
  send,
  sent,
  settle,
  transferNow,
  transferWorld
} from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const process = (connectionId: ConnectionId) => processNotifications.run({ connectionId }, attempt(1))

const stateOf = (id: TransferId) => Effect.map(transferNow(id), ({ state }) => state)

const Result = Schema.Struct({ transactionId: Schema.optionalKey(Schema.String) })

layer(transferWorld, { excludeTestServices: true, timeout: "120 seconds" })("notifications of Swan", (it) => {
  it.effect("tell what became of a transfer, told twice, late, and in another order", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const { url } = yield* SwanServer
      const { consent, id } = yield* sent(account)
      yield* decideConsent(consent?.url ?? "", "accept")
      for (let time = 0; time < 2; time++)
        yield* waiting(connection.id, consent?.reference ?? "", "Consent.Granted")
      yield* process(connection.id)
      assert.strictEqual(yield* stateOf(id), "pending")
      const { movementReference } = yield* transferNow(id)
      const transactionId = movementReference ?? ""
      yield* elsewhere(url, connection.clientId, bookTransferDocument, { transactionId })
      const back = yield* elsewhere(url, connection.clientId, returnTransferDocument, {
        transactionId,
        reasonCode: "BeneficiaryAccountClosed"
      })
      const { transactionId: returning = "" } = Schema.decodeUnknownSync(Result)(back)
      yield* waiting(connection.id, returning, "Transaction.Booked")
      yield* process(connection.id)
      assert.strictEqual(yield* stateOf(id), "returned")
      for (const type of ["Transaction.Booked", "Transaction.Pending", "Transaction.Upcoming"]) {
        yield* waiting(connection.id, transactionId, type)
        yield* process(connection.id)
      }
      yield* waiting(connection.id, consent?.reference ?? "", "Consent.Created")
      yield* process(connection.id)
      assert.strictEqual(yield* stateOf(id), "returned")
      assert.lengthOf(yield* bankLinesOf(-120_000n), 1)
      assert.lengthOf(yield* bankLinesOf(120_000n), 1)
    }).pipe(forCompany)
  )

  it.effect("of money that moved before our own order is known are taken up once it is", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const server = yield* SwanServer
      const { id } = yield* checked(account)
      server.faults.push({ when: "after", what: { kind: "cut" }, within: "InitiateTransfer", times: 4 })
      yield* send(id)
      server.faults.splice(0)
      yield* decideConsent(yield* consentUrlAt(connection.clientId), "accept")
      yield* sync(connection.id)
      assert.strictEqual(yield* stateOf(id), "unknown")
      yield* settle(id)
      yield* follow(id)
      assert.strictEqual(yield* stateOf(id), "pending")
    }).pipe(forCompany)
  )

  it.effect("that never came are found in Swan's log of events", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      const { url } = yield* SwanServer
      yield* partner(url, connection.clientId, subscribeDocument, {
        label: "lost",
        endpoint: "http://127.0.0.1:9/",
        secret: "shared",
        status: "Enabled",
        eventTypes: ["Consent.Granted", "Transaction.Pending"]
      })
      const { consent, id } = yield* sent(account)
      yield* decideConsent(consent?.url ?? "", "accept")
      const scanned = yield* scanNotifications.run({ connectionId: connection.id }, attempt(1))
      assert.deepInclude(scanned, { asked: true, expected: 2, missed: 2 })
      yield* process(connection.id)
      assert.strictEqual(yield* stateOf(id), "pending")
      const again = yield* scanNotifications.run({ connectionId: connection.id }, attempt(1))
      assert.deepInclude(again, { missed: 0 })
    }).pipe(forCompany)
  )

  it.effect("about accounts read them again; what belongs to nobody here changes nothing", () =>
    Effect.gen(function* () {
      const { account, connection } = yield* companyAtSwan
      yield* waiting(connection.id, account.reference, "Account.Updated")
      yield* waiting(connection.id, "any", "ReceivedDirectDebitMandate.Updated")
      yield* waiting(connection.id, "not-ours", "Consent.Granted")
      const counts = yield* process(connection.id)
      assert.deepInclude(counts, { processed: 2, ignored: 1, failed: 0 })
    }).pipe(forCompany)
  )
})
