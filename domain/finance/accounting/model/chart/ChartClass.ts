import { nearestParent } from "./Pcg2026.ts"

/** What the first digit of an account says (plan comptable général, art. 1141-1 to 1141-3). */
export type AccountKind =
  | "capital"
  | "fixed-asset"
  | "stock"
  | "third-party"
  | "financial"
  | "expense"
  | "income"
  | "special"

export type AccountClass = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const kinds: Readonly<Record<AccountClass, AccountKind>> = {
  1: "capital",
  2: "fixed-asset",
  3: "stock",
  4: "third-party",
  5: "financial",
  6: "expense",
  7: "income",
  8: "special"
}

const classes: ReadonlyMap<string, AccountClass> = new Map(
  ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((digit) => [`${digit}`, digit])
)

/** The class of an account code, undefined when it does not start with 1 to 8. */
export const classOf = (code: string): AccountClass | undefined => classes.get(code.slice(0, 1))

export const kindOf = (code: string): AccountKind | undefined => {
  const digit = classOf(code)
  return digit === undefined ? undefined : kinds[digit]
}

/** Balance sheet (classes 1 to 5), income statement (6 and 7), or neither (8): art. 1141-1 and 1141-2. */
export const statementOf = (code: string): "balance-sheet" | "income-statement" | undefined => {
  const digit = classOf(code)
  if (digit === undefined || digit === 8) return undefined
  return digit <= 5 ? "balance-sheet" : "income-statement"
}

/**
 * The side on which an account normally stands, only where the plan settles it:
 * - classes 2 and 3 and class 6 debit, class 7 credit;
 * - 28, 29, 39, 49 and 59 (depreciation) credit: art. 1131-3 I, 1131-4 I, 1212-28 and 1212-29;
 * - from three digits on, an account of the plan ending in 9 is contrary to its parent (609, 709): art. 1131-4 II.
 * Undefined for stock variations (603, 713), which may stand on either side, and for all else of classes 1, 4, 5, 8.
 */
export const normalSide = (code: string): "debit" | "credit" | undefined => {
  const pair = code.slice(0, 2)
  if (/^(603|713)/.test(code)) return undefined
  const side = depreciation.has(pair) ? "credit" : sideOfClass(classOf(code))
  if (side === undefined || depreciation.has(pair)) return side
  const contrary = contraryLevels(nearestParent(code)?.code ?? "") % 2 === 1
  if (!contrary) return side
  return side === "debit" ? "credit" : "debit"
}

const depreciation: ReadonlySet<string> = new Set(["28", "29", "39", "49", "59"])

const sideOfClass = (digit: AccountClass | undefined): "debit" | "credit" | undefined => {
  if (digit === 2 || digit === 3 || digit === 6) return "debit"
  return digit === 7 ? "credit" : undefined
}

const contraryLevels = (code: string): number =>
  [...code].filter((digit, at) => at >= 2 && digit === "9").length
