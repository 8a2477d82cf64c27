/** A French IBAN of an invented bank (code 99999), with its RIB key and its check digits: `account` is 1 to 11 digits. */
export const simulatedIban = (account: number): string => {
  const number = String(account).padStart(11, "0")
  const key = 97n - ((89n * 99_999n + 15n * 1n + 3n * BigInt(number)) % 97n)
  const bban = `9999900001${number}${String(key).padStart(2, "0")}`
  const check = 98n - (BigInt(`${bban}152700`) % 97n)
  return `FR${String(check).padStart(2, "0")}${bban}`
}

/** Whether the check digits of an IBAN are right (ISO 13616). */
export const isIban = (iban: string): boolean => {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return false
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55)
  )
  return BigInt(digits) % 97n === 1n
}
