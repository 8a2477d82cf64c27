/** Why a field that must hold a date does not, as a negative number beside the positive `yyyymmdd`. */
export const dateFault = { blank: 0, format: -1, calendar: -2, year: -3 } as const

/** Added to a date that is understood but not written `AAAAMMJJ`. */
export const looseDate = 100_000_000

const month = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isDay = (year: number, ofYear: number, day: number): boolean => {
  if (ofYear < 1 || ofYear > 12 || day < 1) return false
  if (ofYear === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month[ofYear - 1] ?? 0)
}

/**
 * A date field as `yyyymmdd`; plus `looseDate` when understood in another layout (day first, separators, time);
 * or one of `dateFault`. Zeros and separators alone count as blank, as the administration's tool has it.
 */
export const readDate = (bytes: Uint8Array, start: number, end: number): number => {
  if (end - start === 8) {
    const year = digits(bytes, start, start + 4)
    const rest = digits(bytes, start + 4, end)
    if (year >= 1900 && year <= 2099 && rest >= 0) {
      const ofYear = (rest - (rest % 100)) / 100
      if (isDay(year, ofYear, rest % 100)) return year * 10_000 + rest
    }
  }
  return end === start ? dateFault.blank : readLooseDate(ascii(bytes, start, end))
}

const yearFirst = /^(\d{4})[-/.]*([01]\d)[-/.]*([0-3]\d)([T ]\d{1,2}:\d{1,2}:\d{1,2})?$/
const dayFirst = /^([0-3]\d)[-/.]*([01]\d)[-/.]*(\d{4})([T ]\d{1,2}:\d{1,2}:\d{1,2})?$/

const readLooseDate = (text: string): number => {
  if (/^[-0/. ]*$/.test(text)) return dateFault.blank
  const first = yearFirst.exec(text)
  const last = dayFirst.exec(text)
  const usual = (year: string | undefined) => year !== undefined && /^(19|20)/.test(year)
  const parts =
    first !== null && (usual(first[1]) || last === null || !usual(last[3]))
      ? [first[1], first[2], first[3]]
      : [last?.[3], last?.[2], last?.[1]]
  const [year, ofYear, day] = parts.map((part) => Number(part ?? "NaN"))
  if (year === undefined || ofYear === undefined || day === undefined || Number.isNaN(year))
    return dateFault.format
  if (!isDay(year, ofYear, day)) return dateFault.calendar
  if (year < 1900 || year > 2099) return dateFault.year
  return (
    year * 10_000 +
    ofYear * 100 +
    day +
    (/^\d{8}$/.test(text) && usual(text) && first !== null ? 0 : looseDate)
  )
}

const digits = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/**
 * One amount as read: `minor` is hundredths, `rest` what lies beyond them in units of 10^-30 hundredth.
 * With a fault it may still be clear what is meant (`1 120.00`): `readable` says so, and the value then counts.
 */
export interface FecAmount {
  readonly fault: "amount.decimal-point" | "amount.thousands" | "amount.format" | undefined
  readonly readable: boolean
  readonly minor: bigint
  readonly rest: bigint
  readonly remark: "amount.sign-after" | "amount.exponent" | "amount.decimals" | undefined
}

/**
 * Hundredths of a plain amount: digits, at most one comma, at most two decimals, at most 15 digits (so that the
 * integer is exact); blank is 0. Returns -1 for anything else, which `readAmount` then judges.
 */
export const readPlainAmount = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && bytes[at] === 48) at++
  if (end - at > 16) return -1
  let value = 0
  let comma = -1
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 48 && byte <= 57) value = value * 10 + byte - 48
    else if (byte === 44 && comma < 0 && end - start > 1) comma = at
    else return -1
  }
  const decimals = comma < 0 ? 0 : end - comma - 1
  if (decimals === 2) return value
  if (decimals > 2 || value > 9_999_999_999_999) return -1
  return decimals === 1 ? value * 10 : value * 100
}

/** Any amount: sign before or after, one comma, exponent, any decimals; exact. Blank is zero. */
export const readAmount = (bytes: Uint8Array, start: number, end: number): FecAmount => {
  if (end - start > 64) return unreadable("amount.format")
  const text = ascii(bytes, start, end)
  if (text === "") return { fault: undefined, readable: true, minor: 0n, rest: 0n, remark: undefined }
  const fault = text.includes(".")
    ? "amount.decimal-point"
    : /\d +\d/.test(text) || text.replace(/[^ ,]/g, "").length > 1
      ? "amount.thousands"
      : undefined
  if (fault === undefined) return parseAmount(text, undefined)
  const meant = text.replace(/ /g, "").replace(/\./g, ",")
  return meant.split(",").length > 2 ? unreadable(fault) : parseAmount(meant, fault)
}

const parseAmount = (text: string, fault: FecAmount["fault"]): FecAmount => {
  const parts = /^([+-]?)(\d*)(?:,(\d*))?(?:[Ee]([+-]?\d{1,2}))? *([+-]?)$/.exec(text)
  const [, before = "", whole = "", decimals = "", power, after = ""] = parts ?? []
  const signs = before.length + after.length
  const scale = decimals.length - (power === undefined ? 0 : Number(power))
  if (parts === null || whole + decimals === "" || signs > 1 || scale > 32 || scale < -32) {
    return unreadable(fault ?? "amount.format")
  }
  const units = BigInt(whole + decimals) * 10n ** BigInt(32 - scale)
  const signed = before === "-" || after === "-" ? -units : units
  const rest = signed % restUnit
  return { fault, readable: true, minor: signed / restUnit, rest, remark: remarkOf(rest, power, after) }
}

const remarkOf = (rest: bigint, power: string | undefined, after: string): FecAmount["remark"] => {
  if (rest !== 0n) return "amount.decimals"
  if (power !== undefined) return "amount.exponent"
  return after === "" ? undefined : "amount.sign-after"
}

/** Units of `rest` in one hundredth. */
export const restUnit = 10n ** 30n

const unreadable = (fault: NonNullable<FecAmount["fault"]>): FecAmount => ({
  fault,
  readable: false,
  minor: 0n,
  rest: 0n,
  remark: undefined
})

/** The first byte of a field that is not a space, a no-break space (in either charset) or NUL. */
export const trimStart = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end) {
    const byte = bytes[at] ?? 0
    if (byte === 32 || byte === 0 || byte === 0xa0) at++
    else if (byte === 0xc2 && at + 1 < end && bytes[at + 1] === 0xa0) at += 2
    else break
  }
  return at
}

/** The end of a field without the same blanks. A 0xA0 that ends a UTF-8 letter (`à`) stays. */
export const trimEnd = (bytes: Uint8Array, start: number, end: number): number => {
  let at = end
  while (at > start) {
    const byte = bytes[at - 1] ?? 0
    const before = at - 2 >= start ? (bytes[at - 2] ?? 0) : 0
    if (byte === 32 || byte === 0 || (byte === 0xa0 && before < 0x80)) at--
    else if (byte === 0xa0 && before === 0xc2) at -= 2
    else break
  }
  return at
}

/** Bytes as text, one character for each, and a no-break space as a space: for numbers and dates only. */
export const ascii = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ""
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === 0xc2 && bytes[at + 1] === 0xa0) continue
    text += String.fromCharCode(byte === 0xa0 ? 32 : byte)
  }
  return text
}
