import { Data, Effect } from "effect"
import { createServer } from "node:net"
import type { Texts } from "../../domain/shared/Language.ts"

/** The address cannot be served on; `reason` is one sentence for a person. */
export class CannotListen extends Data.TaggedError("CannotListen")<{ readonly reason: Texts }> {}

export interface Address {
  readonly host: string
  readonly port: number
}

/** Fails with a sentence when a server could not listen there now. */
export const checkListen = (address: Address): Effect.Effect<void, CannotListen> =>
  Effect.callback((resume) => {
    const probe = createServer()
    probe.once("error", (fault) => resume(Effect.fail(cannotListen(address, fault))))
    probe.listen(address.port, address.host, () => probe.close(() => resume(Effect.void)))
  })

export const cannotListen = (address: Address, fault: unknown): CannotListen => {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : String(fault)
  return new CannotListen({ reason: (sentences[code] ?? other(code))(address) })
}

const sentences: Readonly<Record<string, (address: Address) => Texts>> = {
  EADDRINUSE: ({ port }) => ({
    fr: `Le port ${port} est déjà pris : arrêtez ce qui l'occupe, ou choisissez-en un autre avec PORT.`,
    en: `Port ${port} is taken already: stop what uses it, or choose another one with PORT.`
  }),
  EACCES: ({ port }) => ({
    fr: `Le port ${port} est réservé au système : choisissez-en un au-dessus de 1023 avec PORT.`,
    en: `Port ${port} is reserved for the system: choose one above 1023 with PORT.`
  }),
  EADDRNOTAVAIL: ({ host }) => ({
    fr: `L'adresse ${host} n'est pas une adresse de cette machine : corrigez HOST.`,
    en: `The address ${host} is not an address of this machine: correct HOST.`
  }),
  ENOTFOUND: ({ host }) => ({
    fr: `Le nom ${host} est introuvable : corrigez HOST.`,
    en: `The name ${host} cannot be found: correct HOST.`
  })
}

const other =
  (code: string) =>
  ({ host, port }: Address): Texts => ({
    fr: `Impossible d'écouter sur ${host}:${port} (${code}).`,
    en: `Cannot listen on ${host}:${port} (${code}).`
  })
