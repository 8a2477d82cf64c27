import { Effect } from "effect"
import { MappedIbans } from "../../../../../ports/finance/MappedIbans.ts"
import { ProviderAccounts } from "../../../../../ports/finance/ProviderAccounts.ts"
import { Events } from "../../../../../ports/platform/Events.ts"
import { UnitOfWork } from "../../../../../ports/platform/UnitOfWork.ts"
import { Ids } from "../../../../shared/Uuid.ts"
import { openIntent } from "../../../providers/usecases/index.ts"
import {
  AccountNotOpen,
  addIbanIntent,
  MappedIbanId,
  type NewMappedIban,
  type ProviderAccount,
  VirtualIbanNotThere,
  VirtualIbanTaken
} from "../../model/index.ts"

/** Asks the institution for one more virtual IBAN, or takes one that the account has already, for a subject of ours. */
export const addVirtualIban = Effect.fn("banking.addVirtualIban")(function* (wanted: NewMappedIban) {
  const { write } = yield* UnitOfWork
  const accounts = yield* ProviderAccounts
  const events = yield* Events
  const { add } = yield* MappedIbans
  const id = MappedIbanId.make(yield* Effect.flatMap(Ids, ({ next }) => next))
  return yield* write(
    Effect.gen(function* () {
      const account = yield* accounts.find(wanted.providerAccountId)
      const { iban, label, subject } = wanted
      const fresh = { ...freshOf(account), id, label, subject, party: wanted.party ?? null }
      const ours = iban === undefined ? yield* asked(account, id) : yield* taken(account, iban)
      const mapped = yield* add({ ...fresh, ...ours })
      yield* events.publish({
        type: iban === undefined ? "banking.virtual-iban.asked" : "banking.virtual-iban.active",
        entityId: id,
        payload: {}
      })
      return mapped
    })
  )
})

const freshOf = ({ connectionId, id: providerAccountId }: ProviderAccount) => ({
  providerAccountId,
  connectionId,
  state: "adding" as const,
  iban: null,
  bic: null,
  reference: null,
  intentId: null
})

const asked = Effect.fnUntraced(function* (account: ProviderAccount, virtualIbanId: MappedIbanId) {
  const { connectionId, id: providerAccountId, reference: accountReference, state } = account
  if (state.is !== "open") return yield* new AccountNotOpen({ providerAccountId, state: state.word })
  const intent = yield* openIntent(addIbanIntent, {
    connectionId,
    businessKey: `virtual-iban:${virtualIbanId}`,
    amount: null,
    payload: { virtualIbanId, accountReference }
  })
  return { intentId: intent.id }
})

const taken = Effect.fnUntraced(function* (account: ProviderAccount, iban: string) {
  const { hold } = yield* ProviderAccounts
  const { holdOf } = yield* MappedIbans
  const held = yield* hold(account.id)
  const there = held.virtualIbans.find((one) => one.iban === iban && one.state.is !== "cancelled")
  if (there === undefined) return yield* new VirtualIbanNotThere({ iban })
  const [known] = yield* holdOf(account.connectionId, [there.reference])
  if (known !== undefined) return yield* new VirtualIbanTaken({ iban, virtualIbanId: known.id })
  const { bic, reference, state } = there
  return { iban, bic, reference, state: ibanStateOf(state.is) }
})

const ibanStateOf = (is: string) => (is === "suspended" ? ("suspended" as const) : ("active" as const))
