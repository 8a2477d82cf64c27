/**
 * A text in the characters that all SEPA banks take: letters and digits without accents, space and / - ? : ( ) . , ' +
 * (EPC, SEPA Credit Transfer implementation guidelines, character set). Letters lose their accents, `&` becomes `+`,
 * anything else a space. It never begins or ends with a slash nor holds two of them. May come out empty.
 */
export const sepaText = (text: string, longest: number): string =>
  [...text.normalize("NFKD")]
    .map((character) => replaced[character] ?? character)
    .join("")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9/?:().,'+ -]/gu, " ")
    .replace(/\/{2,}/gu, "/")
    .replace(/^[/ ]+/u, "")
    .replace(/ +/gu, " ")
    .slice(0, longest)
    .replace(/[/ ]+$/u, "")

const replaced: Readonly<Record<string, string>> = {
  Œ: "OE",
  œ: "oe",
  Æ: "AE",
  æ: "ae",
  ß: "ss",
  Ø: "O",
  ø: "o",
  Ł: "L",
  ł: "l",
  Đ: "D",
  đ: "d",
  "€": "EUR",
  "&": "+",
  "’": "'",
  "–": "-",
  "—": "-",
  _: "-"
}
