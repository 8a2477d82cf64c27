import { Option, Schema } from "effect"

/**
 * The remainder of a text of digits and capitals divided by 97, letters counting as A=10 to Z=35 (ISO 7064,
 * MOD 97-10). Any other character counts as the digit 0.
 */
export const mod97 = (text: string): number => {
  let rest = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 65 && code <= 90) rest = (rest * 100 + (code - 55)) % 97
    else rest = (rest * 10 + (code >= 48 && code <= 57 ? code - 48 : 0)) % 97
  }
  return rest
}

/** Lengths of the IBANs of the SEPA countries, from the SWIFT IBAN registry. */
const lengths: ReadonlyMap<string, number> = new Map(
  `AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27
   LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 VA22`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const)
)

const isIban = (text: string): boolean =>
  /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) &&
  text.length === (lengths.get(text.slice(0, 2)) ?? text.length) &&
  mod97(text.slice(4) + text.slice(0, 4)) === 1

/**
 * An international bank account number (ISO 13616) without spaces, in capitals, whose length fits its country
 * (SEPA countries) and whose check digits hold.
 */
export const Iban = Schema.String.check(
  Schema.makeFilter((text) => isIban(text) || "an IBAN with valid check digits, without spaces")
)
  .annotate({
    description: "International bank account number, capitals, no spaces",
    examples: ["FR1420041010050500013M02606"]
  })
  .pipe(Schema.brand("Iban"))
export type Iban = typeof Iban.Type

/** The IBAN in a text written with or without spaces, in either case; none when it is not one. */
export const ibanOf = (text: string): Option.Option<Iban> => {
  const compact = text.replace(/[\s\u{a0}]/gu, "").toUpperCase()
  return isIban(compact) ? Option.some(Iban.make(compact)) : Option.none()
}

/** The two check digits of a national account number: 98 minus the remainder of `<bban><country>00` by 97. */
export const ibanCheckDigits = (country: string, bban: string): string =>
  String(98 - mod97(`${bban}${country}00`)).padStart(2, "0")
