import type { Caller } from "./partnerApi.ts"
import { amountOf, balancesOf, type SimulatedStatement, type SwanState } from "./SwanState.ts"
import { connectionOf } from "./shownAs.ts"
import { smallPdf } from "./smallPdf.ts"

interface Wanted {
  readonly accountId: string
  readonly openingDate: string
  readonly closingDate: string
  readonly format?: "CSV" | "PDF"
}

/** Statements of the project. One that is made is pending until it has been looked at once. */
export const statementFields = ({ origin, state }: Caller) => ({
  accountStatement: ({ id }: { readonly id: string }) => {
    const found = state.statements.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no statement ${id}`)
    const shown = shownStatement(state, found, origin)
    found.status = "Generated"
    return shown
  },
  generateAccountStatement: ({ input }: { readonly input: Wanted }) => {
    if (!state.accounts.some(({ id }) => id === input.accountId)) throw new Error("no such account")
    const made: SimulatedStatement = {
      id: crypto.randomUUID(),
      accountId: input.accountId,
      format: input.format ?? "PDF",
      openingDate: input.openingDate,
      closingDate: input.closingDate,
      createdAt: state.now(),
      status: "Pending"
    }
    state.statements.push(made)
    return shownStatement(state, made, origin)
  }
})

/** Those of an account, as the schema shows them. */
export const statementsOf = (
  state: SwanState,
  accountId: string,
  origin: string,
  asked: Parameters<typeof connectionOf>[1]
) =>
  connectionOf(
    state.statements.filter((one) => one.accountId === accountId),
    asked,
    (one) => shownStatement(state, one, origin)
  )

/** A statement as the schema shows it; its document is at a public address, which only its id guards. */
const shownStatement = (state: SwanState, one: SimulatedStatement, origin: string) => ({
  ...one,
  createdAt: new Date(one.createdAt).toISOString(),
  openingBalance: amountOf(0n),
  closingBalance: amountOf(bookedOf(state, one)),
  statusInfo:
    one.status === "Pending"
      ? { __typename: "PendingStatusInfo", status: "Pending" }
      : { __typename: "GeneratedStatusInfo", status: "Generated", url: `${origin}/statements/${one.id}` }
})

const bookedOf = (state: SwanState, { accountId }: SimulatedStatement) => {
  const account = state.accounts.find(({ id }) => id === accountId)
  return account === undefined ? 0n : balancesOf(state, account).booked
}

/** The document at the address of a statement. */
export const statementFile = (state: SwanState | undefined, id: string): Response => {
  const found = state?.statements.find((one) => one.id === id)
  if (state === undefined || found?.status !== "Generated")
    return new Response("Not found\n", { status: 404 })
  const account = state.accounts.find((one) => one.id === found.accountId)
  const rows = [
    ["Simulation", "not a real statement"],
    ["Account", account?.number ?? ""],
    ["From", found.openingDate],
    ["To", found.closingDate],
    ["Booked balance", `${amountOf(bookedOf(state, found)).value} EUR`]
  ]
  return found.format === "PDF"
    ? new Response(smallPdf(rows.map((cells) => cells.join(": "))), {
        headers: { "content-type": "application/pdf" }
      })
    : new Response(`${rows.map((cells) => cells.join(";")).join("\n")}\n`, {
        headers: { "content-type": "text/csv; charset=utf-8" }
      })
}
