import { Schema } from "effect"
import type { Texts } from "../../../shared/Language.ts"
import { amountOf, Money } from "../../../shared/Money.ts"
import { CardLimit } from "./CardLimit.ts"

/** Which rule refused a payment. */
export const DeclineCode = Schema.Literals([
  "late",
  "fact-missing",
  "unknown-card",
  "card-not-active",
  "frozen",
  "expired",
  "used",
  "online",
  "in-store",
  "withdrawal",
  "abroad",
  "currency",
  "category",
  "country",
  "merchant",
  "weekday",
  "hours",
  "receipts-missing",
  "limit",
  "budget",
  "budget-ended",
  "budget-archived"
])
export type DeclineCode = typeof DeclineCode.Type

/** Why a payment was refused. `fact` is what was missing, or what the rule looked at. */
export const Declined = Schema.Struct({
  code: DeclineCode,
  fact: Schema.NullOr(Schema.String).annotate({ examples: ["7995"] }),
  period: Schema.NullOr(CardLimit.fields.period),
  limit: Schema.NullOr(Money),
  left: Schema.NullOr(Money)
})
export type Declined = typeof Declined.Type

/** A reason with nothing more to say than its code and a fact. */
export const declined = (code: DeclineCode, fact: string | null = null): Declined => ({
  code,
  fact,
  period: null,
  limit: null,
  left: null
})

/** The reason as a sentence for a person. */
export const declinedText = ({ code, fact, left, limit, period }: Declined): Texts => {
  if (limit === null || left === null || period === null) return texts[code](fact ?? "-")
  const [most, rest] = [`${amountOf(limit)} ${limit.currency}`, `${amountOf(left)} ${left.currency}`]
  if (code === "budget") {
    return {
      fr: `Le budget « ${fact ?? "-"} » de ${most} ${periods[period].fr}, que des cartes partagent, serait dépassé : il reste ${rest}.`,
      en: `The budget "${fact ?? "-"}" of ${most} ${periods[period].en}, which cards share, would be exceeded: ${rest} is left.`
    }
  }
  return {
    fr: `La limite de ${most} ${periods[period].fr} serait dépassée : il reste ${rest}.`,
    en: `The limit of ${most} ${periods[period].en} would be exceeded: ${rest} is left.`
  }
}

const periods: Readonly<Record<CardLimit["period"], Texts>> = {
  transaction: { fr: "par paiement", en: "a payment" },
  day: { fr: "par jour", en: "a day" },
  week: { fr: "par semaine", en: "a week" },
  month: { fr: "par mois", en: "a month" },
  always: { fr: "en tout", en: "in all" }
}

const texts: Readonly<Record<DeclineCode, (fact: string) => Texts>> = {
  late: () => ({
    fr: "La décision n'a pas pu être prise à temps : la réponse déclarée est le refus.",
    en: "The decision could not be taken in time: the declared answer is a refusal."
  }),
  "fact-missing": (fact) => ({
    fr: `Le réseau n'annonce pas « ${fact} », dont une règle de la carte a besoin.`,
    en: `The network does not announce "${fact}", which a rule of the card needs.`
  }),
  "unknown-card": () => ({
    fr: "Cette carte n'est pas une carte de l'entreprise.",
    en: "This card is not one of the company."
  }),
  "card-not-active": (fact) => ({
    fr: `La carte n'est pas active (${fact}).`,
    en: `The card is not active (${fact}).`
  }),
  frozen: () => ({ fr: "La carte est gelée.", en: "The card is frozen." }),
  expired: () => ({ fr: "La carte a expiré.", en: "The card has expired." }),
  used: () => ({ fr: "La carte à usage unique a servi.", en: "The single-use card has been used." }),
  online: () => ({ fr: "Les paiements en ligne sont fermés.", en: "Online payments are off." }),
  "in-store": () => ({ fr: "Les paiements en magasin sont fermés.", en: "Payments in store are off." }),
  withdrawal: () => ({ fr: "Les retraits sont fermés.", en: "Withdrawals are off." }),
  abroad: (fact) => ({
    fr: `Les paiements hors de France sont fermés (${fact}).`,
    en: `Payments outside France are off (${fact}).`
  }),
  currency: (fact) => ({
    fr: `Les paiements dans une autre devise sont fermés (${fact}).`,
    en: `Payments in another currency are off (${fact}).`
  }),
  category: (fact) => ({
    fr: `Le secteur ${fact} du commerçant n'est pas permis.`,
    en: `The merchant's category ${fact} is not allowed.`
  }),
  country: (fact) => ({ fr: `Le pays ${fact} n'est pas permis.`, en: `The country ${fact} is not allowed.` }),
  merchant: (fact) => ({
    fr: `Le commerçant ${fact} n'est pas permis.`,
    en: `The merchant ${fact} is not allowed.`
  }),
  weekday: (fact) => ({
    fr: `La carte ne paie pas ce jour de la semaine (${fact}).`,
    en: `The card does not pay on this weekday (${fact}).`
  }),
  hours: (fact) => ({
    fr: `La carte ne paie pas à cette heure (${fact} h).`,
    en: `The card does not pay at this hour (${fact}h).`
  }),
  "receipts-missing": (fact) => ({
    fr: `${fact} justificatifs manquent : la carte attend qu'ils soient joints.`,
    en: `${fact} receipts are missing: the card waits until they are attached.`
  }),
  limit: () => ({ fr: "Une limite serait dépassée.", en: "A limit would be exceeded." }),
  budget: (fact) => ({
    fr: `Le budget « ${fact} » serait dépassé.`,
    en: `The budget "${fact}" would be exceeded.`
  }),
  "budget-ended": (fact) => ({
    fr: `La période du budget « ${fact} » est finie : il attend d'être renouvelé.`,
    en: `The span of the budget "${fact}" is over: it waits to be renewed.`
  }),
  "budget-archived": (fact) => ({
    fr: `Le budget « ${fact} » de la carte est archivé.`,
    en: `The card's budget "${fact}" is archived.`
  })
}
