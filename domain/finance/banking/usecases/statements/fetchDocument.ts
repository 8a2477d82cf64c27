import { Effect } from "effect"
import {
  type DocumentNotFetched,
  ProviderDocuments
} from "../../../../../ports/platform/ProviderDocuments.ts"
import { JobFailure } from "../../../../platform/jobs/model/index.ts"
import type { Texts } from "../../../../shared/Language.ts"
import { openConnection } from "../../../providers/usecases/index.ts"
import { type AccountStatement, documentFits } from "../../model/index.ts"
import { bankingOf } from "../bankingOf.ts"
import { notRead } from "../syncFailures.ts"

/** The bytes of the document of a statement: where the institution says now that it is, of the format that was asked for. */
export const fetchDocument = Effect.fnUntraced(function* (statement: AccountStatement) {
  const documents = yield* ProviderDocuments
  const { connection, document } = yield* Effect.mapError(whereItIs(statement), notRead)
  if (document.state.is === "pending") return yield* pending
  if (document.state.is !== "ready" || document.address === null) return yield* notMade(document.state.word)
  const { bytes, contentType } = yield* Effect.mapError(
    documents.fetch(connection, document.address),
    notFetched
  )
  return documentFits(statement.format, contentType, bytes) ? bytes : yield* notAsSaid(statement)
})

const whereItIs = Effect.fnUntraced(function* ({ connectionId, reference }: AccountStatement) {
  const connection = yield* openConnection(connectionId, "asking")
  const banking = yield* bankingOf(connection)
  return { connection, document: yield* banking.statementDocument(connection, reference ?? "") }
})

const pending = new JobFailure({
  code: "banking.statement-pending",
  fr: "L'établissement prépare encore ce relevé.",
  en: "The institution is still making this statement.",
  retryable: true
})

const notMade = (word: string) =>
  new JobFailure({
    code: "banking.statement-not-made",
    fr: `L'établissement ne donne pas de document pour ce relevé (${word.slice(0, 100)}). Demandez-en un autre.`,
    en: `The institution gives no document of this statement (${word.slice(0, 100)}). Ask for another one.`,
    retryable: false
  })

const notAsSaid = ({ format }: AccountStatement) =>
  new JobFailure({
    code: "banking.document-not-as-said",
    fr: `Le document reçu n'est pas un fichier ${format} : il n'a pas été gardé.`,
    en: `What came is no ${format} document: it was not kept.`,
    retryable: false
  })

const notFetched = ({ reason }: DocumentNotFetched) =>
  new JobFailure({ code: `banking.document-${reason}`, ...texts[reason], retryable: !final.has(reason) })

const final: ReadonlySet<DocumentNotFetched["reason"]> = new Set([
  "address-refused",
  "redirected",
  "too-large"
])

const texts: Readonly<Record<DocumentNotFetched["reason"], Texts>> = {
  "address-refused": {
    fr: "L'adresse du document donnée par l'établissement n'est pas une adresse publique : rien n'y est demandé.",
    en: "The document's address as the institution gives it is no public one: nothing is asked for there."
  },
  redirected: {
    fr: "L'adresse du document renvoie vers une autre adresse, qui n'est pas suivie.",
    en: "The document's address leads to another one, which is not followed."
  },
  refused: {
    fr: "Le serveur du document l'a refusé. L'adresse est redemandée à l'établissement.",
    en: "The document's server refused it. The institution is asked for the address again."
  },
  "timed-out": {
    fr: "Le document n'est pas arrivé à temps.",
    en: "The document did not come in time."
  },
  "too-large": {
    fr: "Le document dépasse la taille permise (16 Mio).",
    en: "The document is larger than is allowed (16 MiB)."
  },
  unreachable: {
    fr: "Le serveur du document ne répond pas, ou la connexion s'est coupée.",
    en: "The document's server does not answer, or the connection broke off."
  }
}
