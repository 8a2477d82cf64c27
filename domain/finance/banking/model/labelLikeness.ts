/** Words that say how money moved, not with whom: they make no two labels alike. */
const generic: ReadonlySet<string> = new Set(
  `ACHAT AVIR CARTE CB CHEQUE CHQ COMPTE DE DEBIT CREDIT DES DU EMIS EN ET FACTURE FACT FAVEUR INST INSTANTANE LA LE
   LES MANDAT MOTIF PAIEMENT PAYMENT POUR PREL PRELEVEMENT PRLV PRLVT RECU REF REMISE RETRAIT SEPA TRANSACTION
   TRANSFER VERS VERSEMENT VIR VIREMENT`.split(/\s+/)
)

/**
 * How alike two bank labels are, from 0 to 1: the share of the shorter one's telling words that stand in the other.
 * Case, accents and generic words do not count; a number counts from five digits on.
 */
export const labelLikeness = (a: string, b: string): number => {
  const [one, other] = [wordsOf(a), wordsOf(b)]
  if (one.size === 0 || other.size === 0) return one.size === other.size && plain(a) === plain(b) ? 1 : 0
  const shared = [...one].filter((word) => other.has(word)).length
  return shared / Math.min(one.size, other.size)
}

const plain = (text: string): string =>
  text
    .slice(0, 400)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, " ")
    .trim()

const wordsOf = (text: string): Set<string> =>
  new Set(
    plain(text)
      .split(" ")
      .filter((word) => !generic.has(word) && (/^\d+$/.test(word) ? word.length >= 5 : word.length >= 2))
  )
