import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import {
  accountAt,
  ibanFor,
  mandateAt,
  onboardingBy,
  onboardingsPath,
  standingOrderFrom,
  statementAt,
  statementOf,
  suspensionOf,
  swanOver
} from "../../support/swan/transferRequests.ts"
import { companyWithKey, keyFor, tenantSqlLayer } from "../../support/tenants.ts"

const companyAtBank = (part: object = {}) =>
  Effect.gen(function* () {
    const company = yield* companyWithKey()
    const connectionId = yield* swanOver(company.key)
    return { ...company, connectionId, account: yield* accountAt(company, connectionId, part) }
  })

const problemOf = ({ json }: { readonly json: unknown }) => textAt(json, "type").replace("/problems/", "")

const debitOf = (providerAccountId: string) => ({
  providerAccountId,
  transactionReference: "tx-1",
  consentReturnUrl: "https://erp.example.fr/debits"
})

const ibans = "/v2/banking/virtual-ibans"

/** What a company asks of its bank beside transfers, over HTTP; nothing leaves here: a worker sends. */
export const bankOrderScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `${name}: what is asked of a bank`,
    (it) => {
      it.effect("a virtual IBAN is asked for, taken once, listed and cancelled by those who may", () =>
        Effect.gen(function* () {
          const iban = "FR1420041010050500013M02606"
          const there = { reference: "viban-1", iban, bic: "SIMUFRP1XXX", label: null }
          const { account, key, scope } = yield* companyAtBank({
            virtualIbans: [{ ...there, state: { is: "enabled", word: "Enabled" } }]
          })
          const asked = yield* send("POST", ibans, key, ibanFor(account))
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "state"), "adding")
          const early = yield* send("POST", `${ibans}/${textAt(asked.json, "id")}/cancel`, key, undefined, 1)
          assert.strictEqual(problemOf(early), "illegal-transition", early.text)
          const wanted = { ...ibanFor(account), iban }
          const taken = yield* send("POST", ibans, key, wanted)
          assert.strictEqual(textAt(taken.json, "state"), "active", taken.text)
          assert.strictEqual(problemOf(yield* send("POST", ibans, key, wanted)), "virtual-iban-taken")
          const nowhere = { ...wanted, iban: "FR7630006000011234567890189" }
          assert.strictEqual(problemOf(yield* send("POST", ibans, key, nowhere)), "virtual-iban-not-there")
          const path = `${ibans}/${textAt(taken.json, "id")}`
          const cancelled = yield* send("POST", `${path}/cancel`, key, undefined, 1)
          assert.strictEqual(cancelled.status, 202, cancelled.text)
          const listed = yield* call("GET", `${ibans}?state=cancelling&providerAccountId=${account}`, { key })
          assert.deepStrictEqual(at(listed.json, "items", 0), cancelled.json)
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* call("GET", path, { key: auditor })).status, 200)
          assert.strictEqual((yield* send("POST", ibans, auditor, ibanFor(account))).status, 403)
        })
      )

      it.effect("a standing order is asked for, shown and listed; what cannot be is refused", () =>
        Effect.gen(function* () {
          const { account, key, scope } = yield* companyAtBank()
          const path = "/v2/standing-orders"
          const asked = yield* send("POST", path, key, standingOrderFrom(account))
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "state"), "asked")
          const own = `${path}/${textAt(asked.json, "id")}`
          assert.deepStrictEqual((yield* call("GET", own, { key })).json, asked.json)
          const listed = yield* call("GET", `${path}?state=asked&providerAccountId=${account}`, { key })
          assert.deepStrictEqual(at(listed.json, "items", 0), asked.json)
          const early = yield* send("POST", `${own}/cancel`, key, undefined, 1)
          assert.strictEqual(problemOf(early), "illegal-transition")
          const past = yield* send("POST", path, key, standingOrderFrom(account, { firstDate: "2020-01-05" }))
          assert.strictEqual(problemOf(past), "execution-date-not-ahead")
          for (const part of [{ lastDate: "2998-01-05" }, { period: "year" }]) {
            const refused = yield* send("POST", path, key, standingOrderFrom(account, part))
            assert.strictEqual(refused.status, 400, refused.text)
          }
          const operator = yield* keyFor(scope, "operator")
          assert.strictEqual((yield* send("POST", path, operator, standingOrderFrom(account))).status, 403)
        })
      )

      it.effect("a statement is asked for or taken, shown and listed; what cannot be is refused", () =>
        Effect.gen(function* () {
          const path = "/v2/banking/account-statements"
          const { account, key, scope } = yield* companyAtBank({ statements: [statementAt("stmt-1")] })
          const asked = yield* send("POST", path, key, statementOf(account))
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "state"), "asked")
          const own = `${path}/${textAt(asked.json, "id")}`
          assert.deepStrictEqual((yield* call("GET", own, { key })).json, asked.json)
          const listed = yield* call("GET", `${path}?state=asked&providerAccountId=${account}`, { key })
          assert.deepStrictEqual(at(listed.json, "items", 0), asked.json)
          const early = yield* send("POST", `${own}/fetch`, key, undefined, 1)
          assert.strictEqual(problemOf(early), "illegal-transition")
          const ahead = yield* send("POST", path, key, statementOf(account, { to: "2998-12-31" }))
          assert.strictEqual(problemOf(ahead), "statement-period-refused")
          const other = yield* send("POST", path, key, statementOf(account, { url: "https://example.com/" }))
          assert.strictEqual(other.status, 400, other.text)
          const taken = { providerAccountId: account, reference: "stmt-1" }
          const kept = yield* send("POST", `${path}/listed`, key, taken)
          assert.strictEqual(textAt(kept.json, "state"), "making", kept.text)
          const again = yield* send("POST", `${path}/${textAt(kept.json, "id")}/fetch`, key, undefined, 1)
          assert.strictEqual(again.status, 202, again.text)
          const absent = yield* send("POST", `${path}/listed`, key, { ...taken, reference: "stmt-2" })
          assert.strictEqual(problemOf(absent), "statement-not-there")
          const auditor = yield* keyFor(scope, "auditor")
          assert.strictEqual((yield* call("GET", own, { key: auditor })).status, 200)
          assert.strictEqual((yield* send("POST", path, auditor, statementOf(account))).status, 403)
        })
      )

      it.effect("a member is invited and suspended, once at a time, by those who may", () =>
        Effect.gen(function* () {
          const rights = {
            views: true,
            managesBeneficiaries: false,
            initiatesPayments: true,
            managesMembers: false,
            managesCards: false
          }
          const there = { reference: "member-1", email: "paul@example.fr", managesCards: false, rights }
          const { account, key, scope } = yield* companyAtBank({
            members: [{ ...there, state: { is: "enabled", word: "Enabled" } }]
          })
          const common = { providerAccountId: account, consentReturnUrl: "https://erp.example.fr/members" }
          const member = { email: "claire@example.fr", firstName: "Claire", lastName: "Martin" }
          const invitations = "/v2/banking/member-invitations"
          const asked = yield* send("POST", invitations, key, { ...common, member, rights })
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "kind"), "invite-member")
          assert.strictEqual(at(asked.json, "member", "rights", "initiatesPayments"), true)
          const suspension = { ...common, memberReference: "member-1", to: "suspended" }
          const states = "/v2/banking/member-states"
          const refusals = [
            [invitations, { ...common, member, rights }, "bank-request-under-way"],
            [
              invitations,
              { ...common, member: { ...member, email: "PAUL@example.fr" }, rights },
              "member-there"
            ],
            [states, { ...suspension, to: "enabled" }, "member-not-changeable"],
            [states, { ...suspension, memberReference: "member-2" }, "member-not-there"]
          ] as const
          for (const [route, body, expected] of refusals) {
            const refused = yield* send("POST", route, key, body)
            assert.strictEqual(problemOf(refused), expected, refused.text)
          }
          assert.strictEqual((yield* send("POST", states, key, suspension)).status, 201)
          const accountant = yield* keyFor(scope, "accountant")
          assert.strictEqual((yield* send("POST", states, accountant, suspension)).status, 403)
        })
      )

      it.effect("an account is asked for once at a time, shown and listed by those who may", () =>
        Effect.gen(function* () {
          const { connectionId, key, scope } = yield* companyAtBank()
          const asked = yield* send("POST", onboardingsPath, key, onboardingBy(connectionId))
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "state"), "asked")
          const own = `${onboardingsPath}/${textAt(asked.json, "id")}`
          const auditor = yield* keyFor(scope, "auditor")
          assert.deepStrictEqual((yield* call("GET", own, { key: auditor })).json, asked.json)
          const listed = yield* call("GET", `${onboardingsPath}?state=asked&connectionId=${connectionId}`, {
            key
          })
          assert.deepStrictEqual(at(listed.json, "items", 0), asked.json)
          const twice = yield* send("POST", onboardingsPath, key, onboardingBy(connectionId))
          assert.strictEqual(problemOf(twice), "onboarding-under-way", twice.text)
          const parts = [{ country: "BE" }, { returnUrl: `https://erp.example.fr/${"a".repeat(300)}` }]
          for (const part of parts) {
            const refused = yield* send("POST", onboardingsPath, key, onboardingBy(connectionId, part))
            assert.strictEqual(refused.status, 400, refused.text)
          }
          const accountant = yield* keyFor(scope, "accountant")
          const denied = yield* send("POST", onboardingsPath, accountant, onboardingBy(connectionId))
          assert.strictEqual(denied.status, 403)
        })
      )

      it.effect("a mandate is suspended once at a time, and only a booked debit comes back", () =>
        Effect.gen(function* () {
          const { account, key, scope } = yield* companyAtBank({ mandates: [mandateAt("mandate-1")] })
          const path = "/v2/banking/mandate-changes"
          const wanted = suspensionOf(account, "mandate-1")
          const asked = yield* send("POST", path, key, wanted)
          assert.strictEqual(asked.status, 201, asked.text)
          assert.strictEqual(textAt(asked.json, "kind"), "suspend-mandate")
          const listed = yield* call("GET", `/v2/banking/requests?providerAccountId=${account}`, { key })
          assert.deepStrictEqual(at(listed.json, "items", 0), asked.json)
          const resume = { ...wanted, to: "enabled" }
          const nowhere = { ...wanted, mandateReference: "mandate-2" }
          const refusals = [
            [path, wanted, "bank-request-under-way"],
            [path, resume, "mandate-not-changeable"],
            [path, nowhere, "mandate-not-there"],
            ["/v2/banking/debit-returns", debitOf(account), "not-found"]
          ] as const
          for (const [route, body, expected] of refusals) {
            assert.strictEqual(problemOf(yield* send("POST", route, key, body)), expected)
          }
          const operator = yield* keyFor(scope, "operator")
          assert.strictEqual((yield* send("POST", path, operator, wanted)).status, 403)
        })
      )
    }
  )
