import { Schema } from "effect"
import {
  AlreadyExists,
  CardNumberRefused,
  IllegalTransition,
  NotFound,
  PermissionDenied,
  VersionConflict
} from "../../../domain/shared/errors.ts"
import { problem } from "./problem.ts"

/** The credential is missing, unknown, expired or revoked. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()(
  "Unauthorized",
  {},
  { httpApiStatus: 401 }
) {}

/** The company's access is suspended: every route answers this. */
export class TenantSuspended extends Schema.TaggedError<TenantSuspended>()(
  "TenantSuspended",
  {},
  { httpApiStatus: 403 }
) {}

export class TooManyRequests extends Schema.TaggedError<TooManyRequests>()(
  "TooManyRequests",
  { retryAfterSeconds: Schema.Int.annotate({ examples: [12] }) },
  { httpApiStatus: 429 }
) {}

export class InvalidRequest extends Schema.TaggedError<InvalidRequest>()(
  "InvalidRequest",
  {
    errors: Schema.Array(
      Schema.Struct({
        path: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
        message: Schema.String
      }).annotate({
        examples: [{ path: ["payload", "lines", 0, "account"], message: "Missing key" }]
      })
    )
  },
  { httpApiStatus: 400 }
) {}

export class IdempotencyKeyMissing extends Schema.TaggedError<IdempotencyKeyMissing>()(
  "IdempotencyKeyMissing",
  {},
  { httpApiStatus: 400 }
) {}

export class IdempotencyKeyReused extends Schema.TaggedError<IdempotencyKeyReused>()(
  "IdempotencyKeyReused",
  { key: Schema.String.annotate({ examples: ["b1946ac9-2f1c-4b5e-9a51-3f0f6b9c1a11"] }) },
  { httpApiStatus: 422 }
) {}

export class RouteNotFound extends Schema.TaggedError<RouteNotFound>()(
  "RouteNotFound",
  { method: Schema.String, path: Schema.String },
  { httpApiStatus: 404 }
) {}

export class PayloadTooLarge extends Schema.TaggedError<PayloadTooLarge>()(
  "PayloadTooLarge",
  { maximumBytes: Schema.Int.annotate({ examples: [1_048_576] }) },
  { httpApiStatus: 413 }
) {}

export class RequestTimeout extends Schema.TaggedError<RequestTimeout>()(
  "RequestTimeout",
  {
    seconds: Schema.Int.annotate({ examples: [20] }),
    retryAfterSeconds: Schema.Int.annotate({ examples: [30] })
  },
  { httpApiStatus: 503 }
) {}

export class UnsupportedMediaType extends Schema.TaggedError<UnsupportedMediaType>()(
  "UnsupportedMediaType",
  { received: Schema.String.annotate({ examples: ["text/plain"] }) },
  { httpApiStatus: 415 }
) {}

/** Anything unexpected: only the correlation id is shown. */
export class InternalError extends Schema.TaggedError<InternalError>()(
  "InternalError",
  { requestId: Schema.String.annotate({ examples: ["019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"] }) },
  { httpApiStatus: 500 }
) {}

export const UnauthorizedProblem = problem(Unauthorized, {
  title: { fr: "Identification requise", en: "Credential required" },
  detail: () => ({
    fr: "La clé d'API ou le jeton est absent, inconnu, expiré ou révoqué.",
    en: "The API key or token is missing, unknown, expired or revoked."
  }),
  next: {
    fr: "Envoyez l'en-tête Authorization: Bearer <clé>. Une clé se crée dans Réglages, Clés d'API.",
    en: "Send the header Authorization: Bearer <key>. Keys are made in Settings, API keys."
  }
})

export const TenantSuspendedProblem = problem(TenantSuspended, {
  title: { fr: "Accès suspendu", en: "Access suspended" },
  detail: () => ({
    fr: "L'accès de cette entreprise est suspendu.",
    en: "This company's access is suspended."
  }),
  next: {
    fr: "Le propriétaire du compte peut demander la reprise à l'assistance.",
    en: "The account's owner can ask support to resume it."
  }
})

export const TooManyRequestsProblem = problem(TooManyRequests, {
  title: { fr: "Trop de requêtes", en: "Too many requests" },
  detail: ({ retryAfterSeconds }) => ({
    fr: `Le budget de la minute est épuisé. Réessayez dans ${retryAfterSeconds} s.`,
    en: `The budget of this minute is spent. Retry in ${retryAfterSeconds} s.`
  }),
  next: {
    fr: "Attendez la durée de l'en-tête Retry-After, puis recommencez avec la même clé d'idempotence.",
    en: "Wait for the time in the Retry-After header, then repeat with the same idempotency key."
  }
})

export const InvalidRequestProblem = problem(InvalidRequest, {
  title: { fr: "Requête invalide", en: "Invalid request" },
  detail: ({ errors }) => {
    const listed = errors.map(({ message, path }) => `${path.join(".")}: ${message}`).join(" ; ")
    return { fr: `Rien n'a été enregistré. ${listed}`, en: `Nothing was stored. ${listed}` }
  },
  next: {
    fr: "Corrigez les champs nommés dans facts.errors, puis renvoyez la requête entière.",
    en: "Correct the fields named in facts.errors, then send the whole request again."
  }
})

export const IdempotencyKeyMissingProblem = problem(IdempotencyKeyMissing, {
  title: { fr: "Clé d'idempotence absente", en: "Idempotency key missing" },
  detail: () => ({
    fr: "Toute écriture porte un en-tête Idempotency-Key de 8 à 128 caractères imprimables.",
    en: "Every write carries an Idempotency-Key header of 8 to 128 printable characters."
  }),
  next: {
    fr: "Tirez un UUID par opération et renvoyez-le tel quel à chaque nouvel essai.",
    en: "Draw one UUID for each operation, and send the same one with each retry."
  }
})

export const IdempotencyKeyReusedProblem = problem(IdempotencyKeyReused, {
  title: { fr: "Clé d'idempotence déjà utilisée", en: "Idempotency key already used" },
  detail: ({ key }) => ({
    fr: `La clé ${key} a déjà servi pour un autre contenu sur cette route.`,
    en: `The key ${key} was already used for another body on this route.`
  }),
  next: { fr: "Tirez une nouvelle clé pour cette opération.", en: "Draw a new key for this operation." }
})

export const RouteNotFoundProblem = problem(RouteNotFound, {
  title: { fr: "Adresse inconnue", en: "Unknown address" },
  detail: ({ method, path }) => ({
    fr: `Il n'y a pas de route ${method} ${path}.`,
    en: `There is no route ${method} ${path}.`
  }),
  next: { fr: "La liste des routes est à l'adresse /docs.", en: "The list of routes is at /docs." }
})

export const PayloadTooLargeProblem = problem(PayloadTooLarge, {
  title: { fr: "Contenu trop volumineux", en: "Body too large" },
  detail: ({ maximumBytes }) => ({
    fr: `Le corps d'une requête a au plus ${maximumBytes} octets.`,
    en: `The body of a request has at most ${maximumBytes} bytes.`
  }),
  next: {
    fr: "Découpez le fichier, par exemple un relevé par mois.",
    en: "Split the file, for example one statement for each month."
  }
})

export const RequestTimeoutProblem = problem(RequestTimeout, {
  title: { fr: "Délai dépassé", en: "Time limit reached" },
  detail: ({ seconds }) => ({
    fr: `La requête a été arrêtée après ${seconds} s et n'a rien enregistré.`,
    en: `The request was stopped after ${seconds} s and stored nothing.`
  }),
  next: {
    fr: "Réessayez plus tard avec la même clé d'idempotence, ou demandez un intervalle plus court.",
    en: "Retry later with the same idempotency key, or ask for a shorter interval."
  }
})

export const UnsupportedMediaTypeProblem = problem(UnsupportedMediaType, {
  title: { fr: "Type de contenu non accepté", en: "Content type not accepted" },
  detail: ({ received }) => ({
    fr: `Cette route n'accepte pas le type ${received}.`,
    en: `This route does not take the type ${received}.`
  }),
  next: {
    fr: "Le type attendu est indiqué pour chaque route à l'adresse /docs.",
    en: "The type that each route takes is given at /docs."
  }
})

export const InternalErrorProblem = problem(InternalError, {
  title: { fr: "Erreur inattendue", en: "Unexpected error" },
  detail: ({ requestId }) => ({
    fr: `Une erreur inattendue s'est produite. Rien n'a été enregistré. Référence : ${requestId}.`,
    en: `Something unexpected happened. Nothing was stored. Reference: ${requestId}.`
  }),
  next: {
    fr: "Réessayez avec la même clé d'idempotence ; si l'erreur persiste, donnez la référence à l'assistance.",
    en: "Retry with the same idempotency key; if it goes on, give the reference to support."
  }
})

export const NotFoundProblem = problem(NotFound, {
  title: { fr: "Introuvable", en: "Not found" },
  detail: ({ entity, id }) => ({
    fr: `${entity} ${id} n'existe pas.`,
    en: `${entity} ${id} does not exist.`
  }),
  next: {
    fr: "Vérifiez l'identifiant, ou cherchez-le dans la liste.",
    en: "Check the id, or look it up in the list."
  }
})

export const VersionConflictProblem = problem(VersionConflict, {
  title: { fr: "Modifié entre-temps", en: "Changed in the meantime" },
  detail: ({ current, entity, id }) => ({
    fr: `${entity} ${id} est maintenant à la version ${current}.`,
    en: `${entity} ${id} is at version ${current} now.`
  }),
  next: {
    fr: "Relisez la version actuelle, refaites votre changement, et envoyez sa version dans If-Match.",
    en: "Read the current version, make your change again, and send its version in If-Match."
  }
})

export const IllegalTransitionProblem = problem(IllegalTransition, {
  title: { fr: "Étape impossible", en: "Step not possible" },
  detail: ({ allowed, attempted, entity, from, id }) => ({
    fr: `${entity} ${id} est à l'état ${from} : ${attempted} n'est pas possible. Possible : ${allowed.join(", ") || "rien"}.`,
    en: `${entity} ${id} is ${from}: ${attempted} is not possible. Possible: ${allowed.join(", ") || "nothing"}.`
  }),
  next: { fr: "Choisissez une des étapes possibles.", en: "Choose one of the possible steps." }
})

export const AlreadyExistsProblem = problem(AlreadyExists, {
  title: { fr: "Existe déjà", en: "Already exists" },
  detail: ({ entity, key }) => ({
    fr: `${entity} ${key} existe déjà.`,
    en: `${entity} ${key} exists already.`
  }),
  next: {
    fr: "Utilisez l'existant, ou choisissez un autre code.",
    en: "Use the existing one, or choose another code."
  }
})

export const PermissionDeniedProblem = problem(PermissionDenied, {
  title: { fr: "Droit manquant", en: "Missing right" },
  detail: ({ permission }) => ({
    fr: `Cette opération demande le droit ${permission}.`,
    en: `This operation needs the right ${permission}.`
  }),
  next: {
    fr: "Demandez au propriétaire du compte un rôle ou une clé qui a ce droit.",
    en: "Ask the account's owner for a role or a key that has this right."
  }
})

export const CardNumberRefusedProblem = problem(CardNumberRefused, {
  title: { fr: "Numéro de carte refusé", en: "Card number refused" },
  detail: ({ place }) => ({
    fr: `La requête contient ce qui peut être un numéro de carte (${placesInFrench[place]}). Rien n'en a été enregistré ni journalisé.`,
    en: `The request holds what may be a card number (${place}). Nothing of it was stored or logged.`
  }),
  next: {
    fr: "Envoyez le jeton que la passerelle donne au navigateur du payeur, ou un moyen de paiement enregistré. Si ce n'est pas un numéro de carte, écrivez-le autrement.",
    en: "Send the token that the gateway gives to the payer's browser, or a stored payment method. If it is no card number, write it differently."
  }
})

const placesInFrench = { address: "adresse", header: "en-tête", body: "corps" } as const
