import { Data, Effect } from "effect"
import { createServer } from "node:net"
import type { Texts } from "../../domain/shared/Language.ts"

/** The address cannot be served on; `reason` is one sentence for a person. */
export class CannotListen extends Data.TaggedError("CannotListen")<{ readonly reason: Texts }> {}

export interface Address {
  readonly host: string
  readonly port: number
}

/** The settings that the address comes from, as the sentence names them. */
export interface AddressSettings {
  readonly host: string
  readonly port: string
}

const serverSettings: AddressSettings = { host: "HOST", port: "PORT" }

/** Fails with a sentence when a server could not listen there now. */
export const checkListen = (
  address: Address,
  settings: AddressSettings = serverSettings
): Effect.Effect<void, CannotListen> =>
  Effect.callback((resume) => {
    const probe = createServer()
    probe.once("error", (fault) => resume(Effect.fail(cannotListen(address, fault, settings))))
    probe.listen(address.port, address.host, () => probe.close(() => resume(Effect.void)))
  })

const cannotListen = (address: Address, fault: unknown, settings: AddressSettings): CannotListen => {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : String(fault)
  return new CannotListen({ reason: (sentences[code] ?? other(code))(address, settings) })
}

const sentences: Readonly<Record<string, (address: Address, settings: AddressSettings) => Texts>> = {
  EADDRINUSE: ({ port }, settings) => ({
    fr: `Le port ${port} est déjà pris : arrêtez ce qui l'occupe, ou choisissez-en un autre avec ${settings.port}.`,
    en: `Port ${port} is taken already: stop what uses it, or choose another one with ${settings.port}.`
  }),
  EACCES: ({ port }, settings) => ({
    fr: `Le port ${port} est réservé au système : choisissez-en un au-dessus de 1023 avec ${settings.port}.`,
    en: `Port ${port} is reserved for the system: choose one above 1023 with ${settings.port}.`
  }),
  EADDRNOTAVAIL: ({ host }, settings) => ({
    fr: `L'adresse ${host} n'est pas une adresse de cette machine : corrigez ${settings.host}.`,
    en: `The address ${host} is not an address of this machine: correct ${settings.host}.`
  }),
  ENOTFOUND: ({ host }, settings) => ({
    fr: `Le nom ${host} est introuvable : corrigez ${settings.host}.`,
    en: `The name ${host} cannot be found: correct ${settings.host}.`
  })
}

const other =
  (code: string) =>
  ({ host, port }: Address): Texts => ({
    fr: `Impossible d'écouter sur ${host}:${port} (${code}).`,
    en: `Cannot listen on ${host}:${port} (${code}).`
  })
