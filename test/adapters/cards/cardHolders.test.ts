import { assert, layer } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import {
  askForCard,
  cancelCard,
  changeCard,
  departureOf,
  freezeCard,
  holderLeaves,
  holderReturns,
  issueCard
} from "../../../domain/finance/cards/usecases/index.ts"
import type { ConnectionId } from "../../../domain/finance/providers/model/index.ts"
import { setConnectionState } from "../../../domain/finance/providers/usecases/index.ts"
import { MemberId } from "../../../domain/platform/identity/model/index.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"
import { debitCardDocument } from "../../../simulators/swan/testingDocuments.ts"
import { CardRequests } from "../../../ports/finance/CardRequests.ts"
import { ProviderConnections } from "../../../ports/finance/ProviderConnections.ts"
import { ProviderIntents } from "../../../ports/finance/ProviderIntents.ts"
import { EventLog } from "../../../ports/platform/EventLog.ts"
import { Members } from "../../../ports/platform/Members.ts"
import { decideConsent } from "../../support/swan/swanWorld.ts"
import { inParallel } from "../../support/inParallel.ts"
import {
  activeCardOf,
  cardNow,
  cardWorld,
  companyWithHolder,
  followNow,
  sendLast
} from "../../support/swan/cardWorld.ts"
import { authorised, companyWithCard, readAgain } from "../../support/swan/paidCard.ts"
import { forCompany } from "../../support/tenants.ts"

const tagOf = <A, E extends { readonly _tag: string }, R>(work: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(work), ({ _tag }) => _tag)

const someone = Effect.gen(function* () {
  const { add } = yield* Members
  const id = MemberId.make(uuidV7())
  yield* add(id, { subject: id, name: "Claire", email: null, role: "operator" })
  return id
})

/** The same work, done by another person of the company. */
const byAnother = <A, E, R>(work: Effect.Effect<A, E, R>, actorId = ActorId.make(uuidV7())) =>
  Effect.updateService(work, TenantScope, (scope) => ({ ...scope, actorId }))

const cancellations = Effect.flatMap(ProviderIntents, ({ list }) =>
  Effect.map(list({ state: Option.none(), after: Option.none(), limit: 50 }), (found) =>
    found.filter(({ kind }) => kind === "cards.cancel")
  )
)

const switched = (id: ConnectionId, to: "disabled" | "enabled") =>
  Effect.gen(function* () {
    const { find } = yield* ProviderConnections
    const { version } = yield* find(id)
    yield* setConnectionState(id, version, to)
  })

const told = (memberId: string) =>
  Effect.gen(function* () {
    const { after } = yield* EventLog
    const prefix = "cards.holder.left"
    const { events } = yield* after({ after: undefined, limit: 100, contexts: ["cards"], prefix })
    return events.filter(({ entityId }) => entityId === memberId).length
  })

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })("a card holder who leaves", (it) => {
  it.effect("ends with one act, however many do it at once: cards at the issuer, requests, new cards", () =>
    Effect.gen(function* () {
      const { wanted } = yield* companyWithHolder
      const memberId = yield* someone
      const card = yield* activeCardOf(wanted({ memberId }))
      const others = yield* activeCardOf(wanted())
      const asked = { purpose: "Campagne", card: wanted() }
      const own = yield* byAnother(askForCard(asked), ActorId.make(memberId))
      const theirs = yield* askForCard({ ...asked, card: wanted({ memberId }) })
      const kept = yield* askForCard(asked)
      yield* inParallel(
        5,
        () => Effect.result(holderLeaves(memberId)),
        (answers) => Effect.sync(() => assert.isTrue(answers.every(Result.isSuccess)))
      )
      assert.deepStrictEqual([yield* told(memberId), (yield* cancellations).length], [1, 1])
      yield* sendLast
      yield* followNow(card.id)
      const { cards, requests, state } = yield* holderLeaves(memberId)
      assert.deepStrictEqual([cards, requests, state], [[], [], "left"])
      assert.deepStrictEqual(
        [(yield* cardNow(card.id)).state, (yield* cardNow(others.id)).state],
        ["cancelled", "active"]
      )
      const { find } = yield* CardRequests
      const states = yield* Effect.forEach([own, theirs, kept], ({ id }) => find(id))
      assert.deepStrictEqual(
        states.map((one) => one.state),
        ["withdrawn", "withdrawn", "pending"]
      )
      assert.deepStrictEqual([yield* told(memberId), (yield* cancellations).length], [1, 1])
      const late = [
        yield* tagOf(issueCard(wanted({ memberId }))),
        yield* tagOf(changeCard(others.id, others.version, { memberId })),
        yield* tagOf(askForCard({ ...asked, card: wanted({ memberId }) }))
      ]
      assert.deepStrictEqual(late, ["HolderLeft", "HolderLeft", "HolderLeft"])
      const back = yield* holderReturns(memberId, 1)
      assert.strictEqual(back.state, "returned")
      assert.strictEqual((yield* issueCard(wanted({ memberId }))).memberId, memberId)
    }).pipe(forCompany)
  )

  it.effect("has cards frozen whose issuer cannot be asked, and cancelled when the act is done again", () =>
    Effect.gen(function* () {
      const { connection, wanted } = yield* companyWithHolder
      const memberId = yield* someone
      const card = yield* activeCardOf(wanted({ memberId }))
      const late = yield* issueCard(wanted({ memberId, name: "En route" }))
      yield* switched(connection.id, "disabled")
      const blocked = yield* holderLeaves(memberId)
      assert.sameDeepMembers(
        [...blocked.cards],
        [
          { cardId: card.id, name: card.name, state: "frozen" },
          { cardId: late.id, name: "En route", state: "requested" }
        ]
      )
      const { version } = yield* cardNow(card.id)
      assert.strictEqual(yield* tagOf(freezeCard(card.id, version, "active")), "HolderLeft")
      yield* switched(connection.id, "enabled")
      yield* sendLast
      const { consent } = yield* cardNow(late.id)
      yield* decideConsent(consent?.url ?? "", "accept")
      yield* followNow(late.id)
      assert.strictEqual((yield* cardNow(late.id)).state, "frozen")
      const again = yield* holderLeaves(memberId)
      assert.deepStrictEqual(
        again.cards.map(({ state }) => state),
        ["cancelling", "cancelling"]
      )
      assert.lengthOf(yield* cancellations, 2)
      assert.strictEqual(yield* told(memberId), 1)
    }).pipe(forCompany)
  )

  it.effect("leaves open what lacks its receipt or was not said; an unknown member leaves nothing", () =>
    Effect.gen(function* () {
      const company = yield* companyWithCard
      const memberId = yield* someone
      const card = yield* changeCard(company.card.id, company.card.version, { memberId })
      const transactionId = yield* authorised(company, "30.00")
      yield* company.at(debitCardDocument, { transactionId })
      yield* readAgain(company)
      yield* cancelCard(card.id, card.version)
      const { missingReceipts, more, owed, unstated } = yield* holderLeaves(memberId)
      assert.deepStrictEqual(
        [missingReceipts, unstated, owed].map(({ length }) => length),
        [1, 1, 0]
      )
      assert.isFalse(more)
      assert.strictEqual(yield* tagOf(holderReturns(memberId, 2)), "VersionConflict")
      const nobody = MemberId.make(uuidV7())
      assert.strictEqual(yield* tagOf(holderLeaves(nobody)), "NotFound")
      assert.strictEqual(yield* tagOf(departureOf(nobody)), "NotFound")
    }).pipe(forCompany)
  )
})
