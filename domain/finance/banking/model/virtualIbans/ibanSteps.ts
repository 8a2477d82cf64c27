import { IllegalTransition } from "../../../../shared/errors.ts"
import type { VirtualIban } from "../provided/ProvidedAccount.ts"
import type { MappedIban, MappedIbanState } from "./MappedIban.ts"

/** The steps that a virtual IBAN can take, and nothing else. */
export const ibanTransitions: Readonly<Record<MappedIbanState, ReadonlyArray<MappedIbanState>>> = {
  adding: ["unknown", "active", "suspended", "cancelled", "failed"],
  unknown: ["active", "suspended", "cancelled", "failed"],
  active: ["suspended", "cancelling", "cancelled"],
  suspended: ["active", "cancelling", "cancelled"],
  cancelling: ["active", "suspended", "cancelled"],
  cancelled: [],
  failed: []
}

export const noIbanStep = ({ id, state }: MappedIban, attempted: MappedIbanState) =>
  new IllegalTransition({
    entity: "VirtualIban",
    id,
    from: state,
    attempted,
    allowed: ibanTransitions[state].filter((to) => to !== attempted)
  })

/** The IBAN that the institution gave, taken over. A word that nobody knows of a new one is active: it was just made. */
export const afterAdded = (mapped: MappedIban, { bic, iban, reference, state }: VirtualIban): MappedIban => ({
  ...mapped,
  iban,
  bic,
  reference,
  state: states[state.is] ?? "active"
})

/** As the institution shows it now. What is being cancelled stays so until it is, or until the institution says no. */
export const afterShown = (mapped: MappedIban, { state }: VirtualIban): MappedIban => {
  const to = states[state.is]
  const waits = mapped.state === "cancelling" && to !== "cancelled"
  if (to === undefined || waits || !ibanTransitions[mapped.state].includes(to)) return mapped
  return { ...mapped, state: to }
}

const states: Partial<Record<VirtualIban["state"]["is"], MappedIbanState>> = {
  enabled: "active",
  suspended: "suspended",
  cancelled: "cancelled"
}
