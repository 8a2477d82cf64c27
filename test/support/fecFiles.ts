import { Effect } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import { Host } from "./hosts.ts"

const header =
  "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t" +
  "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"

/** A file of these lines, each with its zones in order; what is left out at the end is blank. */
export const fecOf = (...lines: ReadonlyArray<ReadonlyArray<string>>): string =>
  [header, ...lines.map((zones) => Array.from({ length: 18 }, (_, at) => zones[at] ?? "").join("\t"))].join(
    "\n"
  )

/** A small foreign file: opening, a sale and its payment lettered together, a foreign amount, odd codes. */
export const foreignFec = fecOf(
  [
    "AN",
    "À-nouveaux",
    "1",
    "20250101",
    "512000",
    "Banque",
    "",
    "",
    "AN",
    "20250101",
    "Ouverture",
    "1000,00",
    "0,00"
  ],
  [
    "AN",
    "À-nouveaux",
    "1",
    "20250101",
    "101000",
    "Capital",
    "",
    "",
    "AN",
    "20250101",
    "Ouverture",
    "0,00",
    "1000,00"
  ],
  [
    "VT",
    "Ventes",
    "7",
    "20250131",
    "411000",
    "Clients",
    "DUP & FILS",
    "Dupont & fils",
    "F1",
    "20250131",
    "Facture F1",
    "120,00",
    "0,00",
    "A",
    "20250210"
  ],
  [
    "VT",
    "Ventes",
    "7",
    "20250131",
    "706000",
    "Prestations",
    "",
    "",
    "F1",
    "20250131",
    "Facture F1",
    "0,00",
    "100,00"
  ],
  ["VT", "Ventes", "7", "20250131", "445710", "TVA", "", "", "F1", "20250131", "Facture F1", "0,00", "20,00"],
  [
    "BQ",
    "Banque",
    "3",
    "20250210",
    "512000",
    "Banque",
    "",
    "",
    "R1",
    "20250210",
    "Règlement",
    "120,00",
    "0,00",
    "",
    "",
    "",
    "140,00",
    "USD"
  ],
  [
    "BQ",
    "Banque",
    "3",
    "20250210",
    "411000",
    "Clients",
    "DUP & FILS",
    "Dupont & fils",
    "R1",
    "20250210",
    "Règlement",
    "0,00",
    "120,00",
    "A",
    "20250210"
  ]
)

/** Uploads a file for an import. */
export const upload = (key: string, content: string, fileName = "732829320FEC20251231.txt") =>
  Effect.gen(function* () {
    const { url } = yield* Host
    const response = yield* Effect.promise(() =>
      fetch(`${url}/v2/accounting/fec-imports?fileName=${encodeURIComponent(fileName)}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/octet-stream",
          "idempotency-key": uuidV7()
        },
        body: content
      })
    )
    const text = yield* Effect.promise(() => response.text())
    const json: unknown = JSON.parse(text)
    return { status: response.status, text, json }
  })
