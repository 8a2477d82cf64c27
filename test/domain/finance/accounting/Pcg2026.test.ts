import { assert, describe, it } from "@effect/vitest"
import {
  chartAccount,
  classOf,
  kindOf,
  labelOf,
  nearestParent,
  normalSide,
  pcg2026,
  statementOf
} from "../../../../domain/finance/accounting/model/index.ts"

/** Labels as the CC0 file prints them, typed here apart from the data under test. */
const essentials: ReadonlyArray<readonly [string, string]> = [
  ["101", "Capital"],
  ["106", "Réserves"],
  ["108", "Compte de l'exploitant"],
  ["110", "Report à nouveau - solde créditeur"],
  ["119", "Report à nouveau - solde débiteur"],
  ["120", "Résultat de l'exercice - bénéfice"],
  ["129", "Résultat de l'exercice – perte"],
  ["15", "Provisions"],
  ["1515", "Provisions pour pertes de change"],
  ["164", "Emprunts auprès des établissements de crédit si non-inscrits dans le compte 167"],
  ["165", "Dépôts et cautionnements reçus"],
  ["20", "Immobilisations incorporelles et frais d’établissement"],
  ["21", "Immobilisations corporelles"],
  ["26", "Participations et créances rattachées à des participations"],
  ["27", "Autres immobilisations financières"],
  ["275", "Dépôts et cautionnements versés"],
  ["28", "Amortissements des immobilisations"],
  ["29", "Dépréciations des immobilisations"],
  ["31", "Matières premières et fournitures"],
  ["37", "Stocks de marchandises"],
  ["401", "Fournisseurs"],
  ["4047", "Fournisseurs d'immobilisations - Retenues de garantie"],
  ["408", "Fournisseurs - Factures non parvenues"],
  ["409", "Fournisseurs débiteurs"],
  ["411", "Clients"],
  ["4117", "Clients - Retenues de garantie"],
  ["416", "Clients douteux ou litigieux"],
  ["418", "Clients - Produits non encore facturés"],
  ["419", "Clients créditeurs"],
  ["421", "Personnel - Rémunérations dues"],
  ["431", "Sécurité sociale"],
  ["437", "Autres organismes sociaux"],
  ["4452", "TVA due intracommunautaire"],
  ["44551", "TVA à décaisser"],
  ["44562", "TVA sur immobilisations"],
  ["44566", "TVA sur autres biens et services"],
  ["44567", "Crédit de TVA à reporter"],
  ["44571", "TVA collectée"],
  ["44581", "Acomptes - Régime simplifié d'imposition"],
  ["44586", "Taxes sur le chiffre d’affaires sur factures non parvenues"],
  ["44587", "Taxes sur le chiffre d’affaires sur factures à établir"],
  ["455", "Associés - Comptes courants"],
  ["467", "Divers comptes débiteurs et produits à recevoir"],
  ["471", "Comptes d'attente"],
  ["476", "Différence de conversion - Actif"],
  ["477", "Différences de conversion - Passif"],
  ["486", "Charges constatées d'avance"],
  ["487", "Produits constatés d'avance"],
  ["491", "Dépréciations des comptes de clients"],
  ["512", "Banques"],
  ["5112", "Chèques à encaisser"],
  ["53", "Caisse"],
  ["58", "Virements internes"],
  ["601", "Achats stockés - Matières premières et fournitures"],
  ["607", "Achats de marchandises"],
  ["609", "Rabais, remises et ristournes obtenus sur achats (même ventilation que celle du compte 60)"],
  ["611", "Sous-traitance générale"],
  ["613", "Locations"],
  ["614", "Charges locatives et de copropriété"],
  ["615", "Entretien et réparation"],
  ["616", "Primes d'assurances"],
  ["622", "Rémunérations d'intermédiaires et honoraires"],
  ["625", "Déplacements, missions et réceptions"],
  ["626", "Frais postaux et de télécommunications"],
  ["627", "Services bancaires et assimilés"],
  ["635", "Autres impôts, taxes et versements assimilés (administrations des impôts)"],
  ["641", "Rémunérations du personnel"],
  ["645", "Cotisations de sécurité sociale et de prévoyance"],
  ["654", "Pertes sur créances irrécouvrables"],
  ["656", "Pertes de change sur créances et dettes commerciales"],
  ["658", "Pénalités et autres charges"],
  ["661", "Charges d'intérêts"],
  ["665", "Escomptes accordés"],
  ["666", "Pertes de change financières"],
  ["67", "Charges exceptionnelles"],
  [
    "681",
    "Dotations aux amortissements, aux dépréciations et aux provisions (à inscrire dans les charges d'exploitation)"
  ],
  ["695", "Impôts sur les bénéfices"],
  ["701", "Ventes de produits finis"],
  ["704", "Travaux"],
  ["706", "Prestations de services"],
  ["707", "Ventes de marchandises"],
  ["7085", "Ports et frais accessoires facturés"],
  ["709", "Rabais, remises et ristournes accordés"],
  ["752", "Revenus des immeubles non affectés à des activités professionnelles"],
  ["756", "Gains de change sur créances et dettes commerciales"],
  ["758", "Indemnités et autres produits"],
  ["764", "Revenus des valeurs mobilières de placement"],
  ["765", "Escomptes obtenus"],
  ["766", "Gains de change financiers"],
  ["768", "Autres produits financiers"],
  ["77", "Produits exceptionnels"],
  ["78", "Reprises sur amortissements, dépréciations et provisions"]
]

const countsByClass = [94, 148, 37, 156, 49, 237, 117, 0]

describe("plan comptable général 2026", () => {
  it("has 838 accounts, 433 minimal and 405 optional, each once", () => {
    assert.strictEqual(pcg2026.length, 838)
    assert.strictEqual(pcg2026.filter((account) => account.system === "minimal").length, 433)
    assert.strictEqual(pcg2026.filter((account) => account.system === "facultatif").length, 405)
    assert.strictEqual(new Set(pcg2026.map((account) => account.code)).size, 838)
  })

  it("counts its accounts by class", () => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (digit) => pcg2026.filter((account) => classOf(account.code) === digit).length
    )
    assert.deepStrictEqual(counts, countsByClass)
  })

  it("gives every account but the seven classes a parent that exists", () => {
    assert.deepStrictEqual(
      pcg2026.filter((account) => account.parent === null).map((account) => account.code),
      ["1", "2", "3", "4", "5", "6", "7"]
    )
    for (const account of pcg2026) {
      if (account.parent !== null) assert.isDefined(chartAccount(account.parent), account.code)
    }
  })

  it.each(essentials)("%s is %s", (code, label) => assert.strictEqual(labelOf(code), label))

  it("holds the changes of 2026 around 167 and 168 and not what they removed", () => {
    for (const code of ["1673", "1682", "16711", "16712"]) assert.isDefined(chartAccount(code), code)
    for (const code of ["1675", "16718", "16748", "16758"]) assert.isUndefined(chartAccount(code), code)
  })

  it("proposes the longest prefix that the plan opens", () => {
    const cases: ReadonlyArray<readonly [string, string | undefined]> = [
      ["411000", "411"],
      ["44566120", "44566"],
      ["512", "512"],
      ["7071000001", "707"],
      ["4", "4"],
      ["999999", undefined],
      ["801", undefined],
      ["", undefined],
      ["C411", undefined]
    ]
    for (const [code, parent] of cases) assert.strictEqual(nearestParent(code)?.code, parent, code)
  })

  it("says the side only where the plan settles it", () => {
    const sides: ReadonlyArray<readonly [string, "debit" | "credit" | undefined]> = [
      ["601000", "debit"],
      ["609", "credit"],
      ["6097", "credit"],
      ["707", "credit"],
      ["709100", "debit"],
      ["2183", "debit"],
      ["28183", "credit"],
      ["269", "credit"],
      ["2961", "credit"],
      ["31", "debit"],
      ["391", "credit"],
      ["491", "credit"],
      ["590", "credit"],
      ["6031", undefined],
      ["7133", undefined],
      ["411", undefined],
      ["512", undefined],
      ["101", undefined],
      ["801", undefined]
    ]
    for (const [code, side] of sides) assert.strictEqual(normalSide(code), side, code)
  })

  it("tells balance sheet from income statement", () => {
    assert.strictEqual(statementOf("5121"), "balance-sheet")
    assert.strictEqual(statementOf("6061"), "income-statement")
    assert.isUndefined(statementOf("890"))
    assert.isUndefined(statementOf("0"))
    assert.strictEqual(kindOf("890"), "special")
    assert.isUndefined(kindOf("X"))
  })
})
