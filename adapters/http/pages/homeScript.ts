/** The script of the home page, for the browser. Texts from the API are set as text, never as HTML. */
export const homeScript = String.raw`"use strict"
const french = document.documentElement.lang === "fr"
const say = (fr, en) => (french ? fr : en)
const at = (id) => document.getElementById(id)

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

// The key comes in the fragment of the address, which is never sent, and leaves the address at once.
const given = /^#key=([\x21-\x7e]+)$/.exec(location.hash)
if (given) {
  sessionStorage.setItem("key", given[1])
  history.replaceState(null, "", location.pathname + location.search)
}

const headers = () => ({
  accept: "application/json",
  "accept-language": french ? "fr" : "en",
  authorization: "Bearer " + sessionStorage.getItem("key")
})

class Refused extends Error {}

const ask = async (path) => {
  const answer = await fetch(path, { headers: headers(), cache: "no-store" })
  const body = await answer.json()
  if (!answer.ok) throw new Refused([body.detail, body.next].filter(Boolean).join(" "))
  return body
}

// Amounts are exact decimals: they are cut as text and never become numbers.
const money = ({ amount, currency }) => {
  const [, sign, whole, cents] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, french ? "\u202f" : ",")
  const digits = cents === undefined ? grouped : grouped + (french ? "," : ".") + cents
  return (sign === "" ? "" : "\u2212") + digits + "\u00a0" + (currency === "EUR" ? "€" : currency)
}

const balances = ({ closing, credit, debit, opening }) => [opening, debit, credit, closing].map(unlessZero)

const unlessZero = (sum) => (/[1-9]/.test(sum.amount) ? money(sum) : "")

const table = (caption, columns, rows) => {
  const made = element("table")
  made.append(element("caption", caption))
  const head = element("tr")
  for (const [text, kind] of columns) head.append(element("th", text, { scope: "col", class: kind }))
  made.append(element("thead"))
  made.tHead.append(head)
  const lines = element("tbody")
  for (const { cells, total } of rows) {
    const row = element("tr", undefined, total ? { class: "total" } : {})
    cells.forEach((cell, place) => {
      const [text, kind] = columns[place]
      row.append(element(place === 0 ? "th" : "td", cell, {
        class: kind,
        "data-label": text,
        ...(place === 0 ? { scope: "row" } : {})
      }))
    })
    lines.append(row)
  }
  made.append(lines)
  return made
}

const today = () => {
  const now = new Date()
  const two = (part) => String(part).padStart(2, "0")
  return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
}

// The fiscal year of today, else the last one, up to today or to its end.
const dateOf = (years) => {
  const day = today()
  const current = years.find(({ ends, starts }) => starts <= day && day <= ends)
  if (current) return day
  return years.map(({ ends }) => ends).sort().at(-1)
}

const shown = (date) =>
  new Intl.DateTimeFormat(french ? "fr-FR" : "en-GB", { dateStyle: "long", timeZone: "UTC" })
    .format(new Date(date + "T00:00:00Z"))

const allBalances = async (date) => {
  const items = []
  let cursor = null
  let last
  do {
    const page = cursor === null ? "" : "&cursor=" + encodeURIComponent(cursor)
    last = await ask("/v2/accounting/reports/trial-balance?limit=200&to=" + date + page)
    items.push(...last.items)
    cursor = last.nextCursor
  } while (cursor !== null)
  return { ...last, items }
}

const bankTable = ({ at: date, items, total }) =>
  table(say("Soldes bancaires des comptes au ", "Bank balances by the books on ") + shown(date), [
    [say("Compte", "Account"), "text"],
    [say("Libellé", "Label"), "text"],
    [say("Solde", "Balance"), "amount"]
  ], [
    ...items.map(({ account, balance, label }) => ({ cells: [account, label, money(balance)] })),
    { cells: [say("Total", "Total"), "", money(total)], total: true }
  ])

const statementTable = (accounts) =>
  table(say("Soldes selon la banque", "Balances by the bank"), [
    [say("Compte", "Account"), "text"],
    [say("Date", "Date"), "text"],
    [say("Solde", "Balance"), "amount"]
  ], accounts.filter(({ balance }) => balance !== null).map(({ balance, iban, label }) => ({
    cells: [iban ?? label, shown(balance.date), money(balance.amount)]
  })))

const trialTable = ({ items, to, totals }) =>
  table(say("Balance générale au ", "Trial balance on ") + shown(to), [
    [say("Compte", "Account"), "text"],
    [say("Libellé", "Label"), "text"],
    [say("Ouverture", "Opening"), "amount"],
    [say("Débit", "Debit"), "amount"],
    [say("Crédit", "Credit"), "amount"],
    [say("Solde", "Balance"), "amount"]
  ], [
    ...items.map(({ account, label, ...sums }) => ({ cells: [account, label, ...balances(sums)] })),
    { cells: [say("Total", "Total"), "", ...balances(totals)], total: true }
  ])

const show = async () => {
  const books = at("books")
  at("problem").hidden = true
  try {
    const company = await ask("/v2/tenant")
    const parts = [element("h3", company.name)]
    if (company.siren !== null) parts.push(element("p", "SIREN " + company.siren, { class: "help" }))
    const accounts = await ask("/v2/banking/accounts")
    if (accounts.some(({ balance }) => balance !== null)) parts.push(statementTable(accounts))
    const date = dateOf(await ask("/v2/accounting/fiscal-years"))
    if (date === undefined) {
      parts.push(element("p", say("Cette société n'a pas encore d'exercice ouvert.",
        "This company has no fiscal year yet.")))
    } else {
      parts.push(bankTable(await ask("/v2/accounting/reports/bank-balances?at=" + date)))
      parts.push(trialTable(await allBalances(date)))
    }
    books.replaceChildren(...parts)
    books.hidden = false
  } catch (fault) {
    books.hidden = true
    at("problem").hidden = false
    at("problem").textContent = fault instanceof Refused
      ? fault.message
      : say("Le service ne répond pas : vérifiez qu'il tourne, puis réessayez.",
        "The service does not answer: check that it runs, then try again.")
  }
}

const probe = async (path, place) => {
  const target = at(place)
  const good = await fetch(path, { cache: "no-store" }).then(({ ok }) => ok, () => false)
  target.textContent = good ? say("en marche", "running") : say("indisponible", "unavailable")
  target.className = good ? "good" : "bad"
}

at("open").addEventListener("submit", (event) => {
  event.preventDefault()
  sessionStorage.setItem("key", at("key").value.trim())
  void show()
})

void probe("/health", "api")
void probe("/ready", "database")
if (sessionStorage.getItem("key")) {
  at("key").value = sessionStorage.getItem("key")
  void show()
}
`
