import { assert, layer } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import type { NewCardRequest } from "../../../domain/finance/cards/model/index.ts"
import {
  approveCardRequest,
  askForCard,
  changeCardRequest,
  refuseCardRequest,
  withdrawCardRequest
} from "../../../domain/finance/cards/usecases/index.ts"
import { MemberId } from "../../../domain/platform/identity/model/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { ActorId, TenantScope } from "../../../domain/shared/TenantScope.ts"
import { CardRequests } from "../../../ports/finance/CardRequests.ts"
import { Cards } from "../../../ports/finance/Cards.ts"
import { Members } from "../../../ports/platform/Members.ts"
import { inParallel } from "../../support/inParallel.ts"
import {
  cardNow,
  cardReferencesAt,
  cardWorld,
  companyWithHolder,
  sendLast
} from "../../support/swan/cardWorld.ts"
import { forCompany } from "../../support/tenants.ts"

/** The same work, done by another person of the company. */
const byAnother = <A, E, R>(work: Effect.Effect<A, E, R>, actorId = ActorId.make(uuidV7())) =>
  Effect.updateService(work, TenantScope, (scope) => ({ ...scope, actorId }))

const tagOf = <A, E extends { readonly _tag: string }, R>(work: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(work), ({ _tag }) => _tag)

const cards = Effect.flatMap(Cards, ({ list }) => list(undefined, 10, Option.none()))

const companyThatAsks = Effect.gen(function* () {
  const { connection, wanted } = yield* companyWithHolder
  const asked: NewCardRequest = { purpose: "Campagne", card: wanted() }
  return { connection, asked, request: yield* askForCard(asked) }
})

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })("a request for a card", (it) => {
  it.effect(
    "approved by five at once is one card, the one that was asked for, asked of the issuer once",
    () =>
      Effect.gen(function* () {
        const { asked, connection, request } = yield* companyThatAsks
        yield* inParallel(
          5,
          () => Effect.result(byAnother(approveCardRequest(request.id, 1))),
          (answers) =>
            Effect.sync(() => {
              assert.strictEqual(answers.filter(Result.isSuccess).length, 1)
              const lost = answers.flatMap((one) => (Result.isFailure(one) ? [one.failure._tag] : []))
              assert.deepStrictEqual([...new Set(lost)], ["VersionConflict"])
            })
        )
        const [card, ...more] = yield* cards
        assert.deepStrictEqual(more, [])
        const { consentReturnUrl: _, ...snapshot } = asked.card
        assert.deepInclude(card, snapshot)
        const { cardId, state } = yield* Effect.flatMap(CardRequests, ({ find }) => find(request.id))
        assert.deepStrictEqual([state, cardId], ["approved", card?.id])
        yield* sendLast
        assert.lengthOf(yield* cardReferencesAt(connection.clientId), 1)
        assert.strictEqual(card === undefined ? "" : (yield* cardNow(card.id)).state, "consent_pending")
        assert.strictEqual(
          yield* tagOf(byAnother(refuseCardRequest(request.id, 2, "non"))),
          "IllegalTransition"
        )
      }).pipe(forCompany)
  )

  it.effect("is decided neither by who asked nor by who will answer for the card", () =>
    Effect.gen(function* () {
      const { asked, request } = yield* companyThatAsks
      assert.strictEqual(yield* tagOf(approveCardRequest(request.id, 1)), "OwnCardRequest")
      assert.strictEqual(yield* tagOf(refuseCardRequest(request.id, 1, "non")), "OwnCardRequest")
      const memberId = MemberId.make(uuidV7())
      const { add } = yield* Members
      yield* add(memberId, { subject: memberId, name: "Claire", email: null, role: "accountant" })
      const theirs = yield* askForCard({ ...asked, card: { ...asked.card, memberId } })
      const holder = byAnother(approveCardRequest(theirs.id, 1), ActorId.make(memberId))
      assert.strictEqual(yield* tagOf(holder), "OwnCardRequest")
      assert.deepStrictEqual(yield* cards, [])
    }).pipe(forCompany)
  )

  it.effect("that was changed is not the one that was approved; refused, it may be asked anew", () =>
    Effect.gen(function* () {
      const { asked, request } = yield* companyThatAsks
      const { id } = request
      const more = {
        ...asked,
        card: {
          ...asked.card,
          limits: [
            { amount: money(900_000n, EUR), period: "month", window: "calendar", resetDay: 1 } as const
          ]
        }
      }
      assert.strictEqual(yield* tagOf(byAnother(changeCardRequest(id, 1, more))), "OthersCardRequest")
      yield* changeCardRequest(id, 1, more)
      assert.strictEqual(yield* tagOf(byAnother(approveCardRequest(id, 1))), "VersionConflict")
      const refused = yield* byAnother(refuseCardRequest(id, 2, "Trop"))
      assert.deepStrictEqual([refused.state, refused.reason], ["refused", "Trop"])
      assert.strictEqual(yield* tagOf(byAnother(approveCardRequest(id, 3))), "IllegalTransition")
      const again = yield* changeCardRequest(id, 3, asked)
      assert.deepStrictEqual([again.state, again.reason, again.decidedBy], ["pending", null, null])
      yield* withdrawCardRequest(id, again.version)
      assert.strictEqual(yield* tagOf(byAnother(approveCardRequest(id, 5))), "IllegalTransition")
      assert.deepStrictEqual(yield* cards, [])
    }).pipe(forCompany)
  )

  it.effect("leaves nothing behind when the issuer cannot be asked", () =>
    Effect.gen(function* () {
      const { asked } = yield* companyThatAsks
      const { id } = yield* askForCard({ ...asked, card: { ...asked.card, memberId: null } })
      const powerless = Effect.updateService(byAnother(approveCardRequest(id, 1)), TenantScope, (scope) => ({
        ...scope,
        permissions: new Set(["cards:approve"] as const)
      }))
      assert.strictEqual(yield* tagOf(powerless), "PermissionDenied")
      assert.deepStrictEqual(yield* cards, [])
      assert.strictEqual((yield* Effect.flatMap(CardRequests, ({ find }) => find(id))).state, "pending")
    }).pipe(forCompany)
  )
})
