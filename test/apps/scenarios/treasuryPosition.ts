import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { at, companyWithBooks, listAt, send, textAt } from "../../support/books.ts"
import { call, type Host } from "../../support/hosts.ts"
import { inParallel } from "../../support/inParallel.ts"
import { tenantSqlLayer } from "../../support/tenants.ts"
import { transferTo } from "../../support/swan/transferRequests.ts"
import {
  connectedAccounts,
  eur,
  freeItem,
  payingAccount,
  placementOn,
  treasury
} from "../../support/treasury/treasuryRequests.ts"

const problemOf = ({ json }: { readonly json: unknown }) => textAt(json, "type")

/** The position, the ladders and the transfers that are proposed, over HTTP. */
export const treasuryPositionScenarios = <E>(name: string, host: Layer.Layer<Host, E>) =>
  layer(Layer.merge(host, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
    `position of the treasury on ${name}`,
    (it) => {
      it.effect("shows banks, tills and placements with their freshness, and what is to come", () =>
        Effect.gen(function* () {
          const company = yield* companyWithBooks
          const { key } = company
          const file = yield* payingAccount(key)
          const [connected] = yield* connectedAccounts(company, ["900.00"])
          for (const code of ["530", "580"]) {
            yield* send("POST", "/v2/accounting/accounts", key, { code, label: `Compte ${code}` })
          }
          const till = yield* send("POST", "/v2/accounting/entries", key, {
            journal: "OD",
            date: "2026-03-02",
            label: "Fonds de caisse",
            lines: [
              { account: "530", debit: eur("150.00") },
              { account: "580", credit: eur("150.00") }
            ]
          })
          assert.strictEqual(till.status, 201, till.text)
          const { json, status, text } = yield* call("GET", `${treasury}/position`, { key })
          assert.strictEqual(status, 200, text)
          const lines = at(json, "lines")
          assert.isArray(lines)
          assert.sameDeepMembers(
            [0, 1, 2].map((n) => [
              at(lines, n, "kind"),
              at(lines, n, "of"),
              at(lines, n, "day"),
              at(lines, n, "seenAt") === null
            ]),
            [
              ["bank", connected, null, false],
              ["bank", file, "2026-02-28", true],
              ["cash", "530", "2026-03-02", true]
            ]
          )
          yield* freeItem(key, "En retard", "40.00")
          const before = yield* call("GET", `${treasury}/ladders?days=366`, { key })
          const placed = yield* send("POST", `${treasury}/contracts`, key, placementOn(file))
          assert.strictEqual(placed.status, 201, placed.text)
          const ladder = yield* call("GET", `${treasury}/ladders?days=366`, { key })
          const cents = (of: unknown) => BigInt(textAt(of, 0, "closing", "amount").replace(".", ""))
          assert.strictEqual(cents(ladder.json) - cents(before.json), 10_056n)
          const path = `${treasury}/contracts/${textAt(placed.json, "id")}`
          const plan = yield* call("GET", path, { key })
          assert.deepStrictEqual(at(plan.json, "flows", 1, "amount"), eur("10100.56"))
          const ended = yield* send("POST", `${path}/end`, key, { on: "2027-03-01" }, 1)
          assert.deepInclude(ended.json, { endedOn: "2027-03-01", version: 2 })
          assert.strictEqual((yield* send("POST", `${path}/end`, key, { on: "2027-03-02" }, 2)).status, 409)
        })
      )

      it.effect("tells what is due and owed in another currency, valued only at rates that are given", () =>
        Effect.gen(function* () {
          const { key } = yield* companyWithBooks
          const usd = (amount: string) => ({ amount, currency: "USD" })
          const posted = yield* send("POST", "/v2/accounting/entries", key, {
            journal: "OD",
            date: "2026-03-02",
            label: "Ventes et achats en dollars",
            lines: [
              {
                account: "411",
                party: { code: "C1", label: "Smith" },
                debit: eur("90.00"),
                foreign: usd("100.00")
              },
              {
                account: "401",
                party: { code: "F1", label: "Jones" },
                credit: eur("18.00"),
                foreign: usd("20.00")
              },
              { account: "706", credit: eur("72.00") }
            ]
          })
          assert.strictEqual(posted.status, 201, posted.text)
          const { json } = yield* call("GET", `${treasury}/exposures`, { key })
          assert.deepStrictEqual(json, [
            {
              currency: "USD",
              bank: usd("0.00"),
              receivable: usd("100.00"),
              payable: usd("-20.00"),
              contracts: usd("0.00"),
              net: usd("80.00"),
              forwards: usd("0.00"),
              open: usd("80.00"),
              booked: eur("72.00")
            }
          ])
          const rates = [{ currency: "USD", rate: "0.95", on: "2026-11-23", source: "BCE" }]
          const valued = yield* send("POST", `${treasury}/exposures/valuation`, key, { rates })
          assert.deepInclude(at(valued.json, 0), { value: eur("76.00"), latent: eur("4.00") })
        })
      )

      it.effect("counts a debt once when a transfer to its party is on its way", () =>
        Effect.gen(function* () {
          const company = yield* companyWithBooks
          const { key } = company
          yield* connectedAccounts(company, ["9000.00"])
          const { json: accounts } = yield* call("GET", "/v2/banking/provider-accounts", { key })
          const party = { code: "F001", label: "Dupont" }
          for (const [amount, dueDate] of [
            ["70.00", "2026-03-31"],
            ["50.00", "2026-12-15"]
          ] as const) {
            const bought = yield* send("POST", "/v2/accounting/entries", key, {
              journal: "AC",
              date: "2026-03-02",
              label: "Achat",
              documentRef: dueDate,
              documentDate: "2026-03-02",
              lines: [
                { account: "607", debit: eur(amount) },
                { account: "401", party, credit: eur(amount), dueDate }
              ]
            })
            assert.strictEqual(bought.status, 201, bought.text)
          }
          const flowsNow = Effect.map(call("GET", `${treasury}/ladders?days=366`, { key }), ({ json }) =>
            listAt(json, 0, "days").flatMap((day) =>
              listAt(day, "flows").map((flow) => [at(flow, "kind"), at(flow, "amount", "amount")])
            )
          )
          assert.deepStrictEqual(yield* flowsNow, [
            ["payable", "-70.00"],
            ["payable", "-50.00"]
          ])
          const transfer = { ...transferTo(textAt(accounts, "items", 0, "id")), party, amount: eur("90.00") }
          const made = yield* send("POST", "/v2/transfers", key, transfer)
          assert.strictEqual(made.status, 201, made.text)
          assert.deepStrictEqual(yield* flowsNow, [
            ["transfer", "-90.00"],
            ["payable", "-30.00"]
          ])
        })
      )

      it.effect("orders a proposed transfer once, whoever asks at once, and counts it from then on", () =>
        Effect.gen(function* () {
          const company = yield* companyWithBooks
          const { key } = company
          const [rich = "", poor = ""] = yield* connectedAccounts(company, ["9000.00", "40.00"])
          const bounds = { minimum: eur("100.00"), target: eur("500.00"), maximum: eur("10000.00") }
          for (const id of [rich, poor]) {
            const set = yield* send("PUT", `${treasury}/bounds/${id}`, key, bounds, 0)
            assert.strictEqual(set.status, 200, set.text)
          }
          assert.strictEqual((yield* send("PUT", `${treasury}/bounds/${rich}`, key, bounds, 0)).status, 409)
          const proposals = yield* call("GET", `${treasury}/transfer-proposals`, { key })
          const wanted = { fromBankAccountId: rich, toBankAccountId: poor, amount: eur("60.00") }
          assert.deepStrictEqual(at(proposals.json, 0, "transfers"), [wanted])
          const order = { ...wanted, consentReturnUrl: "https://erp.example.fr/treasury" }
          const answers = yield* inParallel(
            4,
            () => send("POST", `${treasury}/transfer-proposals/order`, key, order),
            () => Effect.void
          )
          const made = answers.filter(({ status }) => status === 201)
          assert.strictEqual(made.length, 1, answers.map(({ text }) => text).join("\n"))
          assert.deepInclude(made[0]?.json, { route: "internal", amount: eur("60.00") })
          assert.deepStrictEqual(
            new Set(answers.filter(({ status }) => status !== 201).map(problemOf)),
            new Set(["/problems/not-proposed"])
          )
          const after = yield* call("GET", `${treasury}/transfer-proposals`, { key })
          assert.deepStrictEqual(at(after.json, 0, "transfers"), [])
          const much = { ...bounds, minimum: eur("9000.00"), target: eur("9000.00") }
          for (const id of [rich, poor]) yield* send("PUT", `${treasury}/bounds/${id}`, key, much, 1)
          const refused = yield* call("GET", `${treasury}/transfer-proposals`, { key })
          assert.deepStrictEqual(at(refused.json, 0, "impossible"), {
            reason: "too-little",
            by: eur("8960.00")
          })
        })
      )
    }
  )
