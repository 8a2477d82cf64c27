import { assert, layer } from "@effect/vitest"
import { Effect, Option } from "effect"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import type { TransferBatchId } from "../../../domain/finance/banking/model/index.ts"
import {
  cancelTransfer,
  confirmPayee,
  createTransferBatch,
  withdrawBatch
} from "../../../domain/finance/banking/usecases/index.ts"
import { processNotifications } from "../../../domain/finance/notifications/usecases/index.ts"
import { performIntent, settleIntent } from "../../../domain/finance/providers/usecases/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import type { Fault } from "../../../simulators/host/Fault.ts"
import { bookTransferDocument } from "../../../simulators/swan/testingDocuments.ts"
import { attempt } from "../../support/providers/intentWorld.ts"
import { waiting } from "../../support/providers/notificationWorld.ts"
import {
  batchNow,
  batchOf,
  checkedBatch,
  consentedBatch,
  followTheBatch,
  line,
  sendBatch,
  sentBatch,
  settleBatch
} from "../../support/swan/batchWorld.ts"
import { SwanServer } from "../../support/swan/bankWorld.ts"
import { consentUrlAt, paymentsAt } from "../../support/swan/paymentsAt.ts"
import { decideConsent, elsewhere } from "../../support/swan/swanWorld.ts"
import { bank, linesIn, linkBank, suppliers, transferBooks } from "../../support/swan/transferBooks.ts"
import { check, companyAtSwan, post, transferWorld } from "../../support/swan/transferWorld.ts"
import { freshTenant } from "../../support/tenants.ts"

const forCompany = Effect.provideServiceEffect(TenantScope, freshTenant)

const planned = (...faults: ReadonlyArray<Fault>) =>
  Effect.map(SwanServer, (server) => void server.faults.splice(0, server.faults.length, ...faults))

const named = (name: string) => ({ payee: { name, account: "FR1420041010050500013M02606" } })

/** The newest intent in this state, of the acting company. */
const intentIn = (state: "created" | "unknown") =>
  Effect.flatMap(ProviderIntents, ({ list }) =>
    Effect.flatMap(list({ state: Option.some(state), after: Option.none(), limit: 1 }), ([intent]) =>
      intent === undefined ? Effect.die(`no intent is ${state}`) : Effect.succeed(intent.id)
    )
  )

/** As if all sendings lay an hour back: "there is nothing" is believed then. */
const anHourAgo = Effect.flatMap(TenantSql, ({ statements }) =>
  statements(
    ({ sql, tenantId }) => sql`update azals.provider_intent set sent_at = now() - interval '1 hour'
      where tenant_id = ${tenantId} and sent_at is not null`
  )
)

const stateOf = (id: TransferBatchId) =>
  Effect.map(batchNow(id), ({ batch, states }) => [batch.state, ...states])

layer(transferWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "batches of transfers through Swan",
  (it) => {
    it.effect("one order and one consent stand for all lines, each of which money moves for", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const own = line(2, { endToEndReference: "F-2" })
        const sent = yield* sentBatch(account, [line(1), own, line(3, { speed: "instant" })])
        assert.strictEqual(sent.batch.state, "consent_pending")
        assert.deepStrictEqual(sent.batch.total, money(600n, EUR))
        assert.deepStrictEqual(sent.batch.lines, [
          { state: "consent_pending", count: 3, total: money(600n, EUR) }
        ])
        yield* decideConsent(sent.batch.consent?.url ?? "", "accept")
        yield* followTheBatch(sent.batch.id)
        const { batch, lines, states } = yield* batchNow(sent.batch.id)
        assert.deepInclude(batch, { state: "accepted", consent: null })
        assert.deepStrictEqual(states, ["pending", "pending", "booked"])
        assert.strictEqual(new Set(lines.map(({ movementReference }) => movementReference)).size, 3)
        assert.deepStrictEqual(
          lines.map(({ orderReference }) => orderReference),
          lines.map(() => batch.orderReference)
        )
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
      }).pipe(forCompany)
    )

    it.effect("nothing leaves while one payee waits for a person; confirmed, the batch goes whole", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { batch, lines, states } = yield* checkedBatch(account, [line(1), line(2, named("NoMatch"))])
        assert.deepStrictEqual([batch.state, ...states], ["checking", "checked", "to_confirm"])
        const [, waits] = lines
        if (waits === undefined) return yield* Effect.die("no second line")
        assert.strictEqual(
          (yield* confirmPayee(waits.id, waits.version, { answer: "no-match" })).state,
          "created"
        )
        yield* sendBatch(batch.id)
        assert.deepStrictEqual(yield* stateOf(batch.id), [
          "consent_pending",
          "consent_pending",
          "consent_pending"
        ])
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
      }).pipe(forCompany)
    )

    it.effect("a line that is cancelled stays behind; without any line the batch has ended", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { batch, lines } = yield* checkedBatch(account, [line(1), line(2, named("NoMatch"))])
        const [first, second] = lines
        if (first === undefined || second === undefined) return yield* Effect.die("no lines")
        yield* cancelTransfer(second.id, second.version)
        yield* sendBatch(batch.id)
        assert.deepStrictEqual(yield* stateOf(batch.id), ["consent_pending", "consent_pending", "cancelled"])
        const now = yield* batchNow(batch.id)
        const no = yield* Effect.flip(cancelTransfer(first.id, now.lines[0]?.version ?? 0))
        assert.strictEqual(no._tag, "ConsentIsOfBatch")
        const empty = yield* checkedBatch(account, [line(2, named("NoMatch"))])
        const [only] = empty.lines
        if (only === undefined) return yield* Effect.die("no line")
        yield* cancelTransfer(only.id, only.version)
        assert.deepStrictEqual(yield* stateOf(empty.batch.id), ["cancelled", "cancelled"])
      }).pipe(forCompany)
    )

    it.effect("checks that have expired meanwhile are made again before anything leaves", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { statements } = yield* TenantSql
        const { batch, lines } = yield* checkedBatch(account, [line(1), line(2, named("NoMatch"))])
        const [first, second] = lines
        if (first === undefined || second === undefined) return yield* Effect.die("no lines")
        yield* statements(
          ({ sql, tenantId }) => sql`update azals.transfer
            set payee_check = jsonb_set(payee_check, '{expiresAt}', '"2026-01-01T00:00:00.000Z"')
            where tenant_id = ${tenantId} and id = ${first.id}`
        )
        yield* confirmPayee(second.id, second.version, { answer: "no-match" })
        assert.deepStrictEqual(yield* stateOf(batch.id), ["checking", "checking", "checked"])
        yield* check(first.id)
        assert.deepStrictEqual(yield* stateOf(batch.id), ["created", "created", "created"])
      }).pipe(forCompany)
    )

    it.effect("what the institution refuses, and a consent that is refused, end all lines", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { batch } = yield* checkedBatch(account, [line(1), line(2)])
        const what: Fault["what"] = {
          kind: "replace",
          find: '"__typename":"InitiateCreditTransfersSuccessPayload"',
          by: '"__typename":"ForbiddenRejection","message":"No right"'
        }
        yield* planned({ when: "after", what, within: "InitiateTransfer", times: 1 })
        yield* sendBatch(batch.id)
        const refused = yield* batchNow(batch.id)
        assert.deepStrictEqual([refused.batch.state, ...refused.states], ["rejected", "rejected", "rejected"])
        assert.strictEqual(refused.lines[1]?.reason?.code, "ForbiddenRejection")
        const sent = yield* sentBatch(account, [line(1), line(2)])
        yield* decideConsent(sent.batch.consent?.url ?? "", "refuse")
        yield* followTheBatch(sent.batch.id)
        assert.deepStrictEqual(yield* stateOf(sent.batch.id), ["rejected", "rejected", "rejected"])
      }).pipe(forCompany)
    )

    it.effect("movements that are told alone and in any order book and post their own line, once", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { url } = yield* SwanServer
        yield* transferBooks()
        yield* linkBank
        const process = processNotifications.run({ connectionId: connection.id }, attempt(1))
        const { batch, lines } = yield* consentedBatch(account, [line(1), line(2), line(3)])
        const references = lines.map(({ movementReference }) => movementReference ?? "")
        for (const transactionId of references.toReversed()) {
          yield* elsewhere(url, connection.clientId, bookTransferDocument, { transactionId })
          yield* waiting(connection.id, transactionId, "Transaction.Booked")
        }
        yield* waiting(connection.id, references[1] ?? "", "Transaction.Pending")
        yield* Effect.all([process, followTheBatch(batch.id), followTheBatch(batch.id)], {
          concurrency: "unbounded"
        })
        const booked = yield* batchNow(batch.id)
        assert.deepStrictEqual(booked.states, ["booked", "booked", "booked"])
        assert.deepStrictEqual(
          booked.lines.map(({ movementReference }) => movementReference),
          references
        )
        for (const { id } of booked.lines) yield* Effect.all([post(id), post(id)])
        const entries = (yield* batchNow(batch.id)).lines.map(({ entryId }) => entryId)
        assert.deepStrictEqual(yield* Effect.forEach(entries, linesIn), [
          [
            [suppliers, 100n],
            [bank, -100n]
          ],
          [
            [suppliers, 200n],
            [bank, -200n]
          ],
          [
            [suppliers, 300n],
            [bank, -300n]
          ]
        ])
        assert.strictEqual(new Set(entries).size, 3)
      }).pipe(forCompany)
    )

    it.effect("one line for which there is no money is refused alone", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { batch, lines, states } = yield* consentedBatch(account, [line(10_001), line(2)])
        assert.deepStrictEqual([batch.state, ...states], ["accepted", "rejected", "pending"])
        assert.strictEqual(lines[0]?.reason?.code, "InsufficientFunds")
        assert.deepStrictEqual(batch.lines, [
          { state: "pending", count: 1, total: money(200n, EUR) },
          { state: "rejected", count: 1, total: money(1_000_100n, EUR) }
        ])
      }).pipe(forCompany)
    )

    const lost = (["before", "after"] as const).flatMap((when) =>
      ([{ kind: "cut" }, { kind: "malformed" }] as const).map((what) => ({
        when,
        what,
        name: `${what.kind} ${when} the effect`
      }))
    )

    it.effect.each(lost)("an order whose answer is lost ($name) is one payment at most", ({ what, when }) =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { batch } = yield* checkedBatch(account, [line(1), line(2)])
        yield* planned({ when, what, within: "InitiateTransfer", times: 4 })
        yield* sendBatch(batch.id)
        yield* planned()
        assert.deepStrictEqual(yield* stateOf(batch.id), ["unknown", "unknown", "unknown"])
        yield* sendBatch(batch.id)
        if (when === "before") yield* anHourAgo
        yield* settleBatch(batch.id)
        const to = when === "before" ? "rejected" : "consent_pending"
        assert.deepStrictEqual(yield* stateOf(batch.id), [to, to, to])
        assert.strictEqual(yield* paymentsAt(connection.clientId), when === "before" ? 0 : 1)
      }).pipe(forCompany)
    )

    it.effect("a lost batch to which somebody has consented is known by the names of its lines", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { batch } = yield* checkedBatch(account, [line(1), line(2)])
        yield* planned({ when: "after", what: { kind: "cut" }, within: "InitiateTransfer", times: 4 })
        yield* sendBatch(batch.id)
        yield* planned()
        yield* decideConsent(yield* consentUrlAt(connection.clientId), "accept")
        yield* settleBatch(batch.id)
        yield* followTheBatch(batch.id)
        assert.deepStrictEqual(yield* stateOf(batch.id), ["accepted", "pending", "pending"])
      }).pipe(forCompany)
    )

    it.effect("lines checked at once place the batch once; many workers send it once", () =>
      Effect.gen(function* () {
        const { account, connection } = yield* companyAtSwan
        const { id } = yield* createTransferBatch(
          batchOf(account, [line(1), line(2), line(3), line(4), line(5), line(6)])
        )
        const { lines } = yield* batchNow(id)
        yield* Effect.forEach(lines, (one) => check(one.id), { concurrency: "unbounded" })
        assert.strictEqual((yield* batchNow(id)).batch.state, "created")
        yield* Effect.all(
          Array.from({ length: 8 }, () => Effect.exit(sendBatch(id))),
          { concurrency: 8 }
        )
        assert.strictEqual(yield* paymentsAt(connection.clientId), 1)
      }).pipe(forCompany)
    )

    it.effect("one key makes one batch, also from many at once; another content is told so", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const wanted = batchOf(account, [line(1), line(2)], { businessKey: "paiements du 23" })
        const made = yield* Effect.all(
          Array.from({ length: 8 }, () => createTransferBatch(wanted)),
          { concurrency: 8 }
        )
        assert.strictEqual(new Set(made.map(({ id }) => id)).size, 1)
        const other = yield* Effect.flip(createTransferBatch({ ...wanted, lines: [line(1), line(3)] }))
        assert.deepInclude(other, { _tag: "BatchKeyTaken", batchId: made[0]?.id ?? "" })
      }).pipe(forCompany)
    )

    it.effect("a batch is given up before it leaves, and while its consent waits", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const early = yield* checkedBatch(account, [line(1), line(2, named("NoMatch"))])
        yield* withdrawBatch(early.batch.id, early.batch.version)
        assert.deepStrictEqual(yield* stateOf(early.batch.id), ["cancelled", "cancelled", "cancelled"])
        const waits = yield* sentBatch(account, [line(1), line(2)])
        const stale = yield* Effect.flip(withdrawBatch(waits.batch.id, 1))
        assert.strictEqual(stale._tag, "VersionConflict")
        yield* withdrawBatch(waits.batch.id, waits.batch.version)
        yield* planned({ when: "after", what: { kind: "cut" }, within: "CancelConsent", times: 1 })
        yield* performIntent.run({ intentId: yield* intentIn("created") }, attempt(1))
        assert.strictEqual((yield* batchNow(waits.batch.id)).batch.state, "cancelling")
        yield* settleIntent.run({ intentId: yield* intentIn("unknown") }, attempt(1))
        assert.deepStrictEqual(yield* stateOf(waits.batch.id), ["cancelled", "cancelled", "cancelled"])
        yield* followTheBatch(waits.batch.id)
        assert.deepStrictEqual(yield* stateOf(waits.batch.id), ["cancelled", "cancelled", "cancelled"])
      }).pipe(forCompany)
    )

    it.effect("a consent that was given first is not withdrawn: the money of all lines moves", () =>
      Effect.gen(function* () {
        const { account } = yield* companyAtSwan
        const { batch } = yield* sentBatch(account, [line(1), line(2)])
        yield* withdrawBatch(batch.id, batch.version)
        yield* decideConsent(batch.consent?.url ?? "", "accept")
        yield* performIntent.run({ intentId: yield* intentIn("created") }, attempt(1))
        assert.strictEqual((yield* batchNow(batch.id)).batch.state, "consent_pending")
        yield* followTheBatch(batch.id)
        assert.deepStrictEqual(yield* stateOf(batch.id), ["accepted", "pending", "pending"])
      }).pipe(forCompany)
    )
  }
)
