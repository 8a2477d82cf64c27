import { shownVirtualIban } from "./shownAs.ts"
import { simulatedIban } from "./simulatedIban.ts"
import type { SimulatedVirtualIban, SwanState } from "./SwanState.ts"

/** Virtual IBANs of the project: one more of an account, and one that takes nothing any more. */
export const virtualIbanMutations = (state: SwanState) => ({
  addVirtualIbanEntry: ({ input }: { readonly input: { readonly accountId: string } }) => {
    const account = state.accounts.find(({ id }) => id === input.accountId)
    if (account === undefined) {
      return { __typename: "AccountNotFoundRejection", id: input.accountId, message: "No such account" }
    }
    const made: SimulatedVirtualIban = {
      id: crypto.randomUUID(),
      accountId: account.id,
      IBAN: simulatedIban(Number(account.number) * 1_000 + 900_000_000 + state.virtualIbans.length),
      label: null,
      status: "Enabled"
    }
    state.virtualIbans.push(made)
    return { __typename: "AddVirtualIbanEntrySuccessPayload", virtualIbanEntry: shownVirtualIban(made) }
  },
  cancelVirtualIbanEntry: ({ input }: { readonly input: { readonly virtualIbanEntryId: string } }) => {
    const { virtualIbanEntryId: id } = input
    const known = state.virtualIbans.find((one) => one.id === id)
    if (known === undefined) return { __typename: "IbanEntryNotFoundRejection", id, message: "No such IBAN" }
    known.status = "Canceled"
    return { __typename: "CancelVirtualIbanEntrySuccessPayload", virtualIbanEntry: shownVirtualIban(known) }
  }
})
