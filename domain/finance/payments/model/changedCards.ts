import type { StoredMethod } from "./CardPayment.ts"
import type { PaymentMethod } from "./PaymentMethod.ts"

type KnownCard = Pick<PaymentMethod, "expires" | "id" | "masked" | "version"> & { readonly reference: string }

/** The methods whose card the gateway shows otherwise than we do. What it does not show leaves what is known. */
export const changedCards = (
  known: ReadonlyArray<KnownCard>,
  shown: ReadonlyArray<StoredMethod>
): ReadonlyArray<KnownCard> => {
  const now = new Map(shown.map((one) => [one.reference, one]))
  return known.flatMap(({ expires, id, masked, reference, version }) => {
    const found = now.get(reference)
    const after = { masked: found?.masked ?? masked, expires: found?.expires ?? expires }
    return after.masked === masked && after.expires === expires ? [] : [{ id, reference, version, ...after }]
  })
}

/** What the card schemes' updater says to do: of `acu.summary.closedaccount`, the last word. */
export const updaterWord = (type: string): string => type.split(".")[2] ?? ""
