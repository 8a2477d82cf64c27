import { EventsForgotten } from "../../../domain/platform/events/model/index.ts"
import { problem } from "../contract/problem.ts"

export const EventsForgottenProblem = problem(EventsForgotten, {
  title: { fr: "Événements trop anciens", en: "Events too old" },
  detail: ({ after, oldestAfter }) => ({
    fr: `Des événements après le numéro ${after} ne sont plus conservés : les plus anciens suivent le numéro ${oldestAfter}.`,
    en: `Events after number ${after} are kept no more: the oldest that are follow number ${oldestAfter}.`
  }),
  next: {
    fr: "Relisez l'état qui vous intéresse, puis reprenez après facts.oldestAfter, sans en-tête Last-Event-ID plus ancien.",
    en: "Read again the state that you follow, then go on after facts.oldestAfter, without an older Last-Event-ID header."
  }
})
