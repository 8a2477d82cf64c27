import { VirtualIbanNotThere, VirtualIbanTaken } from "../../../domain/finance/banking/model/index.ts"
import { problem } from "../contract/problem.ts"

export const VirtualIbanNotThereProblem = problem(VirtualIbanNotThere, {
  title: { fr: "IBAN virtuel absent", en: "No such virtual IBAN" },
  detail: ({ iban }) => ({
    fr: `Le compte n'a pas d'IBAN virtuel ${iban} en service, tel qu'il a été lu la dernière fois.`,
    en: `The account has no virtual IBAN ${iban} in use, as it was when last read.`
  }),
  next: {
    fr: "Relisez le compte par POST /v2/banking/sync, puis choisissez l'un de ses virtualIbans ; sans iban, un nouveau est demandé.",
    en: "Read the account again by POST /v2/banking/sync and choose one of its virtualIbans; without iban a new one is asked for."
  }
})

export const VirtualIbanTakenProblem = problem(VirtualIbanTaken, {
  title: { fr: "IBAN virtuel déjà affecté", en: "Virtual IBAN already mapped" },
  detail: ({ iban, virtualIbanId }) => ({
    fr: `L'IBAN ${iban} est déjà affecté (${virtualIbanId}), et une affectation ne change pas.`,
    en: `The IBAN ${iban} is mapped already (${virtualIbanId}), and a mapping does not change.`
  }),
  next: {
    fr: "Demandez un nouvel IBAN virtuel : appelez la même route sans iban.",
    en: "Ask for a new virtual IBAN: call the same route without iban."
  }
})
