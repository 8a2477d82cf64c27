import { DecidedByStarter, ProcessDiffers } from "../../../domain/platform/processes/model/index.ts"
import { problem } from "../contract/problem.ts"

export const ProcessDiffersProblem = problem(ProcessDiffers, {
  title: { fr: "Processus différent", en: "Another process" },
  detail: ({ businessKey, processId, state }) => ({
    fr: `Un processus existe sous la clé ${businessKey} avec un autre contenu : ${processId}, à l'état « ${state} ».`,
    en: `A process stands under the key ${businessKey} with another content: ${processId}, which is "${state}".`
  }),
  next: {
    fr: "Reprenez le contenu d'origine, ou choisissez une autre clé. Une clé se libère quand son processus est annulé.",
    en: "Send the content it was started with, or choose another key. A key is free again once its process is undone."
  }
})

export const DecidedByStarterProblem = problem(DecidedByStarter, {
  title: { fr: "Décision d'une autre personne requise", en: "Another person must decide" },
  detail: ({ processId, step }) => ({
    fr: `L'étape ${step} du processus ${processId} ne peut pas être décidée par qui l'a lancé.`,
    en: `The step ${step} of the process ${processId} cannot be decided by who started it.`
  }),
  next: {
    fr: "Demandez à une autre personne qui a ce droit.",
    en: "Ask another person who has this right."
  }
})
