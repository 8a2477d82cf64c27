import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { TenantSql } from "../../../adapters/postgres/TenantSql.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { at, companyWithBooks, send, textAt } from "../../support/books.ts"
import { activeCard, monthly, swanConnection, wantedCard } from "../../support/cards/cardSeeds.ts"
import { call, Host } from "../../support/hosts.ts"
import { keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const eur = (amount: string) => ({ amount, currency: "EUR" })

/** A company with an active card and a payment of 10.00 held on it. */
const companyWithPayment = Effect.gen(function* () {
  const company = yield* companyWithBooks
  const { key, scope } = company
  const connectionId = yield* swanConnection(key)
  const made = Effect.gen(function* () {
    const { id: cardId } = yield* activeCard(connectionId)
    const { statements } = yield* TenantSql
    const id = uuidV7()
    yield* statements(
      ({ sql, tenantId }) => sql`insert into azals.card_payment (tenant_id, id, connection_id, card_id,
          transaction_reference, amount_minor, amount_currency, approved, held, merchant_name, merchant_category,
          decided_at, expires_at)
        values (${tenantId}, ${id}, ${connectionId}, ${cardId}, ${id}, 1000, 'EUR', 1000, 1000, 'Shop', '5812',
          now(), now() + interval '1 day')`
    )
    return { cardId, path: `/v2/cards/authorisations/${id}` }
  })
  return { ...company, connectionId, ...(yield* Effect.provideService(made, TenantScope, scope)) }
})

const capture = (reference: string, amount: string, part: object = {}) => ({
  reference,
  kind: "capture",
  amount: eur(amount),
  original: null,
  final: false,
  occurredAt: "2026-03-05T10:00:00Z",
  label: "Shop",
  ...part
})

const receipt = (path: string, key: string, content: string) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const response = yield* Effect.promise(() =>
      fetch(`${url}${path}/receipts?fileName=facture.pdf`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/octet-stream",
          "idempotency-key": uuidV7()
        },
        body: content
      })
    )
    return { status: response.status, text: yield* Effect.promise(() => response.text()) }
  })

/** Cards over HTTP: asked for, changed, frozen; what was paid, its entries and receipts. */
export const cardScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "120 seconds" })(
    `cards on ${name}`,
    (it) => {
      it.effect("a card is not asked of a provider that is not known to issue it here", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const defacto = yield* send("POST", "/v2/finance/connections", key, {
            provider: "defacto",
            environment: "sandbox",
            label: "Defacto",
            settings: {},
            secrets: { apiKey: "an-example-key" }
          })
          const refused = yield* send("POST", "/v2/cards", key, wantedCard(textAt(defacto.json, "id")))
          assert.strictEqual(refused.status, 422, refused.text)
          assert.strictEqual(textAt(refused.json, "type"), "/problems/not-supported")
          assert.strictEqual(textAt(refused.json, "facts", "capability"), "cards.issue")
          const listed = yield* call("GET", "/v2/cards", { key })
          assert.deepStrictEqual(at(listed.json, "items"), [])
        })
      )

      it.effect("is changed, frozen and unfrozen by version, and no number of it is ever shown", () =>
        Effect.gen(function* () {
          const { cardId, key } = yield* companyWithPayment
          const path = `/v2/cards/${cardId}`
          const frozen = yield* send("POST", `${path}/freeze`, key, undefined, 1)
          assert.strictEqual(textAt(frozen.json, "state"), "frozen", frozen.text)
          const late = yield* send("POST", `${path}/unfreeze`, key, undefined, 1)
          assert.strictEqual(textAt(late.json, "type"), "/problems/version-conflict")
          const active = yield* send("POST", `${path}/unfreeze`, key, undefined, 2)
          assert.strictEqual(textAt(active.json, "state"), "active", active.text)
          const twice = yield* send("POST", `${path}/unfreeze`, key, undefined, 3)
          assert.strictEqual(textAt(twice.json, "type"), "/problems/illegal-transition")
          const limits = [
            ...monthly("800.00"),
            { amount: eur("50.00"), period: "transaction", window: "calendar", resetDay: null }
          ]
          const changed = yield* send("PATCH", path, key, { limits }, 3)
          assert.deepStrictEqual(at(changed.json, "limits"), limits, changed.text)
          const wrong = yield* send("PATCH", path, key, { limits: [...limits, ...limits] }, 4)
          assert.strictEqual(wrong.status, 400)
          const nobody = yield* send("PATCH", path, key, { memberId: uuidV7() }, 4)
          assert.strictEqual(nobody.status, 404, nobody.text)
          assert.notMatch(changed.text, /[0-9]{13,}/)
        })
      )

      it.effect("has a debit disputed here, which no issuer is asked to take up", () =>
        Effect.gen(function* () {
          const { key, path } = yield* companyWithPayment
          const debit = yield* send("POST", `${path}/movements`, key, capture("m-1", "10.00"))
          const cardMovementId = textAt(debit.json, "id")
          const body = { cardMovementId, reason: "twice", note: "", expected: eur("10.00") }
          const opened = yield* send("POST", "/v2/cards/disputes", key, body)
          assert.strictEqual(textAt(opened.json, "state"), "open", opened.text)
          const refused = yield* send(
            "POST",
            `/v2/cards/disputes/${textAt(opened.json, "id")}/ask-issuer`,
            key
          )
          assert.strictEqual(textAt(refused.json, "type"), "/problems/not-supported", refused.text)
          assert.include(refused.text, "contester un paiement par carte")
        })
      )

      it.effect("pays a subscription that is said, listed and ended by who may change cards", () =>
        Effect.gen(function* () {
          const { cardId, key, scope } = yield* companyWithPayment
          const path = `/v2/cards/${cardId}/subscription`
          const body = {
            merchantName: "Hosting Inc",
            merchantId: "M-10442",
            amount: eur("9.90"),
            every: "month",
            firstOn: "2026-01-31",
            graceDays: 5
          }
          const reader = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("PUT", path, reader, body, 1)).status, 403)
          assert.strictEqual((yield* send("PUT", path, key, { ...body, amount: eur("0.00") }, 1)).status, 400)
          const set = yield* send("PUT", path, key, body, 1)
          assert.isTrue(at(set.json, "missed"), set.text)
          const listed = yield* call("GET", "/v2/cards/subscriptions", { key: reader })
          assert.strictEqual(textAt(listed.json, "items", 0, "cardId"), cardId)
          const ended = yield* send("POST", `${path}/end`, key, undefined, 2)
          assert.deepStrictEqual([at(ended.json, "state"), at(ended.json, "missed")], ["ended", false])
        })
      )

      it.effect("of a member who leaves ends, and none is theirs until they are back", () =>
        Effect.gen(function* () {
          const { cardId, connectionId, key, scope } = yield* companyWithPayment
          const person = { subject: uuidV7(), name: "Claire", email: null, role: "operator" }
          const memberId = textAt((yield* send("POST", "/v2/members", key, person)).json, "id")
          yield* send("PATCH", `/v2/cards/${cardId}`, key, { memberId }, 1)
          const holder = `/v2/cards/holders/${memberId}`
          const reader = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("POST", `${holder}/leave`, reader)).status, 403)
          assert.strictEqual((yield* call("GET", holder, { key: reader })).status, 404)
          const left = yield* send("POST", `${holder}/leave`, key)
          assert.strictEqual(textAt(left.json, "cards", 0, "state"), "cancelling", left.text)
          const issued = { ...wantedCard(connectionId), memberId }
          const refused = yield* send("POST", "/v2/cards", key, issued)
          assert.strictEqual(textAt(refused.json, "type"), "/problems/holder-left", refused.text)
          const back = yield* send("POST", `${holder}/return`, key, undefined, 1)
          assert.strictEqual(textAt(back.json, "state"), "returned", back.text)
          assert.strictEqual((yield* send("POST", "/v2/cards", key, issued)).status, 201)
        })
      )

      it.effect(
        "takes from a budget that is made, changed, assigned and archived by who may change cards",
        () =>
          Effect.gen(function* () {
            const { cardId, key, scope } = yield* companyWithPayment
            const limit = { amount: eur("800.00"), period: "month", window: "calendar", resetDay: 31 }
            const body = { name: "Marketing", ownerId: null, limit, zone: "Europe/Paris", renews: true }
            const reader = yield* keyFor(scope, "auditor")
            assert.strictEqual((yield* send("POST", "/v2/cards/budgets", reader, body)).status, 403)
            const each = { ...body, limit: { ...limit, period: "transaction", resetDay: null } }
            assert.strictEqual((yield* send("POST", "/v2/cards/budgets", key, each)).status, 400)
            const made = yield* send("POST", "/v2/cards/budgets", key, body)
            assert.strictEqual(made.status, 201, made.text)
            const budgetId = textAt(made.json, "id")
            const path = `/v2/cards/budgets/${budgetId}`
            const assigned = yield* send("PUT", `/v2/cards/${cardId}/budget`, key, { budgetId }, 1)
            assert.strictEqual(textAt(assigned.json, "budgetId"), budgetId, assigned.text)
            const read = yield* call("GET", path, { key: reader })
            assert.deepInclude(read.json, { left: eur("800.00"), held: eur("0.00"), state: "active" })
            assert.strictEqual(textAt(read.json, "cards", 0, "cardId"), cardId)
            const changed = yield* send("PATCH", path, key, { name: "Publicité" }, 1)
            assert.strictEqual(textAt(changed.json, "name"), "Publicité", changed.text)
            const late = yield* send("PATCH", path, key, { name: "Marketing" }, 1)
            assert.strictEqual(textAt(late.json, "type"), "/problems/version-conflict")
            const itself = yield* send("POST", `${path}/renew`, key, undefined, 2)
            assert.strictEqual(textAt(itself.json, "type"), "/problems/budget-renews-itself", itself.text)
            const archived = yield* send("POST", `${path}/archive`, key, undefined, 2)
            assert.strictEqual(textAt(archived.json, "state"), "archived", archived.text)
            const again = yield* send("PUT", `/v2/cards/${cardId}/budget`, key, { budgetId }, 2)
            assert.strictEqual(textAt(again.json, "type"), "/problems/budget-archived", again.text)
            const listed = yield* call("GET", "/v2/cards/budgets?state=archived", { key })
            assert.strictEqual(textAt(listed.json, "items", 0, "id"), budgetId)
            assert.strictEqual(
              (yield* send("PUT", `/v2/cards/${cardId}/budget`, key, { budgetId: null }, 2)).status,
              200
            )
          })
      )

      it.effect("is asked for by one and approved by another, who alone may", () =>
        Effect.gen(function* () {
          const { connectionId, key, scope } = yield* companyWithPayment
          const asked = { purpose: "Campagne", card: wantedCard(connectionId) }
          const technician = yield* keyFor(scope, "technician")
          const made = yield* send("POST", "/v2/cards/requests", technician, asked)
          assert.strictEqual(made.status, 201, made.text)
          const path = `/v2/cards/requests/${textAt(made.json, "id")}`
          assert.strictEqual((yield* send("POST", `${path}/approve`, technician, undefined, 1)).status, 403)
          const mine = yield* call("GET", "/v2/cards/my-requests", { key: technician })
          assert.strictEqual(textAt(mine.json, "items", 0, "state"), "pending")
          assert.strictEqual((yield* call("GET", "/v2/cards/requests", { key: technician })).status, 403)
          const changed = yield* send("PUT", path, technician, { ...asked, purpose: "Salon" }, 1)
          assert.strictEqual(textAt(changed.json, "purpose"), "Salon", changed.text)
          const late = yield* send("POST", `${path}/approve`, key, undefined, 1)
          assert.strictEqual(textAt(late.json, "type"), "/problems/version-conflict")
          const refused = yield* send("POST", `${path}/refuse`, key, { reason: "Trop" }, 2)
          assert.strictEqual(textAt(refused.json, "reason"), "Trop", refused.text)
          const others = yield* send("PUT", path, key, asked, 3)
          assert.strictEqual(textAt(others.json, "type"), "/problems/others-card-request", others.text)
          yield* send("PUT", path, technician, asked, 3)
          const approved = yield* send("POST", `${path}/approve`, key, undefined, 4)
          assert.strictEqual(textAt(approved.json, "state"), "approved", approved.text)
          const card = yield* call("GET", `/v2/cards/${textAt(approved.json, "cardId")}`, { key })
          assert.deepInclude(card.json, { state: "requested", name: "Abonnements" })
          const own = yield* send("POST", "/v2/cards/requests", key, asked)
          const itself = yield* send(
            "POST",
            `/v2/cards/requests/${textAt(own.json, "id")}/approve`,
            key,
            undefined,
            1
          )
          assert.strictEqual(textAt(itself.json, "type"), "/problems/own-card-request", itself.text)
        })
      )

      it.effect("its numbers are asked for at the issuer by who may change cards, each time once", () =>
        Effect.gen(function* () {
          const { cardId, key, scope } = yield* companyWithPayment
          const path = `/v2/cards/${cardId}/view-numbers`
          const body = { consentReturnUrl: "https://app.example.fr/cards" }
          const asked = yield* send("POST", path, key, body)
          assert.strictEqual(asked.status, 202, asked.text)
          assert.deepInclude(at(asked.json, "numbersView"), { state: "asked", url: null, refusal: null })
          assert.notMatch(asked.text, /[0-9]{13,}/)
          const nowhere = yield* send("POST", path, key, { consentReturnUrl: "javascript:alert(1)" })
          assert.strictEqual(nowhere.status, 400, nowhere.text)
          const reader = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* send("POST", path, reader, body)).status, 403)
          const other = yield* companyWithBooks
          assert.strictEqual((yield* send("POST", path, other.key, body)).status, 404)
        })
      )

      it.effect("what was held is captured in parts, posted by the rules, refunded, each once", () =>
        Effect.gen(function* () {
          const { key, path } = yield* companyWithPayment
          const first = yield* send("POST", `${path}/movements`, key, capture("m-1", "4.00"))
          assert.strictEqual(first.status, 201, first.text)
          assert.isNull(at(first.json, "entryId"))
          const post = `/v2/cards/movements/${textAt(first.json, "id")}/post`
          const unruled = yield* send("POST", post, key)
          assert.strictEqual(textAt(unruled.json, "type"), "/problems/no-posting-rule")
          const rule = {
            eventType: "cards.purchase",
            journal: "BQ",
            controlAccount: "512",
            netAccount: "606",
            side: "credit"
          }
          const ruled = yield* send("POST", "/v2/accounting/posting-rules", key, rule)
          assert.strictEqual(ruled.status, 201, ruled.text)
          const posted = yield* send("POST", post, key)
          assert.strictEqual(posted.status, 200, posted.text)
          const again = yield* send("POST", post, key)
          assert.strictEqual(textAt(again.json, "entryId"), textAt(posted.json, "entryId"))
          const over = yield* send("POST", `${path}/movements`, key, capture("m-2", "7.00"))
          assert.isString(at(over.json, "entryId"), over.text)
          const same = yield* send("POST", `${path}/movements`, key, capture("m-2", "7.00"))
          assert.strictEqual(textAt(same.json, "id"), textAt(over.json, "id"))
          const other = yield* send("POST", `${path}/movements`, key, capture("m-2", "8.00"))
          assert.strictEqual(textAt(other.json, "type"), "/problems/movement-differs")
          const back = yield* send(
            "POST",
            `${path}/movements`,
            key,
            capture("m-3", "11.00", { kind: "refund" })
          )
          assert.strictEqual(back.status, 201, back.text)
          const more = yield* send(
            "POST",
            `${path}/movements`,
            key,
            capture("m-4", "0.01", { kind: "refund" })
          )
          assert.strictEqual(textAt(more.json, "type"), "/problems/movement-refused")
          const { json } = yield* call("GET", path, { key })
          assert.deepInclude(json, {
            state: "captured",
            held: eur("0.00"),
            captured: eur("11.00"),
            refunded: eur("11.00")
          })
          const entries = yield* call("GET", "/v2/accounting/entries?account=512", { key })
          assert.strictEqual(at(entries.json, "items", "length"), 3)
        })
      )

      it.effect(
        "what a movement was is said by who may post; its personal part is listed until paid back",
        () =>
          Effect.gen(function* () {
            const { cardId, key, path, scope } = yield* companyWithPayment
            for (const [eventType, netAccount] of [
              ["cards.purchase", "606"],
              ["cards.personal", "467"]
            ]) {
              const rule = { eventType, journal: "BQ", controlAccount: "512", netAccount, side: "credit" }
              assert.strictEqual((yield* send("POST", "/v2/accounting/posting-rules", key, rule)).status, 201)
            }
            const made = yield* send("POST", `${path}/movements`, key, capture("m-1", "10.00"))
            const movement = `/v2/cards/movements/${textAt(made.json, "id")}`
            const version = Number(at(made.json, "version"))
            const expense = {
              lines: [{ account: "6257", amount: eur("6.00"), vatCode: null, vat: null }],
              personal: eur("4.00"),
              note: "Repas"
            }
            const operator = yield* keyFor(scope, "operator")
            assert.strictEqual(
              (yield* send("PUT", `${movement}/expense`, operator, expense, version)).status,
              403
            )
            const untaxed = {
              ...expense,
              lines: [{ account: "6257", amount: eur("6.00"), vatCode: "C20", vat: eur("1.00") }]
            }
            const refused = yield* send("PUT", `${movement}/expense`, key, untaxed, version)
            assert.strictEqual(textAt(refused.json, "type"), "/problems/expense-refused", refused.text)
            const stated = yield* send("PUT", `${movement}/expense`, key, expense, version)
            assert.deepStrictEqual(at(stated.json, "expense"), expense, stated.text)
            const late = yield* send("PUT", `${movement}/expense`, key, expense, version)
            assert.strictEqual(textAt(late.json, "type"), "/problems/version-conflict")
            const owed = call("GET", `/v2/cards/personal-expenses?state=owed&cardId=${cardId}`, { key })
            assert.strictEqual(at((yield* owed).json, "items", "length"), 1)
            const paid = yield* send(
              "POST",
              `${movement}/reimburse`,
              operator,
              { on: "2026-12-05" },
              version + 1
            )
            assert.strictEqual(textAt(paid.json, "reimbursedOn"), "2026-12-05", paid.text)
            assert.strictEqual(at((yield* owed).json, "items", "length"), 0)
            const undone = yield* send(
              "POST",
              `${movement}/undo-reimbursement`,
              operator,
              undefined,
              version + 2
            )
            assert.isNull(at(undone.json, "reimbursedOn"), undone.text)
          })
      )

      it.effect("a receipt that is missing is listed until it is attached", () =>
        Effect.gen(function* () {
          const { key, path } = yield* companyWithPayment
          const missing = call("GET", "/v2/cards/missing-receipts", { key })
          assert.strictEqual(at((yield* missing).json, "items", "length"), 0)
          yield* send("POST", `${path}/movements`, key, capture("m-1", "10.00", { final: true }))
          assert.strictEqual(at((yield* missing).json, "items", "length"), 1)
          assert.include((yield* receipt(path, key, "MZ not a receipt")).text, "receipt-unreadable")
          const attached = yield* receipt(path, key, "%PDF-1.7 receipt")
          assert.strictEqual(attached.status, 201, attached.text)
          assert.strictEqual(at((yield* missing).json, "items", "length"), 0)
          const { json } = yield* call("GET", path, { key })
          const file = yield* call("GET", `/v2/files/${textAt(json, "receipts", 0)}/content`, { key })
          assert.strictEqual(file.text, "%PDF-1.7 receipt")
        })
      )
    }
  )
