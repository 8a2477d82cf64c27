import type { Language } from "../../domain/shared/Language.ts"
import type { DemoCompany } from "./demo.ts"

/** What a person needs once everything runs: addresses, demo companies with their keys, how to stop. */
export const welcome = (
  running: {
    readonly host: string
    readonly port: number
    readonly metricsPort: string
    readonly companies: ReadonlyArray<DemoCompany>
    /** The simulated providers, each with its address. */
    readonly simulators: ReadonlyArray<readonly [name: string, address: string]>
    /** Whether the companies are connected to them: without a master key nothing can be sealed. */
    readonly connected: boolean
  },
  language: Language
): string => {
  const shown = ["0.0.0.0", "::"].includes(running.host) ? "127.0.0.1" : running.host
  const origin = `http://${shown.includes(":") ? `[${shown}]` : shown}:${running.port}`
  const text = texts[language]
  const companies = running.companies.flatMap(({ key, name }) => [
    "",
    `  ${name}`,
    `    ${text.key}  ${key}`,
    `    ${text.page}  ${origin}/#key=${key}`
  ])
  return [
    "",
    `AZALSCORE  ${origin}/`,
    `  ${text.reference}  ${origin}/docs`,
    `  ${text.contract}  ${origin}/openapi.json`,
    `  ${text.metrics}  http://127.0.0.1:${running.metricsPort}/metrics`,
    "",
    text.companies,
    ...companies,
    "",
    running.connected ? text.connected : text.simulators,
    ...running.simulators.map(([name, address]) => `  ${name.padEnd(7)}  ${address}/`),
    "",
    text.stop,
    ""
  ].join("\n")
}

const texts = {
  fr: {
    reference: "documentation",
    contract: "contrat      ",
    metrics: "mesures      ",
    companies: "Sociétés de démonstration (clés gardées dans .data/demo-keys.json) :",
    key: "clé  ",
    page: "page ",
    connected: "Elles sont reliées à des fournisseurs simulés (aucun argent réel) :",
    simulators: "Fournisseurs simulés (aucun argent réel) :",
    stop: "Ctrl-C arrête tout ; les données restent dans .data/."
  },
  en: {
    reference: "documentation",
    contract: "contract     ",
    metrics: "metrics      ",
    companies: "Demo companies (keys kept in .data/demo-keys.json):",
    key: "key  ",
    page: "page ",
    connected: "They are connected to simulated providers (no real money):",
    simulators: "Simulated providers (no real money):",
    stop: "Ctrl-C stops everything; the data stays in .data/."
  }
} as const
