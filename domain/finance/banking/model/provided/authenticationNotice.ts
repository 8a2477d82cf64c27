/** What is said of an account whose newer movements its institution keeps back until a person has authenticated. */
export const authenticationNotice = {
  fr: "L'établissement demande une authentification forte avant de montrer les mouvements plus récents de ce compte : il en manque peut-être ici. Connectez-vous chez lui et confirmez votre identité ; les comptes sont relus dans l'heure, ou tout de suite par POST /v2/banking/sync.",
  en: "The institution asks for strong authentication before it shows newer movements of this account: some may be missing here. Sign in there and confirm your identity; accounts are read again within the hour, or at once by POST /v2/banking/sync."
}
