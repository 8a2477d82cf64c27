import { assert, describe, it } from "@effect/vitest"
import {
  fecColumns,
  fecDescription,
  type FecDescriptionFacts
} from "../../../../domain/finance/accounting/model/index.ts"
import { LocalDate } from "../../../../domain/shared/LocalDate.ts"
import { Siren } from "../../../../domain/shared/Siren.ts"

const facts: FecDescriptionFacts = {
  siren: Siren.make("732829320"),
  company: "Menuiserie Lœuvre",
  yearStart: LocalDate.make("2025-01-01"),
  yearEnd: LocalDate.make("2025-12-31"),
  charset: "ISO-8859-15",
  separator: "\t",
  lineEnd: "\r\n",
  cashColumns: 0,
  lines: 1_234,
  numbering: "per-journal",
  journals: [
    { code: "VE", label: "Ventes" },
    { code: "BQ", label: "Banque" }
  ],
  replaced: 3
}

describe("FEC description", () => {
  it("names the file, the year, the form of the file and its journals", () => {
    const text = fecDescription(facts)
    for (const line of [
      "Entreprise : Menuiserie Lœuvre",
      "SIREN : 732829320",
      "Exercice : du 01/01/2025 au 31/12/2025",
      "Fichier : 732829320FEC20251231.txt",
      "Jeu de caractères : ISO 8859-15",
      "Séparateur de zones : tabulation (code 9)",
      "Séparateur d'enregistrements : retour chariot et fin de ligne (codes 13 et 10)",
      "Enregistrements après la première ligne : 1234",
      "Caractères absents d'ISO 8859-15, remplacés par une forme proche ou « ? » : 3",
      "VE : Ventes",
      "BQ : Banque"
    ]) {
      assert.include(text.split("\n"), line)
    }
  })

  it("describes each zone that the file has, and no other", () => {
    const zones = (cashColumns: 0 | 3 | 4) =>
      [...fecDescription({ ...facts, cashColumns }).matchAll(/^\d+\. (\w+) \(/gm)].map(([, name]) => name)
    const legal = fecColumns.map((column) => column.name)
    assert.deepStrictEqual(zones(0), legal)
    assert.deepStrictEqual(zones(3), [...legal, "DateRglt", "ModeRglt", "NatOp"])
    assert.deepStrictEqual(zones(4), [...legal, "DateRglt", "ModeRglt", "NatOp", "IdClient"])
  })

  it("follows what the file was made with", () => {
    const text = fecDescription({
      ...facts,
      charset: "UTF-8-BOM",
      separator: "|",
      lineEnd: "\n",
      numbering: "overall",
      replaced: 0
    })
    assert.include(text, "UTF-8 (Unicode), avec indicateur d'ordre des octets")
    assert.include(text, "barre verticale « | » (code 124)")
    assert.include(text, "fin de ligne (code 10)")
    assert.include(text, "une suite continue pour tous les journaux")
    assert.notInclude(text, "remplacés par une forme proche")
  })
})
