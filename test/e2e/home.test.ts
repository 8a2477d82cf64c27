import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import type { BrowserContextOptions, Page } from "playwright-core"
import { companyWithBooks, saleOf, send } from "../support/books.ts"
import { browserNote, openBrowser } from "../support/chromium.ts"
import { Host, nodeHost } from "../support/hosts.ts"
import { tenantSqlLayer } from "../support/tenants.ts"

/** Looks at the page of the running host; answers undefined where there is no browser. */
const look = <A>(options: BrowserContextOptions, work: (page: Page, url: string) => Promise<A>) =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const browser = yield* Effect.promise(openBrowser)
    if (browser === undefined) return undefined
    const faults: Array<string> = []
    return yield* Effect.promise(async () => {
      const page = await (await browser.newContext(options)).newPage()
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()))
      page.on("pageerror", (error) => faults.push(error.message))
      page.on("request", (request) => request.url().startsWith(url) || faults.push(request.url()))
      const seen = await work(page, url)
      assert.deepStrictEqual(faults, [])
      return seen
    }).pipe(Effect.ensuring(Effect.promise(() => browser.close())))
  })

const french = { locale: "fr-FR", viewport: { width: 1100, height: 900 } }
const tables = (page: Page) => page.locator("table").allInnerTexts()

layer(Layer.merge(nodeHost, tenantSqlLayer), { excludeTestServices: true, timeout: "60 seconds" })(
  `the home page in Chromium${browserNote}`,
  (it) => {
    it.effect("shows a company's bank balance and trial balance with the key of the address's fragment", () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithBooks
        yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F-2026-001"))
        yield* send("POST", "/v2/accounting/entries", key, paymentOf("2026-01-31"))
        yield* look(french, async (page, url) => {
          await page.goto(`${url}/#key=${key}`)
          await page.getByRole("table", { name: /Balance générale/ }).waitFor()
          assert.strictEqual(page.url(), `${url}/`)
          const [bank = "", trial = ""] = await tables(page)
          assert.match(bank, /512\s+Banques\s+1\s234\s567,89\s€/u)
          assert.match(trial, /44571\s+TVA collectée\s+20,00\s€\s+−20,00\s€/u)
          assert.strictEqual(await page.locator("#database").innerText(), "en marche")
          await page.getByRole("link", { name: "English" }).click()
          await page.getByRole("table", { name: /Trial balance/ }).waitFor()
          assert.match((await tables(page))[0] ?? "", /1,234,567\.89\s€/u)
        })
      })
    )

    it.effect("takes a key from the keyboard, and says in words why one is refused", () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithBooks
        yield* look(french, async (page, url) => {
          await page.goto(url)
          await page.getByLabel("Clé d'API de la société").focus()
          await page.keyboard.type(key)
          await page.keyboard.press("Enter")
          await page.getByRole("table", { name: /Soldes bancaires/ }).waitFor()
        })
        const { url } = yield* Host
        const browser = yield* Effect.promise(openBrowser)
        if (browser === undefined) return
        const refused = yield* Effect.promise(async () => {
          const page = await browser.newPage({ locale: "en-GB" })
          await page.goto(`${url}/#key=azk_unknown`)
          await page.getByRole("alert").filter({ hasText: /\S/u }).waitFor()
          return page.getByRole("alert").innerText()
        }).pipe(Effect.ensuring(Effect.promise(() => browser.close())))
        assert.match(refused, /key/i)
      })
    )

    it.effect("fits 360 px, has one heading of each level in order, names its fields, and is readable", () =>
      Effect.gen(function* () {
        const { key } = yield* companyWithBooks
        yield* send("POST", "/v2/accounting/entries", key, saleOf("2026-01-31", "F-2026-001"))
        for (const colorScheme of ["light", "dark"] as const) {
          yield* look(
            { ...french, viewport: { width: 360, height: 740 }, colorScheme },
            async (page, url) => {
              await page.goto(`${url}/#key=${key}`)
              await page.getByRole("table", { name: /Balance générale/ }).waitFor()
              assert.isAtMost(await page.evaluate("document.documentElement.scrollWidth"), 360)
              assert.isAtLeast(await page.locator("td:empty").count(), 1)
              assert.strictEqual(await page.locator("td:empty").filter({ visible: true }).count(), 0)
              assert.strictEqual(await page.locator("h1").count(), 1)
              assert.strictEqual(await page.locator("input:not([id])").count(), 0)
              const lowest = await page.evaluate(lowestContrast)
              assert.isAtLeast(Number(lowest), 4.5)
            }
          )
        }
      })
    )
  }
)

const paymentOf = (date: string) => ({
  journal: "BQ",
  date,
  label: "Virement",
  lines: [
    { account: "512", debit: { amount: "1234567.89", currency: "EUR" } },
    { account: "411", credit: { amount: "1234567.89", currency: "EUR" } }
  ]
})

/** The lowest contrast (WCAG 2.2, 1.4.3) of a text of the page with the background behind it. */
const lowestContrast = `(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor)
      if (color.length < 4 || color[3] > 0) return color
    }
    return [255, 255, 255]
  }
  return Math.min(...[...document.querySelectorAll("body *")]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => [light(parts(getComputedStyle(node).color)), light(behind(node))])
    .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)))
})()`
