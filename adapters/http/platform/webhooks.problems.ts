import {
  ReceiverRefused,
  TooManyWebhooks,
  TopicUnknown,
  WebhookDisabled
} from "../../../domain/platform/webhooks/model/index.ts"
import { problem } from "../contract/problem.ts"

export const ReceiverRefusedProblem = problem(ReceiverRefused, {
  title: { fr: "Adresse de réception refusée", en: "Receiver's address refused" },
  detail: ({ reason }) => {
    const [fr, en] = reasons[reason]
    return { fr, en }
  },
  next: {
    fr: "Donnez une adresse https publique, sur le port 443 ou 8443, sans identifiants ni fragment.",
    en: "Give a public https address, on port 443 or 8443, without credentials or fragment."
  }
})

const reasons = {
  "not-an-address": ["Ce n'est pas une adresse.", "It is not an address."],
  "not-https": ["L'adresse doit commencer par https://.", "The address must begin with https://."],
  credentials: [
    "L'adresse contient un nom d'utilisateur ou un mot de passe.",
    "The address holds a user name or a password."
  ],
  fragment: ["L'adresse contient un fragment (#).", "The address holds a fragment (#)."],
  port: ["Le port n'est pas permis.", "The port is not allowed."],
  "not-public": ["L'hôte n'est pas de l'internet public.", "The host is not one of the public internet."]
} as const

export const TopicUnknownProblem = problem(TopicUnknown, {
  title: { fr: "Sujet inconnu", en: "Topic unknown" },
  detail: ({ contexts, topic }) => ({
    fr: `Aucun événement ne commence par « ${topic} ». Premiers mots connus : ${contexts.join(", ")}.`,
    en: `No event begins with "${topic}". First words that are known: ${contexts.join(", ")}.`
  }),
  next: {
    fr: "GET /v2/events/list montre les types des événements de l'entreprise.",
    en: "GET /v2/events/list shows the types of the company's events."
  }
})

export const TooManyWebhooksProblem = problem(TooManyWebhooks, {
  title: { fr: "Trop de webhooks", en: "Too many webhooks" },
  detail: ({ most }) => ({
    fr: `L'entreprise a déjà ses ${most} webhooks.`,
    en: `The company has its ${most} webhooks already.`
  }),
  next: {
    fr: "Supprimez-en un, ou ajoutez des sujets à l'un d'eux.",
    en: "Remove one, or add topics to one of them."
  }
})

export const WebhookDisabledProblem = problem(WebhookDisabled, {
  title: { fr: "Webhook désactivé", en: "Webhook disabled" },
  detail: ({ webhook }) => ({
    fr: `Le webhook ${webhook} est désactivé : rien ne lui est envoyé.`,
    en: `The webhook ${webhook} is disabled: nothing is sent to it.`
  }),
  next: {
    fr: "Activez-le par POST /v2/webhooks/{webhookId}/enable, puis recommencez.",
    en: "Enable it by POST /v2/webhooks/{webhookId}/enable, then try again."
  }
})
