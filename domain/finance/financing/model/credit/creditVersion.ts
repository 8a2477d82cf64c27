import type { CreditFile } from "./CreditFile.ts"

/** How far an application has come: the lender gives no version of it. The steps decide between states of one rank. */
const ranks: Readonly<Record<CreditFile["state"]["is"], bigint>> = {
  other: 0n,
  "in-review": 1n,
  "documents-needed": 1n,
  "identity-needed": 1n,
  approved: 2n,
  "loan-made": 3n,
  "paid-out": 4n,
  rejected: 4n
}

/** What was read of an application is not applied after what has a higher version. */
export const creditVersion = ({ state }: Pick<CreditFile, "state">): bigint => ranks[state.is]
