import { addDays, LocalDate } from "../../domain/shared/LocalDate.ts"
import type { FecLine } from "../../domain/finance/accounting/model/index.ts"

const newYear = LocalDate.make("2025-01-01")
const days = Array.from({ length: 365 }, (_, day) => addDays(newYear, day))

/** The shape of an invoice: the accounts of the third party, the base and the tax, and which side the base is on. */
interface Shape {
  readonly journal: readonly [string, string]
  readonly party: readonly [string, string, string]
  readonly base: readonly [string, string]
  readonly tax: readonly [string, string]
  readonly sale: boolean
}

const shapes: readonly [Shape, Shape] = [
  {
    journal: ["VE", "Ventes"],
    party: ["411000", "Clients", "Société cliente n°"],
    base: ["707000", "Ventes de marchandises"],
    tax: ["445710", "TVA collectée"],
    sale: true
  },
  {
    journal: ["AC", "Achats"],
    party: ["401000", "Fournisseurs", "Fournisseur n°"],
    base: ["607000", "Achats de marchandises"],
    tax: ["445660", "TVA sur autres biens et services"],
    sale: false
  }
]

/**
 * At least `count` lines of balanced three-line invoices over the year 2025, made one by one: two journals, each
 * numbered without holes, in the order of validation. The same lines at each call.
 */
export function* syntheticFec(count: number): Generator<FecLine> {
  for (let entry = 0; entry * 3 < count; entry++) {
    const shape = shapes[entry % 2 === 0 ? 0 : 1]
    const date = days[Math.floor((365 * entry * 3) / (count + 3))] ?? newYear
    const number = `${Math.floor(entry / 2) + 1}`.padStart(6, "0")
    const base = 10_000n + BigInt((entry * 7_919) % 900_000)
    const tax = base / 5n
    const third = `${entry % 500}`
    const line = (
      account: readonly [string, string],
      amount: bigint,
      debit: boolean,
      auxiliary: boolean
    ): FecLine => ({
      journalCode: shape.journal[0],
      journalLabel: shape.journal[1],
      entryNumber: number,
      entryDate: date,
      account: account[0],
      accountLabel: account[1],
      auxiliary: auxiliary ? `T${third}` : "",
      auxiliaryLabel: auxiliary ? `${shape.party[2]} ${third}` : "",
      pieceRef: `FA2025-${number}`,
      pieceDate: date,
      label: `Facture FA2025-${number} réglée à échéance`,
      debit: debit ? amount : 0n,
      credit: debit ? 0n : amount,
      lettering: "",
      letteringDate: null,
      validDate: date,
      currencyMinor: null,
      currency: ""
    })
    yield line([shape.party[0], shape.party[1]], base + tax, shape.sale, true)
    yield line(shape.base, base, !shape.sale, false)
    yield line(shape.tax, tax, !shape.sale, false)
  }
}
