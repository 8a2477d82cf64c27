import chart from "./pcg2026.json" with { type: "json" }

/** `minimal`: in the minimal plan every entity keeps; `facultatif`: an optional subdivision (printed in italics). */
export type ChartSystem = "minimal" | "facultatif"

/** One account of the plan comptable général. `parent` is the code one digit shorter; null for a class. */
export interface ChartAccount {
  readonly code: string
  readonly label: string
  readonly system: ChartSystem
  readonly parent: string | null
}

/**
 * The plan comptable général in force on 1 January 2026: 838 accounts in the order of their codes, classes 1 to 7.
 * Class 8 may be used (art. 1141-3 of the plan) but the plan opens no account in it.
 * Labels exactly as in the CC0 file that `pcg2026.json` names.
 */
export const pcg2026: ReadonlyArray<ChartAccount> = chart.accounts.map(([code = "", label = "", system]) => ({
  code,
  label,
  system: system === "minimal" ? "minimal" : "facultatif",
  parent: code.length === 1 ? null : code.slice(0, -1)
}))

const byCode: ReadonlyMap<string, ChartAccount> = new Map(pcg2026.map((account) => [account.code, account]))

/** The account of the plan with exactly this code. */
export const chartAccount = (code: string): ChartAccount | undefined => byCode.get(code)

/** The label of an account of the plan; undefined for a code that the plan does not open. */
export const labelOf = (code: string): string | undefined => byCode.get(code)?.label

/**
 * The account of the plan that a company's own code belongs under: the longest prefix that the plan opens
 * (`"411000"` gives 411, `"44566120"` gives 44566), undefined outside of classes 1 to 7.
 */
export const nearestParent = (code: string): ChartAccount | undefined => {
  for (let length = Math.min(code.length, longest); length > 0; length--) {
    const account = byCode.get(code.slice(0, length))
    if (account !== undefined) return account
  }
  return undefined
}

const longest = pcg2026.reduce((length, account) => Math.max(length, account.code.length), 0)
