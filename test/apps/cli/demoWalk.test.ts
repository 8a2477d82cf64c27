import { assert, describe, it } from "@effect/vitest"
import { randomUUID } from "node:crypto"
import { rmSync } from "node:fs"
import { afterAll, beforeAll, vi } from "vitest"
import { openRules } from "../../../domain/finance/cards/model/index.ts"
import { at, textAt } from "../../support/books.ts"
import { monthly } from "../../support/cards/cardSeeds.ts"
import { creditWanted } from "../../support/credit/creditRequests.ts"
import { projectCopy, startService, takenPort } from "../../support/startedService.ts"

const folder = projectCopy()
const eur = (amount: string) => ({ amount, currency: "EUR" })
const iban = "FR1420041010050500013M02606"
const company = { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" }

let url = ""
let key = ""
let stop: () => Promise<unknown> = () => Promise.resolve()

beforeAll(async () => {
  const { free, port } = await takenPort()
  await free()
  const service = startService(folder, { PORT: String(port) })
  const welcome = await service.saysOn("stdout", "Ctrl-C")
  url = `http://127.0.0.1:${port}`
  key = /^ +clé +(azk_\S+)$/m.exec(welcome)?.[1] ?? ""
  stop = () => {
    service.child.kill("SIGINT")
    return service.ended
  }
}, 300_000)

afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

const sent = async (path: string, body: unknown, version?: number): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
      ...(version === undefined ? {} : { "if-match": `"${version}"` })
    },
    body: JSON.stringify(body)
  })
  const text = await answer.text()
  assert.isBelow(answer.status, 300, `${path}: ${text}`)
  const json: unknown = JSON.parse(text)
  return json
}

const read = async (path: string): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  const json: unknown = await answer.json()
  return json
}

/** Reads until this is true of the answer, asking the service before each time to look at its provider where it must. */
const until = async (path: string, isTrue: (json: unknown) => boolean, ask = async () => {}) => {
  let last: unknown
  await vi.waitUntil(
    async () => {
      await ask()
      last = await read(path)
      return isTrue(last)
    },
    { timeout: 120_000, interval: 500 }
  )
  return last
}

const is = (state: string) => (json: unknown) => at(json, "state") === state

const consented = (consent: string) =>
  fetch(consent, { method: "POST", body: new URLSearchParams({ decision: "accept" }), redirect: "manual" })

const connectionTo = async (provider: string) => {
  const connections = at(await read("/v2/finance/connections"), "items")
  const all: ReadonlyArray<unknown> = Array.isArray(connections) ? connections : []
  return textAt(
    all.find((one) => at(one, "provider") === provider),
    "id"
  )
}

/** What the README lets a newcomer try, in the service as `npm start` runs it. */
describe("the demo companies and their simulated providers", { timeout: 300_000 }, () => {
  it("pay by transfer: consented to, booked, in the books; and have a virtual card", async () => {
    const connectionId = await connectionTo("swan")
    await sent("/v2/banking/sync", { connectionId })
    const accounts = await until("/v2/banking/provider-accounts", (json) =>
      JSON.stringify(json).includes('"members"')
    )
    const transfer = await sent("/v2/transfers", {
      providerAccountId: textAt(accounts, "items", 0, "id"),
      payee: { name: "Dupont SARL", account: iban },
      route: "sepa",
      speed: "regular",
      amount: eur("120.00"),
      label: "Facture 12",
      consentReturnUrl: url
    })
    const path = `/v2/transfers/${textAt(transfer, "id")}`
    await consented(textAt(await until(path, is("consent_pending")), "consent", "url"))
    await until(path, (json) => is("booked")(json) && at(json, "entryId") !== null)

    const card = await sent("/v2/cards", {
      connectionId,
      holderReference: textAt(accounts, "items", 0, "members", 0, "reference"),
      kind: "virtual",
      expiresOn: null,
      consentReturnUrl: url,
      name: "Abonnements",
      memberId: null,
      analytics: {},
      limits: monthly("500.00"),
      rules: openRules,
      zone: "Europe/Paris",
      receiptsRequired: false,
      blockAfterMissing: null
    })
    const shown = await until(`/v2/cards/${textAt(card, "id")}`, (json) => at(json, "consent") !== null)
    assert.match(textAt(shown, "consent", "url"), /^http:/)
  })

  it("are paid by card", async () => {
    const sale = await sent("/v2/payments", {
      kind: "sale",
      connectionId: await connectionTo("nmi"),
      amount: eur("45.00"),
      label: "Facture F-1",
      initiatedBy: "payer",
      token: `sim-${randomUUID()}`
    })
    const paid = await until(
      `/v2/payments/${textAt(sale, "payment", "id")}`,
      (json) => at(json, "payment", "state") === "captured"
    )
    assert.deepStrictEqual(at(paid, "payment", "captured"), eur("45.00"))
  })

  it("finance an invoice", async () => {
    const connectionId = await connectionTo("defacto")
    await sent("/v2/financing/borrowers", { connectionId, company, iban })
    const invoice = await sent("/v2/financing/invoices", {
      connectionId,
      number: "F-1",
      seller: company,
      buyer: { scheme: "siren", number: "552100554", name: "Client SA" },
      issuedOn: "2026-01-05",
      dueOn: "2026-03-05",
      net: eur("1000.00"),
      vat: eur("200.00"),
      total: eur("1200.00"),
      document: Buffer.from("%PDF-1.4\n%%EOF\n").toString("base64")
    })
    const financedInvoiceId = textAt(invoice, "id")
    await until(`/v2/financing/invoices/${financedInvoiceId}`, (json) => at(json, "reference") !== null)
    const advance = await sent("/v2/financing/advances", {
      financedInvoiceId,
      borrower: company,
      line: null,
      amount: eur("900.00"),
      payToIban: iban,
      payOn: "2026-01-06",
      repayOn: "2099-03-05"
    })
    const path = `/v2/financing/advances/${textAt(advance, "id")}`
    const refresh = async () => void (await sent(`${path}/refresh`, {}))
    await until(path, (json) => at(json, "reference") !== null)
    const offered = await until(path, is("to-validate"), refresh)
    await sent(`${path}/validate`, {}, Number(at(offered, "version")))
    const paidOut = await until(path, is("paid-out"), refresh)
    assert.deepStrictEqual(at(paidOut, "amount"), eur("900.00"))
  })

  it("borrow", async () => {
    const asked = await sent("/v2/credit/applications", creditWanted(await connectionTo("solaris")))
    const path = `/v2/credit/applications/${textAt(asked, "id")}`
    await until(path, (json) => at(json, "reference") !== null)
    const approved = await until(path, is("approved"), async () => void (await sent(`${path}/refresh`, {})))
    assert.deepStrictEqual(at(approved, "amount"), eur("12000.00"))
  })
})
