import { Option, Result, Schema } from "effect"
import { localDate, type LocalDate } from "../../../../shared/LocalDate.ts"
import { Siren } from "../../../../shared/Siren.ts"

/** `<SIREN>FEC<AAAAMMJJ>.txt`, the date being the year end (livre des procédures fiscales, A. 47 A-1). */
export const fecFileName = (siren: Siren, yearEnd: LocalDate): string =>
  `${siren}FEC${yearEnd.replaceAll("-", "")}.txt`

/** What a file name says. `siren` is undefined when its key is wrong: `digits` then holds the nine digits. */
export interface FecFileNameParts {
  readonly digits: string
  readonly siren: Siren | undefined
  readonly yearEnd: LocalDate
}

/** Reads a name without its folder, extension in any case; none when it is not of the legal form. */
export const parseFecFileName = (name: string): Option.Option<FecFileNameParts> => {
  const parts = /^(\d{9})FEC(\d{4})(\d{2})(\d{2})\.txt$/i.exec(name)
  if (parts === null) return Option.none()
  const [, digits = "", year, month, day] = parts
  const siren = Result.getOrUndefined(Schema.decodeUnknownResult(Siren)(digits))
  return Option.map(localDate(Number(year), Number(month), Number(day)), (yearEnd) => ({
    digits,
    siren,
    yearEnd
  }))
}
