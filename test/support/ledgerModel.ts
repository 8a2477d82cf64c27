import * as fc from "fast-check"

/** A line as the tests think of it: `amount` in cents, debit positive. */
export interface ModelLine {
  readonly account: string
  readonly party: string | null
  readonly due: string | null
  readonly amount: bigint
}

export interface ModelEntry {
  readonly journal: string
  readonly date: string
  readonly lines: ReadonlyArray<ModelLine>
  /** The entry that this one reverses. */
  readonly undoes?: ModelEntry
}

/** What is done to the books: an entry posted, or an earlier one (by its place, modulo) reversed at a date. */
export type Step = { readonly post: ModelEntry } | { readonly reverse: number; readonly date: string }

export const day = fc
  .integer({ min: 0, max: 545 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))

const accounts = ["101", "401", "411", "44571", "471", "512", "607", "706"] as const

const line = fc.record({
  account: fc.constantFrom(...accounts),
  party: fc.constantFrom("A1", "B2", "C3"),
  due: fc.option(day),
  amount: fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((amount) => amount !== 0n)
})

const entry = fc
  .record({
    journal: fc.constantFrom("VE", "OD", "AN"),
    date: day,
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    last: fc.constantFrom(...accounts)
  })
  .map(({ date, journal, last, lines }): ModelEntry => {
    const rest = lines.reduce((sum, { amount }) => sum - amount, 0n)
    const balancing = rest === 0n ? [] : [{ account: last, party: "A1", due: null, amount: rest }]
    const all = [...lines, ...balancing].map((l) => ({
      ...l,
      party: l.account === "411" || l.account === "401" ? l.party : null
    }))
    return { journal, date: journal === "AN" ? "2026-01-01" : date, lines: all }
  })
  .filter(({ lines }) => lines.length >= 2)

/** A life of some books in 2026 and the first half of 2027. */
export const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: entry.map((post) => ({ post })) },
    { weight: 1, arbitrary: fc.record({ reverse: fc.nat(), date: day }) }
  ),
  { minLength: 1, maxLength: 25 }
)

export const yearStartOf = (date: string) => `${date.slice(0, 4)}-01-01`

const carried = (account: string) => account < "6"

/** Sums by account between two dates of one year, the years before it being open. */
export const modelTrialBalance = (entries: ReadonlyArray<ModelEntry>, from: string, to: string) => {
  const sums = new Map<string, { opening: bigint; debit: bigint; credit: bigint }>()
  const add = (account: string, opening: bigint, moved: bigint) => {
    const before = sums.get(account) ?? { opening: 0n, debit: 0n, credit: 0n }
    sums.set(account, {
      opening: before.opening + opening,
      debit: before.debit + (moved > 0n ? moved : 0n),
      credit: before.credit - (moved < 0n ? moved : 0n)
    })
  }
  const start = yearStartOf(to)
  let result = 0n
  for (const { date, journal, lines } of entries) {
    if (date > to) continue
    const opens = date < from || (journal === "AN" && date === from && from === start)
    for (const { account, amount } of lines) {
      if (date < start && !carried(account)) result += amount
      else add(account, opens ? amount : 0n, opens ? 0n : amount)
    }
  }
  if (result !== 0n) add(result < 0n ? "120" : "129", result, 0n)
  return new Map(
    [...sums].filter(([, { credit, debit, opening }]) => opening !== 0n || debit + credit !== 0n)
  )
}

const bucketOf = (late: number) =>
  late <= 0
    ? "notDue"
    : late <= 30
      ? "days1To30"
      : late <= 60
        ? "days31To60"
        : late <= 90
          ? "days61To90"
          : "over90"

/** Cents by party and bucket, in favour of whom the account is for. An entry and its mirror settle each other. */
export const modelAges = (entries: ReadonlyArray<ModelEntry>, prefix: string, sign: bigint, at: string) => {
  const ages = new Map<string, Map<string, bigint>>()
  const posted = entries.filter(({ date }) => date <= at)
  const settled = new Set(
    posted.flatMap((one) => (one.undoes === undefined || one.undoes.date > at ? [] : [one, one.undoes]))
  )
  for (const { date, lines } of posted.filter((one) => !settled.has(one))) {
    for (const { account, amount, due, party } of lines.filter((l) => l.account === prefix)) {
      const late = (Date.parse(at) - Date.parse(due ?? date)) / 86_400_000
      const ofParty = ages.get(party ?? account) ?? new Map<string, bigint>()
      for (const bucket of [bucketOf(late), "total"]) {
        ofParty.set(bucket, (ofParty.get(bucket) ?? 0n) + sign * amount)
      }
      ages.set(party ?? account, ofParty)
    }
  }
  return ages
}

export const cents = (amount: bigint) => {
  const text = (amount < 0n ? -amount : amount).toString().padStart(3, "0")
  return `${amount < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`
}
